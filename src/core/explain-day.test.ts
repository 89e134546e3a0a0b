import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { dateOfDay } from './days.ts';
import { at, busy, host, nine, open, standing } from './drawing.test-support.ts';
import { lots } from './drawn-lots.test-support.ts';
import { explainDay, type Stretch } from './explain-day.ts';
import type { Host, Hours, Standing } from './question.ts';
import { judge } from './slots.ts';
import { explain, why } from './why.ts';
import { dayAt } from './zone.ts';

const minute = 60_000;
const monday = '2026-03-02';

/** One line for each stretch: from when to when in UTC, and the rules that close it, or the starts in it. */
function drawn(stretches: readonly Stretch[]): string[] {
  const time = (instant: number) => new Date(instant).toISOString().slice(11, 16);
  return stretches.map(({ start, end, reasons, starts }) => {
    const rules = reasons.map((reason) => reason.rule).join(', ');
    return `${time(start)}-${time(end)} ${rules || `offered: ${starts.map(time).join(' ')}`}`;
  });
}

const dayOf = (question: Standing, date = monday) => drawn(explainDay(question, date)[0]!.stretches);

describe('a host’s day', () => {
  test('is what is closed and what is offered, in order, a minute standing for the meeting that would start in it', () => {
    const question = standing(
      host('############', '....##......'),
      { durationMinutes: 30, spacingMinutes: 30, bufferBeforeMinutes: 15 },
      { now: at('2026-03-02 08:00') },
    );
    assert.deepEqual(dayOf(question), [
      '00:00-08:00 past, outside_hours',
      '08:00-09:00 outside_hours',
      '09:00-09:31 offered: 09:00 09:30',
      '09:31-10:30 busy',
      '10:30-10:45 buffer',
      '10:45-11:31 offered: 11:00 11:30',
      '11:31-12:00 does_not_fit',
      '12:00-00:00 outside_hours',
    ]);
  });

  test('shows with each rule its facts', () => {
    const [day] = explainDay(standing(host('####', '..#.'), { leadTime: { unit: 'hours', amount: 2 } }), monday);
    const hours = [[540, 600]];
    const outside = { rule: 'outside_hours', date: monday, hours };
    const lead = { rule: 'lead_time', earliest: nine + 120 * minute };
    const past = { rule: 'past', now: nine };
    assert.deepEqual(
      day!.stretches.map(({ reasons }) => reasons),
      [
        [past, lead, outside],
        [lead],
        [lead, { rule: 'busy', start: nine + 30 * minute, end: nine + 45 * minute }],
        [lead],
        [lead, { rule: 'does_not_fit', openUntil: nine + 60 * minute }],
        [lead, outside],
        [outside],
      ],
    );
    assert.deepEqual([day!.start, day!.end], [at('2026-03-02 00:00'), at('2026-03-03 00:00')]);
  });

  test('a gap into which a meeting just fits is offered for one minute', () => {
    assert.deepEqual(dayOf(standing(host('######', '##..##'), { durationMinutes: 30 })).slice(2, 5), [
      '09:00-09:30 busy',
      '09:30-09:31 offered: 09:30',
      '09:31-10:01 busy',
    ]);
  });

  test('what is free where the grid has no start is off the grid', () => {
    const free = { hours: open('########'), busy: busy('#..#####') };
    assert.deepEqual(dayOf(standing(free, { startMinutes: [0] })).slice(2, 5), [
      '09:00-09:15 busy',
      '09:15-09:31 off_grid',
      '09:31-10:46 busy',
    ]);
  });

  test('a cap, a horizon and a calendar that is not published close all of it', () => {
    const counted = Float64Array.of(nine);
    const question = standing(
      { ...host('####'), counted },
      { caps: { day: 1 }, horizon: { kind: 'days', days: -1 }, published: false },
      { now: at('2026-03-02 00:00') },
    );
    const rules = ['not_published, horizon, cap, outside_hours', 'not_published, horizon, cap'];
    assert.deepEqual(dayOf(question), [
      `00:00-09:00 ${rules[0]}`,
      `09:00-09:46 ${rules[1]}`,
      `09:46-10:00 ${rules[1]}, does_not_fit`,
      `10:00-00:00 ${rules[0]}`,
    ]);
  });

  test('a session with a free seat is offered in the middle of its own time', () => {
    const session = { start: nine + 15 * minute, end: nine + 30 * minute };
    assert.deepEqual(dayOf(standing({ ...host('####', '.#..'), openSessions: [session] })).slice(1, 4), [
      '09:00-09:01 offered: 09:00',
      '09:01-09:15 busy',
      '09:15-09:16 offered: 09:15',
    ]);
  });

  const newYork = (date: string, hours: Hours['weekly'][number]) => {
    const all: Hours = {
      zone: 'America/New_York',
      weekly: Array.from({ length: 7 }, () => hours),
      overrides: new Map(),
    };
    const [day] = explainDay(
      standing(
        { hours: all, busy: busy('') },
        { durationMinutes: 30, spacingMinutes: 30 },
        { now: at('2026-01-01 00:00') },
      ),
      date,
    );
    return { hours: (day!.end - day!.start) / 3_600_000, lines: drawn(day!.stretches) };
  };

  test('a day that loses an hour has 23 hours, and one that gains an hour has it twice', () => {
    assert.deepEqual(newYork('2026-03-08', [[60, 240]]), {
      hours: 23,
      lines: [
        '05:00-06:00 outside_hours',
        '06:00-07:31 offered: 06:00 06:30 07:00 07:30',
        '07:31-08:00 does_not_fit',
        '08:00-04:00 outside_hours',
      ],
    });
    assert.deepEqual(newYork('2026-11-01', [[60, 120]]), {
      hours: 25,
      lines: [
        '04:00-05:00 outside_hours',
        '05:00-06:31 offered: 05:00 05:30 06:00 06:30',
        '06:31-07:00 does_not_fit',
        '07:00-05:00 outside_hours',
      ],
    });
  });

  test('a date that a zone skipped is empty', () => {
    const apia = { hours: { ...open('####'), zone: 'Pacific/Apia' }, busy: busy('') };
    const [day] = explainDay(standing(apia, {}, { now: 0 }), '2011-12-30');
    assert.deepEqual([day!.end - day!.start, day!.stretches], [0, []]);
  });

  test('each host of a pool has the date in his own zone, a panel that of its leader', () => {
    const tokyo: Host = { hours: { ...open('####'), zone: 'Asia/Tokyo' }, busy: busy('') };
    const days = explainDay(standing([host('####'), tokyo]), monday);
    assert.deepEqual(
      days.map((day) => new Date(day.start).toISOString()),
      ['2026-03-02T00:00:00.000Z', '2026-03-01T15:00:00.000Z'],
    );
    const panel = standing([host('####'), host('..##')], {}, { mode: 'all' });
    assert.equal(explainDay(panel, monday).length, 1);
    assert.deepEqual(dayOf(panel).slice(1, 3), ['09:00-09:30 outside_hours', '09:30-09:46 offered: 09:30 09:45']);
  });

  test('no start but one of its stretch is offered, and each minute is closed by the rules that `why` says', () => {
    let offered = 0;
    fc.assert(
      fc.property(
        lots,
        fc.integer({ min: -1, max: 2 }),
        fc.integer({ min: 0, max: 2 }),
        ({ question }, shift, groups) => {
          const { from: _, to: __, ...rest } = question;
          const members = question.hosts.slice(0, Math.max(1, question.hosts.length - groups));
          const asked: Standing = {
            ...rest,
            hosts: members,
            oneOf: question.hosts.slice(members.length).map((each) => [each]),
          };
          const date = dateOfDay(dayAt(members[0]!.hours.zone, question.from) + shift);
          const days = explainDay(asked, date);
          assert.equal(days.length, asked.mode === 'any' ? members.length : 1);
          for (const [index, day] of days.entries()) {
            const [leader, required] =
              asked.mode === 'any'
                ? [members[index]!, asked.required ?? []]
                : [members[0]!, [...members.slice(1), ...(asked.required ?? [])]];
            const alone: Standing = { ...asked, mode: 'any', hosts: [leader], required };
            const reasonsOf = explain(alone, true);
            const inFull = explain(alone);
            let stretch = 0;
            for (let instant = day.start; instant < day.end; instant += minute) {
              if (instant >= day.stretches[stretch]!.end) stretch++;
              const { start, end, reasons, starts } = day.stretches[stretch]!;
              const context = `${new Date(instant).toISOString()} ${JSON.stringify(reasons)}`;
              assert.ok(start <= instant && instant < end, context);
              const expected = reasonsOf(0, instant);
              const byOthers = expected.filter((reason) => reason.rule !== 'off_grid');
              const free = reasons.length === 0 || reasons[0]!.rule === 'off_grid';
              assert.deepEqual(free ? [] : reasons, byOthers, context);
              assert.equal(starts.includes(instant), expected.length === 0, context);
              assert.equal(starts.includes(instant), inFull(0, instant).length === 0, context);
              const hosts = judge(asked, instant);
              assert.equal(
                starts.includes(instant),
                asked.mode === 'any' ? hosts.includes(index) : hosts.length > 0,
                context,
              );
            }
            offered += Math.sign(day.stretches.flatMap((each) => each.starts).length);
            assert.equal(day.stretches.length === 0 ? day.end : day.stretches[0]!.start, day.start);
            assert.equal(day.stretches.at(-1)?.end ?? day.end, day.end);
          }
        },
      ),
      { numRuns: 80 },
    );
    assert.ok(offered > 3, `only ${offered} days had something to offer: the lots say too little`);
  });
});

test('why a day thousands of years away lies beyond the bookable days is found at once', () => {
  const question = standing(host('####'), { horizon: { kind: 'bookable_days', days: 5 } });
  const begin = performance.now();
  assert.deepEqual(why(question, at('9990-03-02 09:00')), [[{ rule: 'horizon', latest: '2026-03-06' }]]);
  const [day] = explainDay(question, '9990-03-02');
  assert.deepEqual(
    day!.stretches.map((each) => each.reasons[0]),
    day!.stretches.map(() => ({ rule: 'horizon', latest: '2026-03-06' })),
  );
  assert.ok(performance.now() - begin < 1000);
});
