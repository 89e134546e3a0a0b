import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type AttemptEnd, afterAttempt, type Endpoint, newEndpoint, noticeOf, paused, resumed } from './endpoint.ts';
import { isDrained, takenTurn, turnOf } from './turn.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const start = Date.UTC(2026, 10, 24);
const limits = { perEndpoint: 4, perRecovering: 16 };

/** The endpoint after attempts at these offsets, each of which ended at once: with a status, or without an answer. */
function after(endpoint: Endpoint, ends: [at: number, status?: number, askedMs?: number][], random = 0): Endpoint {
  return ends.reduce((known, [at, status, askedMs]) => afterAttempt(known, end(at, status, askedMs), random), endpoint);
}

function end(at: number, status?: number, askedMs?: number): AttemptEnd {
  return {
    startedTime: start + at,
    endedTime: start + at,
    delivered: status === 200 || status === 204,
    status,
    askedMs,
  };
}

const mode = (endpoint: Endpoint, at: number) => turnOf(endpoint, start + at, limits)?.mode;
const offset = (time: number | null) => (time === null ? null : time - start);

test('three failures without a success park the backlog, one success frees it', () => {
  const twice = after(newEndpoint, [[0, 500], [5 * second]]);
  assert.equal(twice.parked_since, null);
  assert.equal(turnOf(twice, start + 6 * second, limits)?.most, 4);
  const thrice = after(twice, [[30 * second, 302]]);
  assert.equal(offset(thrice.parked_since), 30 * second);
  assert.equal(turnOf(thrice, start + 30 * second, limits)?.most, 1, 'one at a time');
  assert.equal(offset(thrice.failing_since), 0);
  const back = after(thrice, [[70 * second, 204]]);
  assert.deepEqual([back.parked_since, back.failing_since, back.failures], [null, null, 0]);
  assert.equal(mode(back, 71 * second), 'drain');
  assert.equal(
    after(newEndpoint, [
      [0, 500],
      [1, 500],
      [2, 200],
      [3, 500],
    ]).failures,
    1,
  );
});

test('a probe goes after 5 to 20 seconds, then 30 to 50 after the start of the last attempt, however long it hung', () => {
  const probe = (ends: [number, number?][], draw: number) => offset(after(newEndpoint, ends, draw).next_probe_time);
  assert.equal(probe([[0, 500]], 0), 5 * second);
  assert.equal(probe([[0, 500]], 0.5), 12.5 * second);
  assert.equal(
    probe(
      [
        [0, 500],
        [15 * second, 500],
      ],
      0,
    ),
    45 * second,
  );
  assert.equal(
    probe(
      [
        [0, 500],
        [15 * second, 500],
        [60 * second, 500],
      ],
      0.5,
    ),
    100 * second,
  );
  const hung = { ...end(minute), endedTime: start + minute + 15 * second };
  const parked = after(newEndpoint, [[0], [1], [2]]);
  assert.equal(offset(afterAttempt(parked, hung, 0).next_probe_time), 90 * second);
});

test('a receiver that asks for patience is left alone for as long, up to what it may ask', () => {
  const asked = after(newEndpoint, [[0, 503, 20 * minute]]);
  assert.equal(offset(asked.parked_since), 0, 'at once');
  assert.equal(offset(asked.next_probe_time), 20 * minute);
  assert.equal(mode(asked, 20 * minute - 1), 'due', 'apart from what has waited for an hour');
  assert.equal(mode(asked, 20 * minute), 'probe');
  const other = after(newEndpoint, [[0, 500, 20 * minute]]);
  assert.equal(other.parked_since, null, 'a failure that is no refusal speaks of one delivery');
});

test('a receiver that says "too many" is slowed down, not parked, as long as it takes something', () => {
  const burst = [10, 11, 12, 13].map((at) => ({ ...end(0, 429), endedTime: start + at }));
  let endpoint = burst.reduce((known, each) => afterAttempt(known, each, 0), newEndpoint);
  assert.equal(endpoint.parked_since, null);
  assert.equal(endpoint.pace, 10, 'what was on its way already does not slow it down again');
  assert.equal(turnOf(endpoint, start + 109, limits), undefined);
  assert.equal(turnOf(endpoint, start + 110, limits)?.more, 1);
  endpoint = after(endpoint, [[200, 429]]);
  assert.deepEqual([endpoint.pace, endpoint.pace_limit], [5, 5]);
  const recovered = after(endpoint, [[400, 200]]);
  assert.equal(recovered.failing_since, null);
  assert.ok(recovered.pace! > 5 && recovered.pace! < 6);
  assert.notEqual(after(endpoint, [[30 * second, 429]]).parked_since, null, 'it has taken nothing for 30 seconds');
});

test('a late "too many" slows down, though the endpoint has done well since it was sent', () => {
  const paced = after(after(newEndpoint, [[0], [1], [2]]), [[minute, 200]]);
  const well = after(paced, [[2 * minute + 10, 200]]);
  const slowed = afterAttempt(well, { ...end(2 * minute, 429), endedTime: start + 2 * minute + 20 }, 0);
  assert.ok(slowed.pace! < well.pace!);
  assert.equal(slowed.failing_since, null);
  const failed = afterAttempt(well, { ...end(2 * minute, 500), endedTime: start + 2 * minute + 20 }, 0);
  assert.deepEqual(failed, well, 'and a late failure says nothing of how it is now');
});

test('the pace doubles in about ten seconds, ends at 250 a second, and drains ten thousand in about a minute', () => {
  let endpoint = after(after(newEndpoint, [[0], [1], [2]]), [[minute, 200]]);
  let sent = 0;
  let at = minute;
  const paces: number[] = [];
  for (; endpoint.pace !== null; at += 50) {
    const more = turnOf(endpoint, start + at, limits)?.more ?? 0;
    if (at % (10 * second) === 0) paces.push(endpoint.pace);
    if (more === 0) continue;
    endpoint = { ...endpoint, ...takenTurn(endpoint, { mode: 'drain' }, more, start + at, 45_000) };
    for (let i = 0; i < more; i++) endpoint = after(endpoint, [[at, 200]]);
    sent += more;
  }
  for (let i = 1; i < paces.length; i++) {
    const growth = paces[i]! / paces[i - 1]!;
    assert.ok(growth > 1.8 && growth < 2.2, `it grew by ${growth} in ten seconds`);
  }
  const seconds = (at - minute) / second;
  assert.ok(seconds > 40 && seconds < 60, `it took ${seconds} s until it was free`);
  assert.ok(seconds + (10_000 - sent) / 250 < 90, `${sent} were sent by then`);
});

test('a drain that breaks off starts again with care: half of the pace at which it broke', () => {
  let endpoint = after(after(newEndpoint, [[0], [1], [2]]), [[minute, 200]]);
  for (let i = 1; i <= 600; i++) endpoint = after(endpoint, [[minute + i, 200]]);
  const broke = endpoint.pace!;
  assert.ok(broke > 50);
  endpoint = after(endpoint, [[2 * minute], [2 * minute], [2 * minute]]);
  assert.equal(endpoint.pace, null);
  assert.equal(endpoint.pace_limit, broke / 2);
  endpoint = after(endpoint, [[3 * minute, 200]]);
  assert.equal(endpoint.pace, 10);
  assert.equal(endpoint.pace_limit, broke / 2);
});

test('410 pauses at once, and so do 72 hours with at least 20 failures; nothing less does', () => {
  const gone = after(newEndpoint, [[0, 410]]);
  assert.deepEqual([gone.paused_reason, offset(gone.paused_time)], ['gone', 0]);
  const hourly = (count: number) => Array.from({ length: count }, (_, i): [number, number] => [i * hour, 500]);
  assert.equal(after(newEndpoint, hourly(72)).paused_time, null);
  assert.deepEqual(after(newEndpoint, hourly(73)).paused_reason, 'failing');
  const rare = Array.from({ length: 19 }, (_, i): [number, number] => [i * 5 * hour, 500]);
  assert.equal(after(newEndpoint, rare).paused_time, null, '19 failures in 90 hours');
  assert.equal(after(newEndpoint, [...rare, [95 * hour, 500]]).paused_reason, 'failing');
  const sporadic = after(newEndpoint, [...hourly(72), [72 * hour - 1, 200], [72 * hour, 500]]);
  assert.equal(sporadic.paused_time, null, 'one success in between is enough');
});

test('the account is told after 1, 24 and 72 hours, once each, and of the pause', () => {
  const told: unknown[] = [];
  let endpoint = newEndpoint;
  for (let at = 0; at <= 80 * hour; at += 10 * minute) {
    const next = after(endpoint, [[at, 500]]);
    const notice = noticeOf(endpoint, next);
    if (notice !== undefined) told.push([at / hour, notice.kind === 'webhook_failing' ? notice.hours : notice.reason]);
    endpoint = next;
  }
  assert.deepEqual(told, [
    [1, 1],
    [24, 24],
    [72, 'failing'],
  ]);
  const slow = after(newEndpoint, [
    [0, 500],
    [73 * hour, 500],
  ]);
  assert.deepEqual(noticeOf(newEndpoint, slow), { kind: 'webhook_failing', hours: 72 }, 'too few failures for a pause');
  assert.equal(after(slow, [[74 * hour, 200]]).notices, 0, 'a success begins anew');
  assert.deepEqual(noticeOf(newEndpoint, after(newEndpoint, [[0, 410]])), { kind: 'webhook_paused', reason: 'gone' });
});

test('a resumed endpoint begins as one that came back', () => {
  const failing = after(newEndpoint, [
    [0, 500],
    [1, 500],
    [2, 500],
    [2 * hour, 410],
  ]);
  const back = resumed(failing, start + 3 * hour);
  assert.deepEqual([back.paused_time, back.paused_reason, back.failing_since, back.notices], [null, null, null, 0]);
  assert.equal(mode(back, 3 * hour), 'drain');
  assert.equal(mode(paused(newEndpoint, 'requested', start), hour), undefined);
});

test('a drain lasts a minute at least, and until nothing is left', () => {
  const back = after(after(newEndpoint, [[0], [1], [2]]), [[minute, 200]]);
  assert.equal(isDrained(back, false, start + 2 * minute - 1), false);
  assert.equal(isDrained(back, false, start + 2 * minute), true);
  assert.equal(isDrained(back, true, start + 2 * hour), false);
  assert.equal(isDrained(newEndpoint, false, start), false);
});

test('processes have to agree on probes and on what has a pace, and on nothing else', () => {
  assert.equal(takenTurn(newEndpoint, { mode: 'due' }, 4, start, 45_000), undefined);
  const once = after(newEndpoint, [[0, 500]]);
  assert.equal(takenTurn(once, { mode: 'due' }, 1, start, 45_000), undefined);
  assert.equal(offset(takenTurn(once, { mode: 'probe' }, 1, start, 45_000)!.next_probe_time), 45_000);
  const parked = after(newEndpoint, [[0], [1], [2]]);
  assert.equal(offset(takenTurn(parked, { mode: 'due' }, 1, start, 45_000)!.trying_until), 45_000);
  const back = after(parked, [[minute, 200]]);
  const taken = takenTurn(back, { mode: 'drain' }, 2, start + minute, 45_000)!;
  assert.equal(offset(taken.next_send_time), minute + 200, 'two of ten a second');
});
