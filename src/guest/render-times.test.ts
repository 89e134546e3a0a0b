import assert from 'node:assert/strict';
import { test } from 'node:test';
import { offsetAt as offsetInBrowser } from '../../web/guest/offset.ts';
import { offsetAt } from '../core/zone.ts';
import { en } from '../language/en.ts';
import { renderTimes } from './render-times.ts';
import type { TimesView } from './times-view.ts';

const minutes = (time: string) => Date.parse(time) / 60_000;

function view(more: Partial<TimesView>): TimesView {
  return {
    path: '/andrea',
    query: '',
    reader: { locale: 'en', zone: 'Europe/Berlin', hour12: false },
    texts: en.times,
    weekStart: 1,
    month: '2026-10',
    firstMonth: '2026-10',
    lastMonth: '2027-03',
    starts: [],
    next: null,
    date: null,
    chosen: [],
    wanted: 1,
    durationMinutes: 30,
    holds: true,
    fixedZone: false,
    key: null,
    ...more,
  };
}

const shown = (more: Partial<TimesView>) => renderTimes(view(more), offsetAt).text;
const slotsOf = (text: string) => [...text.matchAll(/class="slot"[^>]*>([^<]+)</g)].map((match) => match[1]);
const daysOf = (text: string) =>
  [...text.matchAll(/data-date="([^"]+)" aria-label="([^"]+)"/g)].map((m) => [m[1], m[2]]);

test('the hour that comes twice when clocks are set back is told apart, and any other is not', () => {
  const starts = ['2026-10-24T23:30Z', '2026-10-25T00:30Z', '2026-10-25T01:30Z', '2026-10-25T02:30Z'].map(minutes);
  assert.deepEqual(slotsOf(shown({ starts, date: '2026-10-25' })), ['01:30', '02:30 GMT+2', '02:30 GMT+1', '03:30']);
});

test('a start belongs to the day of whoever looks at it', () => {
  const starts = [minutes('2026-10-31T23:30Z'), minutes('2026-10-31T15:00Z')].sort((a, b) => a - b);
  assert.deepEqual(daysOf(shown({ starts })), [['2026-10-31', 'Saturday, October 31, 1 time']]);
  const inLondon = shown({ starts, reader: { locale: 'en', zone: 'Europe/London', hour12: false } });
  assert.deepEqual(daysOf(inLondon), [['2026-10-31', 'Saturday, October 31, 2 times']]);
});

test('times are grouped by parts of the day, and the night says that it is one', () => {
  const hours = [3, 8, 13, 19, 22].map((hour) => minutes(`2026-10-20T${String(hour).padStart(2, '0')}:00Z`));
  const text = shown({ starts: hours, reader: { locale: 'en', zone: 'UTC', hour12: true } });
  const headings = [...text.matchAll(/<h3 class="(\w+)">/g)].map((match) => match[1]);
  assert.deepEqual(headings, ['night', 'morning', 'afternoon', 'evening', 'night']);
});

test('of several times those that would overlap what was picked are not offered, and the last one is held', () => {
  const starts = ['08:00', '08:30', '09:00', '09:30'].map((time) => minutes(`2026-10-20T${time}Z`));
  const more = { starts, durationMinutes: 60, wanted: 2, chosen: [starts[0]!] };
  const text = shown({ ...more, reader: { locale: 'en', zone: 'UTC', hour12: false } });
  assert.deepEqual(slotsOf(text), ['08:00', '09:00', '09:30']);
  assert.equal([...text.matchAll(/<button class="slot"/g)].length, 2);
  assert.match(text, /<input type="hidden" name="start" value="2026-10-20T08:00:00.000Z">/);
});

test('weeks begin on the account’s day, and no month leads before the first or past the last', () => {
  const sunday = shown({ weekStart: 7 });
  assert.match(sunday, /<thead><tr><th scope="col" abbr="Sunday">/);
  assert.equal(sunday.includes('data-month="2026-09"'), false);
  assert.ok(sunday.includes('data-month="2026-11"'));
  assert.equal(shown({ month: '2027-03' }).includes('data-month="2027-04"'), false);
});

test('a browser finds the same offsets as the server, around every change of the clocks', () => {
  for (const zone of [
    'Europe/Berlin',
    'America/New_York',
    'Australia/Lord_Howe',
    'Asia/Kathmandu',
    'Africa/Casablanca',
    'America/Santiago',
  ])
    for (let hour = 0; hour < 2 * 366 * 24; hour += 5) {
      const instant = Date.UTC(2026, 0, 1) + hour * 3_600_000 + 900_000;
      assert.equal(
        offsetInBrowser(zone, instant),
        offsetAt(zone, instant),
        `${zone} ${new Date(instant).toISOString()}`,
      );
    }
});
