/** Random calendars for the property tests, crowded around clock changes and with every rule in play. */
import fc from 'fast-check';
import { dateOfDay } from './days.ts';
import type { DayHours, Horizon, Host, LeadTime, Question, Rules } from './question.ts';

const minute = 60_000;
const day = 1440 * minute;

/** Dates next to a clock change, and some without. */
const places: readonly (readonly [zone: string, date: string])[] = [
  ['America/New_York', '2026-03-08'],
  ['America/New_York', '2026-11-01'],
  ['Europe/London', '2026-03-29'],
  ['Europe/London', '2026-10-25'],
  ['Australia/Lord_Howe', '2026-04-05'],
  ['Australia/Lord_Howe', '2026-10-04'],
  ['Australia/Sydney', '2026-10-04'],
  ['America/Santiago', '2026-04-05'],
  ['America/Santiago', '2026-09-06'],
  ['Africa/Cairo', '2026-04-24'],
  ['Africa/Cairo', '2026-10-30'],
  ['Asia/Kolkata', '2026-03-31'],
  ['Asia/Kathmandu', '2026-02-28'],
  ['America/Sao_Paulo', '2018-02-18'],
  ['America/Sao_Paulo', '2018-11-04'],
  ['Pacific/Apia', '2011-12-30'],
  ['Pacific/Apia', '2011-09-24'],
  ['America/St_Johns', '2010-11-07'],
  ['America/St_Johns', '2010-03-14'],
  ['UTC', '2026-12-31'],
];

export interface Lot {
  question: Question;
  /** For the oracle: all changes and offsets of the zones are multiples of it. */
  stepMinutes: number;
}

const quarters = (min: number, max: number): fc.Arbitrary<number> => fc.integer({ min, max }).map((n) => n * 15);

const dayHours: fc.Arbitrary<DayHours> = fc
  .oneof(
    { weight: 1, arbitrary: fc.constant([] as number[]) },
    { weight: 1, arbitrary: fc.constant([0, 96]) },
    { weight: 2, arbitrary: fc.constantFrom([36, 68], [0, 24], [4, 16], [80, 94], [9, 20, 92, 96], [0, 8, 8, 96]) },
    { weight: 3, arbitrary: fc.array(fc.integer({ min: 0, max: 96 }), { minLength: 2, maxLength: 6 }) },
  )
  .map((edges) => {
    const ascending = edges.toSorted((a, b) => a - b);
    const blocks: [number, number][] = [];
    for (let i = 0; i + 1 < ascending.length; i += 2) {
      if (ascending[i]! < ascending[i + 1]!) blocks.push([ascending[i]! * 15, ascending[i + 1]! * 15]);
    }
    return blocks;
  });

const leadTime: fc.Arbitrary<LeadTime> = fc.oneof(
  fc.constant({ unit: 'minutes', amount: 0 } as const),
  fc.record({ unit: fc.constant('minutes' as const), amount: fc.integer({ min: 0, max: 300 }) }),
  fc.record({ unit: fc.constant('hours' as const), amount: fc.integer({ min: 0, max: 40 }) }),
  fc.record({ unit: fc.constant('days' as const), amount: fc.integer({ min: 0, max: 3 }) }),
);

const horizon = (today: number): fc.Arbitrary<Horizon> =>
  fc.oneof(
    fc.constant({ kind: 'none' } as const),
    fc.record({ kind: fc.constant('days' as const), days: fc.integer({ min: 0, max: 4 }) }),
    fc.record({ kind: fc.constant('bookable_days' as const), days: fc.integer({ min: 0, max: 3 }) }),
    fc.tuple(fc.integer({ min: -2, max: 3 }), fc.integer({ min: 0, max: 3 })).map(([first, length]) => ({
      kind: 'range' as const,
      from: dateOfDay(today + first),
      to: dateOfDay(today + first + length),
    })),
  );

const rules = (today: number): fc.Arbitrary<Rules> =>
  fc.record({
    durationMinutes: quarters(1, 12),
    bufferBeforeMinutes: fc.oneof(fc.constant(0), quarters(0, 6), fc.integer({ min: 0, max: 50 })),
    bufferAfterMinutes: fc.oneof(fc.constant(0), quarters(0, 6), fc.integer({ min: 0, max: 50 })),
    leadTime,
    horizon: horizon(today),
    caps: fc.oneof(
      { weight: 2, arbitrary: fc.constant({}) },
      {
        weight: 1,
        arbitrary: fc.record(
          {
            day: fc.integer({ min: 0, max: 3 }),
            week: fc.integer({ min: 0, max: 5 }),
            month: fc.integer({ min: 1, max: 7 }),
          },
          { requiredKeys: [] },
        ),
      },
    ),
    weekStart: fc.constantFrom(1, 2, 3, 4, 5, 6, 7),
    startMinutes: fc.oneof(
      fc.constant([0, 15, 30, 45]),
      fc.uniqueArray(fc.constantFrom(0, 15, 30, 45), { minLength: 1, maxLength: 3 }),
    ),
    spacingMinutes: quarters(1, 8),
    published: fc.integer({ min: 0, max: 39 }).map((n) => n > 0),
  });

function host(zone: string, noon: number, durationMinutes: number): fc.Arbitrary<Host> {
  const first = Math.floor(noon / day);
  const begin = noon - 3 * day;
  const busyInterval = fc
    .tuple(fc.integer({ min: 0, max: 6 * 96 }), fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 9 }))
    .map(([from, length, odd]) => {
      const start = begin + (from * 15 + (odd === 0 ? 7 : 0)) * minute;
      return [start, start + length * 15 * minute] as const;
    });
  const session = fc.integer({ min: 0, max: 6 * 96 }).map((from) => begin + from * 15 * minute);
  return fc
    .record({
      weekly: fc.array(dayHours, { minLength: 7, maxLength: 7 }),
      overrides: fc.array(fc.tuple(fc.integer({ min: -3, max: 3 }), dayHours), { maxLength: 3 }),
      busy: fc.array(busyInterval, { maxLength: 25 }),
      sessions: fc.oneof(fc.constant<number[]>([]), fc.uniqueArray(session, { maxLength: 8 })),
      sessionIsBusy: fc.integer({ min: 0, max: 5 }),
      counted: fc.array(fc.integer({ min: -20 * 96, max: 20 * 96 }), { maxLength: 15 }),
    })
    .map(({ weekly, overrides, busy, sessions, sessionIsBusy, counted }) => {
      const openSessions = sessions.map((start) => ({ start, end: start + durationMinutes * minute }));
      const taken = sessionIsBusy > 0 ? openSessions.map(({ start, end }) => [start, end] as const) : [];
      return {
        hours: {
          zone,
          weekly,
          overrides: new Map(overrides.map(([offset, hours]) => [dateOfDay(first + offset), hours])),
        },
        busy: Float64Array.from([...busy, ...taken].sort((a, b) => a[0] - b[0]).flat()),
        openSessions,
        counted: Float64Array.from(counted.map((n) => noon + n * 15 * minute)).sort(),
      };
    });
}

/** One host, a pool or a panel, asked about up to four days around a clock change. */
export const lots: fc.Arbitrary<Lot> = fc
  .tuple(
    fc.constantFrom(...places),
    fc.array(fc.option(fc.constantFrom(...places)), { maxLength: 2 }),
    fc.constantFrom('any' as const, 'all' as const),
    fc.integer({ min: -36 * 60, max: 12 * 60 }),
    fc.integer({ min: -24 * 4, max: 48 * 4 }),
    fc.integer({ min: 1, max: 48 * 4 }),
    fc.integer({ min: 0, max: 3 }),
  )
  .chain(([place, others, mode, nowMinutes, fromQuarters, lengthQuarters, helper]) => {
    const [zone, date] = place;
    const noon = Date.parse(`${date}T12:00Z`);
    const now = noon + nowMinutes * minute;
    const from = noon + fromQuarters * 15 * minute - 12 * 60 * minute;
    const zones = [zone, ...others.map((other) => other?.[0] ?? zone)];
    return rules(Math.floor(noon / day)).chain((drawn) =>
      fc.tuple(...zones.map((each) => host(each, noon, drawn.durationMinutes))).map((hosts) => ({
        // Newfoundland changed its clocks one minute after midnight until November 2011.
        stepMinutes: zones.includes('America/St_Johns') && date < '2011-11' ? 1 : 15,
        // Now and then the last one is no host, but somebody who must be there too.
        question: {
          now,
          from,
          to: from + lengthQuarters * 15 * minute,
          mode,
          rules: drawn,
          ...(helper === 0 && hosts.length > 1 ? { hosts: hosts.slice(0, -1), required: hosts.slice(-1) } : { hosts }),
        },
      })),
    );
  });
