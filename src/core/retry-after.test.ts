import assert from 'node:assert/strict';
import { test } from 'node:test';
import { retryAfterMs } from './retry-after.ts';

const now = Date.parse('2026-11-24T06:00:00.000Z');
const asked = (value: string | undefined, date?: string) => retryAfterMs(value, date, now);

test('seconds are read, up to an hour', () => {
  assert.equal(asked('120'), 120_000);
  assert.equal(asked(' 0 '), 0);
  assert.equal(asked('7200'), 3_600_000);
  assert.equal(asked('9'.repeat(400)), 3_600_000);
});

test('a date is read in each of its three forms', () => {
  assert.equal(asked('Tue, 24 Nov 2026 06:02:00 GMT'), 120_000);
  assert.equal(asked('Tuesday, 24-Nov-26 06:02:00 GMT'), 120_000);
  assert.equal(asked('Tue Nov 24 06:02:00 2026'), 120_000);
  assert.equal(asked('Tue, 24 Nov 2026 05:00:00 GMT'), 0, 'it is over');
  assert.equal(asked('Thu, 26 Nov 2026 06:00:00 GMT'), 3_600_000);
});

test('a date counts from the receiver’s own clock', () => {
  assert.equal(asked('Tue, 24 Nov 2026 09:02:00 GMT', 'Tue, 24 Nov 2026 09:00:30 GMT'), 90_000);
  assert.equal(asked('Tue, 24 Nov 2026 06:02:00 GMT', 'yesterday'), 120_000);
});

test('what is neither asks for nothing', () => {
  for (const text of [
    undefined,
    '',
    'soon',
    '-5',
    '1.5',
    '1e3',
    '0x10',
    '2026-11-24T06:02:00Z',
    'Tue, 99 Nov 2026 06:02:00 GMT',
  ])
    assert.equal(asked(text), undefined, String(text));
});
