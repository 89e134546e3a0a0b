import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type CalendarUnit, calendarStretches } from './calendar-stretches.ts';

function stretchesOf(unit: CalendarUnit, zone: string, from: string, to: string, most = 1000): string[] | undefined {
  const starts = calendarStretches(unit, zone, { from: Date.parse(from), to: Date.parse(to) }, most);
  return starts?.map((start) => new Date(start).toISOString().slice(0, 16));
}

test('days begin at midnight of the zone, also where clocks change', () => {
  assert.deepEqual(stretchesOf('day', 'America/New_York', '2026-10-31T12:00Z', '2026-11-02T06:00Z'), [
    '2026-10-31T04:00',
    '2026-11-01T04:00',
    '2026-11-02T05:00',
  ]);
  assert.deepEqual(stretchesOf('day', 'Africa/Cairo', '2026-04-24T00:00Z', '2026-04-24T23:00Z'), [
    '2026-04-23T22:00',
    '2026-04-24T21:00',
  ]);
});

test('the hour that comes twice is two hours, and the one that is left out is none', () => {
  assert.equal(stretchesOf('hour', 'Europe/Berlin', '2026-10-24T22:00Z', '2026-10-25T23:00Z')?.length, 25);
  assert.equal(stretchesOf('hour', 'Europe/Berlin', '2026-03-28T23:00Z', '2026-03-29T22:00Z')?.length, 23);
  assert.deepEqual(stretchesOf('hour', 'Asia/Kathmandu', '2026-01-01T00:00Z', '2026-01-01T00:30Z'), [
    '2025-12-31T23:15',
    '2026-01-01T00:15',
  ]);
});

test('weeks begin on Mondays, months on their first, quarters in January, April, July and October', () => {
  assert.deepEqual(stretchesOf('week', 'UTC', '2026-11-24T00:00Z', '2026-12-01T00:00Z'), [
    '2026-11-23T00:00',
    '2026-11-30T00:00',
  ]);
  assert.deepEqual(stretchesOf('month', 'UTC', '2026-01-31T00:00Z', '2026-03-01T00:00Z'), [
    '2026-01-01T00:00',
    '2026-02-01T00:00',
  ]);
  assert.deepEqual(stretchesOf('quarter', 'UTC', '2026-05-31T00:00Z', '2026-12-31T00:00Z'), [
    '2026-04-01T00:00',
    '2026-07-01T00:00',
    '2026-10-01T00:00',
  ]);
});

test('a day that a zone leaves out is left out, and an empty time is in one stretch', () => {
  assert.deepEqual(stretchesOf('day', 'Pacific/Apia', '2011-12-29T12:00Z', '2011-12-31T12:00Z'), [
    '2011-12-29T10:00',
    '2011-12-30T10:00',
    '2011-12-31T10:00',
  ]);
  assert.deepEqual(stretchesOf('day', 'UTC', '2026-01-01T05:00Z', '2026-01-01T05:00Z'), ['2026-01-01T00:00']);
});

test('more stretches than wanted are none', () => {
  assert.equal(stretchesOf('day', 'UTC', '2026-01-01T00:00Z', '2026-01-04T00:00Z', 3)?.length, 3);
  assert.equal(stretchesOf('day', 'UTC', '2026-01-01T00:00Z', '2026-01-04T00:01Z', 3), undefined);
});
