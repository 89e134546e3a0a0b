import assert from 'node:assert/strict';
import { test } from 'node:test';
import { random } from '../../src/core/random.ts';
import { type Answer, openEngine } from './engine.ts';
import { newReport, simulateYear } from './world.ts';

// The decisions of the delivery engine, the ones that the product makes, on a simulated clock. `npm run simulate` runs
// thousands of years and says with which seed a broken promise can be seen again.

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const start = Date.UTC(2026, 10, 24);

test('ten simulated years of outages and killed processes keep every promise', () => {
  const report = newReport();
  for (let seed = 1; seed <= 10; seed++) simulateYear(seed, report);
  assert.equal(report.years, 10);
  assert.ok(report.outages > 300 && report.longOutages > 3 && report.kills > 100, JSON.stringify(report));
  assert.ok(report.recoveries > 100 && report.slowestRecoverySeconds <= 60, JSON.stringify(report));
  assert.ok(report.longestGapMinutes > 50 && report.longestGapMinutes <= 60, JSON.stringify(report));
  assert.ok(report.pauses > 0 && report.notices > 20, JSON.stringify(report));
});

test('a year is the same whenever it is simulated with the same seed', () => {
  const month = (seed: number) => {
    const report = newReport();
    simulateYear(seed, report, 30);
    return report;
  };
  assert.deepEqual(month(77), month(77));
  assert.notDeepEqual(month(78), month(77));
});

/** One endpoint that was dead while so much was written for it, and how its receiver answers once it is back. */
function backlogOf(count: number, answer: (now: number) => Answer) {
  const backAt = start + 15 * minute;
  const seen = { refused: 0, parkedAgain: 0, doneAt: 0, left: count };
  const engine = openEngine(start, random(1), {
    answer: (_, now) => (now < backAt ? { takesMs: 3 } : answer(now)),
    ended: ({ endpoint }, end) => {
      if (end.startedTime < backAt) return;
      if (end.delivered) seen.left--;
      else seen.refused++;
      if (seen.left === 0 && seen.doneAt === 0) seen.doneAt = end.endedTime;
      if (endpoint.known.parked_since !== null && endpoint.known.recovered_time !== null) seen.parkedAgain++;
    },
  });
  const endpoint = engine.addEndpoint();
  // Ten times many are written at once.
  for (let batch = 0; batch < 10; batch++)
    engine.agenda.at(start + batch * minute, () => {
      for (let i = 0; i < count / 10; i++) engine.emit(endpoint, `B${batch}-${i}`, 1);
    });
  engine.agenda.run(backAt + 2 * hour);
  assert.equal(seen.left, 0);
  return { ...seen, seconds: (seen.doneAt - backAt) / second };
}

test('a backlog of 10,000 is sent within two minutes of the recovery, also if each answer takes a tenth of a second', () => {
  for (const takesMs of [20, 100]) {
    const { seconds, refused } = backlogOf(10_000, () => ({ takesMs, status: 200 }));
    assert.ok(seconds <= 120, `${takesMs} ms an answer: ${seconds} s`);
    assert.equal(refused, 0);
  }
});

test('a receiver that takes 50 a second gets its backlog of 10,000 at about that rate, with few refusals', () => {
  let window = 0;
  let taken = 0;
  const { seconds, refused, parkedAgain } = backlogOf(10_000, (now) => {
    if (Math.floor(now / second) !== window) taken = 0;
    window = Math.floor(now / second);
    return ++taken > 50 ? { takesMs: 5, status: 429 } : { takesMs: 5, status: 200 };
  });
  assert.ok(refused < 200, `${refused} of 10,000 were refused`);
  assert.equal(parkedAgain, 0, 'it was never taken for dead');
  assert.ok(seconds < 330, `${seconds} s, where 200 s is what it can take`);
});

test('what fails in one second does not come back in one: in no ten seconds more than three times the mean', () => {
  const count = 30_000;
  const perWindow = new Map<number, number>();
  const engine = openEngine(start, random(1), {
    answer: () => ({ takesMs: 20, status: 500 }),
    started: ({ attempts }, now) => {
      const window = Math.floor((now - start) / (10 * second));
      if (attempts > 0) perWindow.set(window, (perWindow.get(window) ?? 0) + 1);
    },
  });
  const endpoints = Array.from({ length: 300 }, () => engine.addEndpoint());
  for (let i = 0; i < count; i++) {
    const delivery = engine.emit(endpoints[i % endpoints.length]!, `B${i}`, 1);
    const time = start + (i % second);
    engine.ended(delivery, { startedTime: time, endedTime: time, delivered: false, status: 500 });
  }
  engine.agenda.run(start + hour);
  const counts = Array.from({ length: 360 }, (_, window) => perWindow.get(window) ?? 0);
  const sum = counts.reduce((a, b) => a + b);
  const most = Math.max(...counts);
  assert.ok(sum >= count, 'each came back within the hour');
  assert.ok(most <= (3 * sum) / 360, `${most} in ten seconds, the mean is ${sum / 360}`);
});
