import assert from 'node:assert/strict';
import { test } from 'node:test';
import { periodOf } from './cycle.ts';

test('a cycle begins with the first moment of its month or quarter in its own zone', () => {
  const newYork = 'America/New_York';
  const before = Date.parse('2026-10-01T03:59:59Z');
  assert.deepEqual(
    [periodOf('monthly', newYork, before), periodOf('quarterly', newYork, before)],
    ['2026-09', '2026-Q3'],
  );
  const after = Date.parse('2026-10-01T04:00:00Z');
  assert.deepEqual(
    [periodOf('monthly', newYork, after), periodOf('quarterly', newYork, after)],
    ['2026-10', '2026-Q4'],
  );
  assert.equal(periodOf('monthly', 'Asia/Kolkata', before), '2026-10');
});

test('a continuous cycle never ends', () => {
  assert.equal(periodOf('continuous', 'UTC', 0), null);
});
