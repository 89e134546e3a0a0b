import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { attemptsInWindow, nextAttempt, retryWindowMs } from './retry.ts';

const eventTime = Date.UTC(2026, 10, 24, 6, 10, 16, 123);
const minute = 60_000;

/** The offsets from the event of all attempts if each fails at once. */
function offsets(random: () => number): number[] {
  const found = [0];
  for (;;) {
    const startedTime = eventTime + found.at(-1)!;
    const next = nextAttempt({ attempts: found.length, eventTime, startedTime, random: random() });
    if (next === undefined) return found;
    found.push(next - eventTime);
  }
}

test('a delivery that always fails is tried 79 times, the last time 72 hours after its event', () => {
  const all = offsets(() => 0);
  assert.deepEqual(all.slice(0, 9), [
    0,
    5000,
    30_000,
    2 * minute,
    5 * minute,
    15 * minute,
    30 * minute,
    90 * minute,
    150 * minute,
  ]);
  assert.equal(all.length, attemptsInWindow);
  assert.equal(all.at(-1), retryWindowMs);
});

test('whatever the jitter, there are 79 attempts, no gap is over an hour, and the last is at 72 hours', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), { minLength: 79 }), (draws) => {
      let at = 0;
      const all = offsets(() => draws[at++ % draws.length]!);
      assert.equal(all.length, attemptsInWindow);
      assert.equal(all.at(-1), retryWindowMs);
      for (let i = 1; i < all.length; i++) {
        const gap = all[i]! - all[i - 1]!;
        assert.ok(gap > 0 && gap <= 60 * minute, `gap ${i} is ${gap} ms`);
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

test('a delivery that waited for a server that was away goes on with the early steps, not with all it missed', () => {
  const away = 10 * 60 * minute;
  const startedTime = eventTime + away;
  assert.equal(nextAttempt({ attempts: 1, eventTime, startedTime, random: 0 }), startedTime + 5000);
  assert.equal(nextAttempt({ attempts: 8, eventTime, startedTime, random: 0 }), startedTime + 60 * minute);
});

test('an attempt that starts after the 72 hours is the last one', () => {
  const startedTime = eventTime + retryWindowMs + 1;
  assert.equal(nextAttempt({ attempts: 1, eventTime, startedTime, random: 0 }), undefined);
});
