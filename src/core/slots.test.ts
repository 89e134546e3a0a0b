import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { at, busy, free, host, nine, open, standing } from './drawing.test-support.ts';
import type { Host, Hours } from './question.ts';
import { judge, listSlots } from './slots.ts';

const day = 86_400_000;
const quarter = 900_000;

describe('hours', () => {
  test('a host is offered inside his hours and nowhere else', () => {
    assert.equal(free(host('####..####'), 12), '####..####..');
  });

  test('a meeting ends no later than the hours do', () => {
    const open = '##########';
    const free30 = '#########.';
    assert.equal(free(host(open), 10, { durationMinutes: 30 }), free30);
  });

  test('a meeting that is longer than every block is not offered', () => {
    assert.equal(free(host('####..####'), 10, { durationMinutes: 75 }), '..........');
  });

  test('the hours of a date replace the weekly hours of that date only', () => {
    const hours: Hours = { ...open('####'), overrides: new Map([['2026-03-03', [[600, 630]]]]) };
    const host: Host = { hours, busy: busy('') };
    assert.equal(free(host, 6), '####..');
    assert.equal(free(host, 6, {}, { at: nine + day }), '....##');
    assert.equal(free(host, 6, {}, { at: nine + 2 * day }), '####..');
  });

  test('a date without blocks is closed', () => {
    const hours: Hours = { ...open('####'), overrides: new Map([['2026-03-02', []]]) };
    assert.equal(free({ hours, busy: busy('') }, 4), '....');
  });

  test('dates alone make hours, without a weekly pattern', () => {
    const hours: Hours = { ...open(''), overrides: new Map([['2026-03-02', [[540, 570]]]]) };
    assert.equal(free({ hours, busy: busy('') }, 4), '##..');
  });

  test('blocks that touch are one: a meeting may run over the seam', () => {
    const weekly = Array.from(
      { length: 7 },
      () =>
        [
          [540, 600],
          [600, 660],
        ] as const,
    );
    const host: Host = { hours: { zone: 'UTC', weekly, overrides: new Map() }, busy: busy('') };
    assert.equal(free(host, 8, { durationMinutes: 60 }), '#####...');
  });

  test('blocks that touch at midnight are one: a meeting may run into the next day', () => {
    const weekly = Array.from(
      { length: 7 },
      () =>
        [
          [0, 60],
          [1380, 1440],
        ] as const,
    );
    const host: Host = { hours: { zone: 'UTC', weekly, overrides: new Map() }, busy: busy('') };
    assert.equal(free(host, 10, { durationMinutes: 60 }, { at: at('2026-03-02 22:30') }), '..#####...');
  });

  test('each slot names the block its locations come from', () => {
    const hours: Hours = { ...open('##..##'), overrides: new Map([['2026-03-03', [[540, 555]]]]) };
    const question = standing({ hours, busy: busy('') });
    const slots = listSlots({ ...question, from: nine, to: nine + 2 * day });
    assert.deepEqual(
      [0, 2, 4].map((slot) => slots.blockOf(slot, 0)),
      [
        { date: '2026-03-02', index: 0 },
        { date: '2026-03-02', index: 1 },
        { date: '2026-03-03', index: 0 },
      ],
    );
  });
});

describe('grid', () => {
  test('starts stand on the allowed minute marks', () => {
    assert.equal(free(host('########'), 8, { startMinutes: [15, 30] }), '.##..##.');
  });

  test('spacing counts from the first mark at or after the beginning of the block', () => {
    assert.equal(free(host('.#########'), 10, { startMinutes: [0, 30], spacingMinutes: 45 }), '..#...#...');
    assert.equal(free(host('#########'), 9, { spacingMinutes: 45 }), '#..#..#..');
  });

  test('each block has a grid of its own', () => {
    assert.equal(free(host('####.#####'), 10, { spacingMinutes: 45 }), '#..#.#..#.');
  });

  test('the seam between touching blocks does not restart the grid', () => {
    const weekly = Array.from(
      { length: 7 },
      () =>
        [
          [540, 600],
          [600, 660],
        ] as const,
    );
    const host: Host = { hours: { zone: 'UTC', weekly, overrides: new Map() }, busy: busy('') };
    assert.equal(free(host, 8, { spacingMinutes: 45 }), '#..#..#.');
  });

  test('a booking does not shift the grid', () => {
    assert.equal(free(host('#########', '.#.......'), 9, { spacingMinutes: 30, durationMinutes: 15 }), '#.#.#.#.#');
    assert.equal(free(host('#########', '#........'), 9, { spacingMinutes: 30, durationMinutes: 15 }), '..#.#.#.#');
  });

  test('a calendar without marks offers nothing', () => {
    assert.equal(free(host('####'), 4, { startMinutes: [] }), '....');
  });
});

describe('busy time', () => {
  test('a booking may start the minute another ends, and end the minute another starts', () => {
    assert.equal(free(host('##########', '...##.....'), 10), '###..#####');
    assert.equal(free(host('##########', '...##.....'), 10, { durationMinutes: 30 }), '##...####.');
  });

  test('busy intervals may overlap and hold one another', () => {
    const overlapping = Float64Array.from([...busy('.######...'), ...busy('..#.......'), ...busy('.....###..')]);
    assert.equal(free({ hours: open('##########'), busy: overlapping }, 10), '#.......##');
  });

  test('an interval of no length takes no time', () => {
    const instant = Float64Array.from([nine + quarter, nine + quarter]);
    assert.equal(free({ hours: open('####'), busy: instant }, 4, { durationMinutes: 30 }), '###.');
  });

  test('a buffer keeps its distance to busy time on either side', () => {
    const host1 = host('############', '.....##.....');
    assert.equal(free(host1, 12, { bufferBeforeMinutes: 15 }), '#####...####');
    assert.equal(free(host1, 12, { bufferAfterMinutes: 15 }), '####...#####');
    assert.equal(free(host1, 12, { bufferBeforeMinutes: 30, bufferAfterMinutes: 15 }), '####.....###');
  });

  test('a 10 to 11 meeting with buffers of 30 minutes blocks 9:30 to 11:30', () => {
    const ten = host('################', '....####........');
    assert.equal(free(ten, 16, { bufferBeforeMinutes: 30, bufferAfterMinutes: 30 }), '##........######');
  });

  test('a buffer may reach outside the working hours, and busy time there counts', () => {
    assert.equal(free(host('####'), 4, { bufferBeforeMinutes: 60, bufferAfterMinutes: 60 }), '####');
    assert.equal(free(host('..####..', '.......#'), 8, { bufferAfterMinutes: 30 }), '..###...');
  });

  test('free time between two bookings is offered when it fits exactly', () => {
    assert.equal(free(host('######', '#...##'), 6, { durationMinutes: 45 }), '.#....');
    assert.equal(free(host('######', '#..###'), 6, { durationMinutes: 45 }), '......');
  });
});

describe('open sessions', () => {
  const session = { start: nine + 2 * quarter, end: nine + 4 * quarter };

  test('a session with a seat left is offered at its own start although the host is busy', () => {
    const joined: Host = { ...host('########', '..##....'), openSessions: [session] };
    assert.equal(free(joined, 8, { durationMinutes: 30 }), '#.#.###.');
  });

  test('a session of another duration is not offered', () => {
    const joined: Host = { ...host('########', '..##....'), openSessions: [session] };
    assert.equal(free(joined, 8, { durationMinutes: 15 }), '##..####');
  });

  test('other busy time closes a session, even at exactly the same time', () => {
    const overlapped: Host = {
      hours: open('########'),
      busy: Float64Array.from([session.start, session.end, session.start + quarter, session.end]),
      openSessions: [session],
    };
    assert.equal(free(overlapped, 8, { durationMinutes: 30 }), '#...###.');
    const twice = { ...overlapped, busy: Float64Array.from([session.start, session.end, session.start, session.end]) };
    assert.equal(free(twice, 8, { durationMinutes: 30 }), '#...###.');
  });

  test('a session counts once: a reached cap closes the day but not the seats of its sessions', () => {
    const joined: Host = {
      ...host('########', '..##....'),
      openSessions: [session],
      counted: Float64Array.of(session.start),
    };
    assert.equal(free(joined, 8, { durationMinutes: 30, caps: { day: 1 } }), '..#.....');
  });
});

describe('lead time', () => {
  test('three hours at 13:00 mean 16:00', () => {
    const all = host('#'.repeat(32));
    const now = at('2026-03-02 13:00');
    const drawing = free(all, 16, { leadTime: { unit: 'hours', amount: 3 } }, { now, at: now });
    assert.equal(drawing, '............####');
  });

  test('minutes are counted to the millisecond', () => {
    const leadTime = { unit: 'minutes', amount: 30 } as const;
    assert.equal(free(host('######'), 6, { leadTime }, { now: nine }), '..####');
    assert.equal(free(host('######'), 6, { leadTime }, { now: nine + 1 }), '...###');
  });

  test('one day means from tomorrow on, two days from the day after', () => {
    const now = at('2026-03-02 23:50');
    const late: Host = {
      hours: { ...open(''), weekly: Array.from({ length: 7 }, () => [[0, 30]] as const) },
      busy: busy(''),
    };
    const from = (amount: number) =>
      listSlots({ ...standing(late, { leadTime: { unit: 'days', amount } }, { now }), from: now, to: now + 5 * day })
        .starts[0];
    assert.equal(from(1), at('2026-03-03 00:00'));
    assert.equal(from(2), at('2026-03-04 00:00'));
  });

  test("the day is the host's, not UTC's", () => {
    const hours: Hours = {
      zone: 'Pacific/Auckland',
      weekly: Array.from({ length: 7 }, () => [[0, 1440]] as const),
      overrides: new Map(),
    };
    const question = standing(
      { hours, busy: busy('') },
      { leadTime: { unit: 'days', amount: 1 } },
      { now: at('2026-07-01 11:59') },
    );
    const first = (now: number) => listSlots({ ...question, now, from: now, to: now + 3 * day }).starts[0];
    assert.equal(first(at('2026-07-01 11:59')), at('2026-07-01 12:00'));
    assert.equal(first(at('2026-07-01 12:00')), at('2026-07-02 12:00'));
  });

  test('what has begun is not offered, and this very minute is', () => {
    assert.equal(free(host('####'), 4, {}, { now: nine + quarter }), '.###');
    assert.equal(free(host('####'), 4, {}, { now: nine + quarter + 1 }), '..##');
  });
});

describe('horizon', () => {
  const days = (changes: Parameters<typeof free>[2], hosts: Host | readonly Host[], mode: 'any' | 'all' = 'any') => {
    const slots = listSlots({ ...standing(hosts, changes, { mode }), from: nine, to: nine + 10 * day });
    return Array.from({ length: 10 }, (_, i) =>
      slots.starts.some(
        (start) => start >= nine - 9 * 3_600_000 + i * day && start < nine - 9 * 3_600_000 + (i + 1) * day,
      )
        ? '#'
        : '.',
    ).join('');
  };

  test('calendar days count from today, and today is in', () => {
    assert.equal(days({ horizon: { kind: 'days', days: 0 } }, host('##')), '#.........');
    assert.equal(days({ horizon: { kind: 'days', days: 3 } }, host('##')), '####......');
  });

  test('a fixed range is inclusive on both ends', () => {
    assert.equal(days({ horizon: { kind: 'range', from: '2026-03-04', to: '2026-03-06' } }, host('##')), '..###.....');
  });

  test('bookable days count only the days that still have a slot', () => {
    const full: Host = { ...host('##'), busy: Float64Array.from([...busy('##'), ...busy('##', nine + 2 * day)]) };
    assert.equal(days({ horizon: { kind: 'bookable_days', days: 3 } }, full), '.#.##.....');
    assert.equal(days({ horizon: { kind: 'bookable_days', days: 0 } }, full), '..........');
  });

  test('bookable days count from now, whatever window is asked for', () => {
    const question = standing(host('##'), { horizon: { kind: 'bookable_days', days: 3 } });
    const slots = listSlots({ ...question, from: nine + 2 * day, to: nine + 10 * day });
    assert.deepEqual([...slots.starts], [nine + 2 * day, nine + 2 * day + quarter]);
  });

  test('bookable days count by the calendar where the clock goes back over midnight and a date returns', () => {
    // Newfoundland, 2010-11-07: a minute after midnight it was 23:01 on the 6th again.
    const hours: Hours = {
      zone: 'America/St_Johns',
      weekly: Array.from({ length: 7 }, () => [[0, 15] as const, [1425, 1440] as const]),
      overrides: new Map(),
    };
    const midnight = at('2010-11-07 02:30');
    const question = standing(
      { hours, busy: busy('') },
      { horizon: { kind: 'bookable_days', days: 1 }, durationMinutes: 1, startMinutes: [0, 45], spacingMinutes: 1 },
      { now: midnight },
    );
    const slots = listSlots({ ...question, from: midnight, to: midnight + day });
    assert.deepEqual([...slots.starts], [at('2010-11-07 03:15')]);
    assert.deepEqual(judge(question, midnight), []);
  });

  test('a panel counts the days on which it can meet; in a pool each host counts his own', () => {
    const hosts = [host('##'), { ...host('##'), busy: busy('##', nine + day) }];
    const changes = { horizon: { kind: 'bookable_days', days: 2 } } as const;
    assert.equal(days(changes, hosts, 'all'), '#.#.......');
    assert.equal(days(changes, hosts, 'any'), '###.......');
  });
});

describe('caps', () => {
  const week = (host: Host, changes: Parameters<typeof free>[2], from = nine) => {
    const slots = listSlots({ ...standing(host, changes), from, to: from + 14 * day });
    return Array.from({ length: 14 }, (_, i) => (slots.starts.includes(from + i * day) ? '#' : '.')).join('');
  };

  test('a reached cap of the day closes that day', () => {
    const counted = Float64Array.of(nine + day, nine + day + quarter, nine + 2 * day);
    assert.equal(week({ ...host('##'), counted }, { caps: { day: 2 } }), '#.############');
  });

  test("a reached cap of the week closes the week, which begins on the account's weekday", () => {
    const counted = Float64Array.of(nine + 5 * day, nine + 6 * day);
    assert.equal(week({ ...host('##'), counted }, { caps: { week: 2 } }), '.......#######');
    assert.equal(week({ ...host('##'), counted }, { caps: { week: 1 }, weekStart: 7 }), '.............#');
    assert.equal(week({ ...host('##'), counted }, { caps: { week: 2 }, weekStart: 7 }), '##############');
  });

  test('a reached cap of the month closes the month', () => {
    const from = at('2026-03-25 09:00');
    const counted = Float64Array.of(at('2026-03-01 09:00'));
    assert.equal(week({ ...host('##'), counted }, { caps: { month: 1 } }, from), '.......#######');
  });

  test('the strictest of several caps wins', () => {
    const counted = Float64Array.of(nine);
    assert.equal(week({ ...host('##'), counted }, { caps: { day: 1, week: 2, month: 3 } }), '.#############');
    assert.equal(week({ ...host('##'), counted }, { caps: { day: 2, week: 1 } }), '.......#######');
  });

  test("bookings count on the host's date", () => {
    const hours: Hours = { ...open('##'), zone: 'America/New_York' };
    const late = Float64Array.of(at('2026-03-03 03:00'));
    const slots = listSlots({
      ...standing({ hours, busy: busy(''), counted: late }, { caps: { day: 1 } }),
      from: nine,
      to: nine + 2 * day,
    });
    assert.deepEqual([...slots.starts], [at('2026-03-03 14:00'), at('2026-03-03 14:15')]);
  });
});

describe('pools and panels', () => {
  test('a pool offers what any host can take and says who', () => {
    const hosts = [host('####', '##..'), host('####', '.##.')];
    assert.equal(free(hosts, 5), '#.##.');
    const slots = listSlots({ ...standing(hosts), from: nine, to: nine + day });
    assert.deepEqual(
      [0, 1, 2].map((slot) => slots.freeHosts(slot)),
      [[1], [0], [0, 1]],
    );
  });

  test('in a pool each host keeps his own grid', () => {
    assert.equal(free([host('#####'), host('.####')], 5, { spacingMinutes: 30 }), '#####');
  });

  test('in a pool each host keeps his own zone', () => {
    const kathmandu: Host = { hours: { ...open('##'), zone: 'Asia/Kathmandu' }, busy: busy('') };
    const question = standing([kathmandu, host('##')], { startMinutes: [0] }, { now: at('2026-03-02 00:00') });
    const slots = listSlots({ ...question, from: question.now, to: question.now + day });
    assert.deepEqual([...slots.starts], [at('2026-03-02 03:15'), nine]);
    assert.deepEqual(slots.freeHosts(0), [0]);
  });

  test("a panel meets when all are free, on the first host's grid", () => {
    const hosts = [host('.#######', '..#.....'), host('######..', '....#...')];
    assert.equal(free(hosts, 8, {}, { mode: 'all' }), '.#.#.#..');
    assert.equal(free(hosts, 8, { spacingMinutes: 30 }, { mode: 'all' }), '.#.#.#..');
    assert.equal(free(hosts.toReversed(), 8, { spacingMinutes: 30 }, { mode: 'all' }), '........');
  });

  test('more hosts than one machine word are told apart', () => {
    const hosts = Array.from({ length: 70 }, (_, i) => host('##', i % 3 === 0 ? '#.' : '.#'));
    const slots = listSlots({ ...standing(hosts), from: nine, to: nine + day });
    const third = hosts.flatMap((_, i) => (i % 3 === 0 ? [i] : []));
    assert.deepEqual(slots.freeHosts(1), third);
    assert.deepEqual(
      slots.freeHosts(0),
      hosts.flatMap((_, i) => (i % 3 === 0 ? [] : [i])),
    );
    assert.equal(slots.isFree(0, 69), false);
    assert.equal(slots.isFree(0, 68), true);
  });

  test('nobody to meet means nothing to offer', () => {
    assert.equal(free([], 4), '....');
    assert.equal(free([], 4, {}, { mode: 'all' }), '....');
  });
});

describe('the answer', () => {
  test('a calendar that is not published offers nothing', () => {
    assert.equal(free(host('####'), 4, { published: false }), '....');
  });

  test('the window holds its beginning and not its end', () => {
    const slots = listSlots({ ...standing(host('####')), from: nine, to: nine + 2 * quarter });
    assert.deepEqual([...slots.starts], [nine, nine + quarter]);
    assert.equal(listSlots({ ...standing(host('####')), from: nine, to: nine }).starts.length, 0);
  });

  test('a chosen start is judged as it was listed', () => {
    const question = standing([host('####', '#...'), host('####', '.#..')]);
    assert.deepEqual(judge(question, nine), [1]);
    assert.deepEqual(judge(question, nine + 2 * quarter), [0, 1]);
    assert.deepEqual(judge(question, nine + 4 * quarter), []);
    assert.deepEqual(judge(question, nine + 1), []);
  });

  test('an unknown zone is refused', () => {
    const lost: Host = { hours: { ...open('####'), zone: 'Mars/Olympus' }, busy: busy('') };
    assert.throws(() => judge(standing(lost), nine), RangeError);
  });
});
