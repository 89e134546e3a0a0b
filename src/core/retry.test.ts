import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { random } from './random.ts';
import { type FailedAttempt, nextAttempt, retryWindowMs } from './retry.ts';

const since = Date.UTC(2026, 10, 24, 6, 10, 16, 123);
const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/** When an attempt is followed that failed at once, as an offset from its event; undefined if it was the last. */
function after(startedAt: number, more: Partial<FailedAttempt> & { attempts: number }, draw = 0): number | undefined {
  const startedTime = since + startedAt;
  const next = nextAttempt({ since, startedTime, endedTime: startedTime, ...more }, draw);
  return next === undefined ? undefined : next - since;
}

/** The offsets from the event of all attempts if each fails at once. */
function offsets(draw: () => number): number[] {
  const found = [0];
  for (;;) {
    const next = after(found.at(-1)!, { attempts: found.length }, draw());
    if (next === undefined) return found;
    found.push(next);
  }
}

test('a delivery that always fails is tried 79 times, the last time 72 hours after its event', () => {
  const all = offsets(() => 0);
  assert.deepEqual(all.slice(0, 9), [
    0,
    5 * second,
    30 * second,
    2 * minute,
    5 * minute,
    15 * minute,
    30 * minute,
    90 * minute - 20 * second,
    150 * minute - 40 * second,
  ]);
  assert.equal(all.length, 79);
  assert.equal(all.at(-1), retryWindowMs);
});

test('whatever the jitter, there are 79 or 80 attempts, no gap is over an hour, and the last is at 72 hours', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), { minLength: 79 }), (draws) => {
      let at = 0;
      const all = offsets(() => draws[at++ % draws.length]!);
      assert.ok(all.length === 79 || all.length === 80, `${all.length} attempts`);
      assert.equal(all.at(-1), retryWindowMs);
      for (let i = 1; i < all.length; i++) {
        const gap = all[i]! - all[i - 1]!;
        assert.ok(gap > 0 && gap < hour, `gap ${i} is ${gap} ms`);
      }
    }),
    { numRuns: 200 },
  );
});

test('the first steps come at most a tenth early', () => {
  const all = offsets(() => 0.999999);
  for (const [i, planned] of [0, 5000, 30_000, 2 * minute, 5 * minute, 15 * minute, 30 * minute].entries()) {
    assert.ok(all[i]! <= planned && all[i]! >= planned * 0.9 - 1, `attempt ${i + 1} is at ${all[i]} ms`);
  }
});

test('what fails in one second comes back spread out: in no ten seconds of the later hours more than three times the mean', () => {
  const draw = random(1);
  const count = 100_000;
  const windows = new Int32Array(retryWindowMs / (10 * second) + 1);
  for (let i = 0; i < count; i++)
    for (const offset of offsets(draw)) if (offset > hour) windows[Math.floor((offset + i / 100) / (10 * second))]!++;
  const mean = (count * (10 * second)) / hour;
  const last = Math.floor((71 * hour) / (10 * second));
  const most = windows.slice(0, last).reduce((a, b) => Math.max(a, b));
  assert.ok(most <= 3 * mean, `${most} in ten seconds, the mean is ${mean}`);
});

test('a delivery that waited for a server that was away goes on with the early steps, not with all it missed', () => {
  const away = 10 * hour;
  assert.equal(after(away, { attempts: 1 }), away + 5 * second);
  assert.equal(after(away, { attempts: 9 }), away + hour - 20 * second);
});

test('an attempt that starts after the 72 hours is the last one', () => {
  assert.equal(after(retryWindowMs + 1, { attempts: 1 }), undefined);
});

test('what a receiver asks for is kept, from the end of the attempt, but no gap becomes longer than an hour', () => {
  const endedTime = since + 10 * second;
  assert.equal(after(0, { attempts: 1, endedTime, askedMs: 60 * second }), 70 * second);
  assert.equal(after(0, { attempts: 1, endedTime, askedMs: 1 * second }), 11 * second);
  assert.equal(after(0, { attempts: 5, endedTime, askedMs: 60 * second }), 10 * minute, 'the schedule is later anyway');
  assert.equal(after(0, { attempts: 1, endedTime, askedMs: hour }), hour - 20 * second);
  const nearlyOver = retryWindowMs - 10 * minute;
  assert.equal(after(nearlyOver, { attempts: 78, askedMs: hour }), retryWindowMs, 'the last attempt is at 72 hours');
});

test('what a receiver put off because it had too much, or failed at once when it was back, comes again within a minute', () => {
  assert.equal(after(0, { attempts: 1, soon: true }), 5 * second);
  assert.equal(after(0, { attempts: 30, soon: true }), 30 * second);
  assert.equal(after(0, { attempts: 30, soon: true }, 0.999999), minute);
  assert.equal(after(0, { attempts: 30, soon: true, askedMs: 90 * second }), 90 * second);
});

test('a parked delivery is tried by itself within the hour, and the probe does the rest', () => {
  assert.equal(after(0, { attempts: 1, parked: true }), 30 * minute);
  assert.equal(after(0, { attempts: 30, parked: true, soon: true }, 0.5), 42.5 * minute);
});
