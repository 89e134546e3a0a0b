/**
 * Clock changes times daily windows times meetings, engine against oracle. Run as a program it prints what differed as JSON:
 * dst.test.ts runs it under several server zones.
 */
import { dateOfDay } from './days.ts';
import { plainRules } from './drawing.test-support.ts';
import { oracleSlots } from './oracle.test-support.ts';
import type { DayHours, Question } from './question.ts';
import { listSlots } from './slots.ts';

const minute = 60_000;
const day = 1440 * minute;

/** The date on which, or next to which, the clock changes; some rows are zones or years without a change. */
const changes: Record<string, readonly string[]> = {
  'America/New_York': ['2026-03-08', '2026-11-01', '2027-03-14', '2026-07-05'],
  'Europe/London': ['2026-03-29', '2026-10-25'],
  'Australia/Lord_Howe': ['2026-04-05', '2026-10-04'],
  'Australia/Sydney': ['2026-04-05', '2026-10-04'],
  'America/Santiago': ['2026-04-05', '2026-09-06'],
  'Africa/Cairo': ['2026-04-24', '2026-10-30'],
  'Asia/Kolkata': ['2026-03-08', '2026-11-01'],
  'Asia/Kathmandu': ['2026-03-29', '2026-10-25'],
  'America/Sao_Paulo': ['2018-02-18', '2018-11-04', '2019-02-17', '2026-11-01'],
  'Pacific/Apia': ['2011-04-02', '2011-09-24', '2011-12-30', '2012-04-01', '2012-09-30', '2026-04-05'],
};

const windows: Record<string, DayHours> = {
  '09-17': [[540, 1020]],
  '00-06': [[0, 360]],
  '01-04': [[60, 240]],
  '20-23:30': [[1200, 1410]],
  '02:15-05 and 23-24': [
    [135, 300],
    [1380, 1440],
  ],
  'all day': [[0, 1440]],
};

const meetings = [
  { durationMinutes: 15, spacingMinutes: 15, startMinutes: [0, 15, 30, 45] },
  { durationMinutes: 30, spacingMinutes: 15, startMinutes: [0, 15, 30, 45] },
  { durationMinutes: 60, spacingMinutes: 45, startMinutes: [0, 15, 30, 45] },
  { durationMinutes: 90, spacingMinutes: 60, startMinutes: [15, 30] },
];

/** Every case that differs, in words, and how many cases there were. */
export function dstMatrix(): { cases: number; differences: string[] } {
  let cases = 0;
  const differences: string[] = [];
  for (const [zone, dates] of Object.entries(changes)) {
    for (const date of dates) {
      for (const [name, window] of Object.entries(windows)) {
        for (const meeting of meetings) {
          cases++;
          const question = around(zone, date, window, meeting);
          const expected = oracleSlots(question).map((slot) => new Date(slot.start).toISOString());
          const actual = [...listSlots(question).starts].map((start) => new Date(start).toISOString());
          const missing = expected.filter((start) => !actual.includes(start));
          const extra = actual.filter((start) => !expected.includes(start));
          if (missing.length + extra.length > 0 || expected.length === 0) {
            differences.push(
              `${zone} ${date} ${name} ${meeting.durationMinutes} min: missing ${missing}, extra ${extra}`,
            );
          }
        }
      }
    }
  }
  return { cases, differences };
}

/** Five days around the date, open in the window on all weekdays but with one override and one booking next to the change. */
function around(zone: string, date: string, window: DayHours, meeting: (typeof meetings)[number]): Question {
  const noon = Date.parse(`${date}T12:00Z`);
  const from = noon - 2.5 * day;
  return {
    now: from,
    from,
    to: noon + 2.5 * day,
    mode: 'any',
    hosts: [
      {
        hours: {
          zone,
          weekly: Array.from({ length: 7 }, () => window),
          overrides: new Map([[dateOfDay(Math.floor(noon / day) + 1), [[30, 600]]]]),
        },
        busy: Float64Array.of(noon - 14 * 60 * minute, noon - 13 * 60 * minute),
      },
    ],
    rules: { ...plainRules, ...meeting },
  };
}

if (import.meta.main) {
  const serverZone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  console.log(JSON.stringify({ serverZone, ...dstMatrix() }));
}
