import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { fullBucket, take } from './token-bucket.ts';

test('no window of time ever sees more requests than the burst and what has flowed in', () => {
  fc.assert(
    fc.property(
      fc.record({ perSecond: fc.integer({ min: 1, max: 50 }), burst: fc.integer({ min: 1, max: 60 }) }),
      fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 300 }),
      (rule, gaps) => {
        const bucket = fullBucket(rule, 0);
        const passed: number[] = [];
        let now = 0;
        for (const gap of gaps) {
          now += gap;
          if (take(bucket, rule, now) === 0) passed.push(now);
        }
        for (let i = 0; i < passed.length; i++) {
          for (let j = i; j < passed.length; j++) {
            const allowed = rule.burst + ((passed[j]! - passed[i]!) * rule.perSecond) / 1000;
            assert.ok(j - i + 1 <= allowed + 1e-6);
          }
        }
      },
    ),
  );
});

test('who waits as long as he is told to is served', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 1, max: 5 }), (perSecond, burst) => {
      const rule = { perSecond, burst };
      const bucket = fullBucket(rule, 0);
      for (let i = 0; i < burst; i++) assert.equal(take(bucket, rule, 0), 0);
      const wait = take(bucket, rule, 0);
      assert.ok(wait > 0);
      assert.equal(take(bucket, rule, wait), 0);
    }),
  );
});

test('a clock that steps back neither gives tokens nor takes them', () => {
  const rule = { perSecond: 1, burst: 2 };
  const bucket = fullBucket(rule, 10_000);
  assert.equal(take(bucket, rule, 10_000), 0);
  assert.equal(take(bucket, rule, 5000), 0);
  assert.ok(take(bucket, rule, 5000) > 0);
});
