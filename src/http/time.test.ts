import assert from 'node:assert/strict';
import { test } from 'node:test';
import { iso, parseTime } from './time.ts';

test('times are read in every form that clients send', () => {
  const forms: [string, string][] = [
    ['2021-10-01', '2021-10-01T00:00:00.000Z'],
    ['2026-09-15T04:00:00Z', '2026-09-15T04:00:00.000Z'],
    ['2026-09-15t04:00z', '2026-09-15T04:00:00.000Z'],
    ['2000-01-01T00:00:00.123456Z', '2000-01-01T00:00:00.123Z'],
    ['2026-11-23 07:43:49.494000+00:00', '2026-11-23T07:43:49.494Z'],
    ['2026-11-23 07:43:49.494000 02:00', '2026-11-23T05:43:49.494Z'],
    ['2026-11-23T07:43:49 02:00', '2026-11-23T05:43:49.000Z'],
    ['2026-11-24 02:44:51.572083', '2026-11-24T02:44:51.572Z'],
    ['2026-11-24T02:44:51-0530', '2026-11-24T08:14:51.000Z'],
    ['2026-11-24T02:44:51+05', '2026-11-23T21:44:51.000Z'],
    ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00.000Z'],
    ['2028-02-29', '2028-02-29T00:00:00.000Z'],
  ];
  for (const [text, expected] of forms) assert.equal(iso(parseTime(text)!), expected, text);
});

test('what no calendar or clock has is no time', () => {
  for (const text of [
    '',
    'now',
    '2026',
    '2026-13-01',
    '2026-02-29',
    '2026-01-01T24:00:00Z',
    '2026-01-01T10:60Z',
    '2026-01-01T10:00:00+25:00',
    '0000-01-01',
    '+002026-01-01',
    '2026-01-01T10',
    '1764000000',
  ]) {
    assert.equal(parseTime(text), undefined, text);
  }
});

test('times go out as JavaScript writes them, in any order of days, also before 1970', () => {
  const noon = Date.parse('2026-11-24T12:00:00.007Z');
  for (const instant of [noon, noon + 86_399_999, noon, -1, 0, -62_135_596_800_001, 253_402_300_799_999, noon - 1]) {
    assert.equal(iso(instant), new Date(instant).toISOString());
  }
});
