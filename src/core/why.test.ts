import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { at, busy, host, nine, open, standing } from './drawing.test-support.ts';
import type { Hours } from './question.ts';
import { why } from './why.ts';

const quarter = 900_000;
const day = 86_400_000;

describe('why a start is not offered', () => {
  test('a start that is offered has no reason', () => {
    assert.deepEqual(why(standing(host('####')), nine), [[]]);
  });

  test('a calendar that is not published says so', () => {
    assert.deepEqual(why(standing(host('####'), { published: false }), nine), [[{ rule: 'not_published' }]]);
  });

  test('outside the hours it shows the hours of that date, an override included', () => {
    const hours: Hours = { ...open('####'), overrides: new Map([['2026-03-03', [[600, 660]]]]) };
    const question = standing({ hours, busy: busy('') });
    const [weekly] = why(question, nine + 4 * quarter);
    assert.deepEqual(weekly, [{ rule: 'outside_hours', date: '2026-03-02', hours: [[540, 600]] }]);
    assert.deepEqual(why(question, nine + day), [[{ rule: 'outside_hours', date: '2026-03-03', hours: [[600, 660]] }]]);
  });

  test('a meeting that runs past the hours shows when they end', () => {
    const question = standing(host('####'), { durationMinutes: 30 });
    assert.deepEqual(why(question, nine + 3 * quarter), [[{ rule: 'does_not_fit', openUntil: nine + 4 * quarter }]]);
  });

  test('a start between the marks or the spacing is off the grid', () => {
    const question = standing(host('########'), { spacingMinutes: 30 });
    assert.deepEqual(why(question, nine + quarter), [[{ rule: 'off_grid' }]]);
    assert.deepEqual(why(question, nine + 2 * quarter + 1), [[{ rule: 'off_grid' }]]);
  });

  test('busy time that the meeting or only its buffer meets is shown, each interval of it', () => {
    const question = standing(host('##########', '##.##....#'), { durationMinutes: 30, bufferBeforeMinutes: 15 });
    assert.deepEqual(why(question, nine + 2 * quarter), [
      [
        { rule: 'buffer', start: nine, end: nine + 2 * quarter },
        { rule: 'busy', start: nine + 3 * quarter, end: nine + 5 * quarter },
      ],
    ]);
  });

  test('lead time shows the earliest start, in the past there are both reasons', () => {
    const question = standing(host('####'), { leadTime: { unit: 'hours', amount: 2 } });
    const earliest = nine + 8 * quarter;
    assert.deepEqual(why(question, nine), [[{ rule: 'lead_time', earliest }]]);
    assert.deepEqual(why({ ...question, now: nine + 1 }, nine), [
      [
        { rule: 'past', now: nine + 1 },
        { rule: 'lead_time', earliest: earliest + 1 },
      ],
    ]);
    assert.deepEqual(why(standing(host('####'), {}, { now: nine + 1 }), nine), [[{ rule: 'past', now: nine + 1 }]]);
  });

  test('each horizon shows the last date it leaves open', () => {
    const reasons = (horizon: Parameters<typeof standing>[1]) => why(standing(host('##'), horizon), nine + 3 * day);
    assert.deepEqual(reasons({ horizon: { kind: 'days', days: 2 } }), [[{ rule: 'horizon', latest: '2026-03-04' }]]);
    assert.deepEqual(reasons({ horizon: { kind: 'bookable_days', days: 3 } }), [
      [{ rule: 'horizon', latest: '2026-03-04' }],
    ]);
    assert.deepEqual(reasons({ horizon: { kind: 'bookable_days', days: 0 } }), [[{ rule: 'horizon', latest: null }]]);
    assert.deepEqual(reasons({ horizon: { kind: 'range', from: '2026-03-06', to: '2026-03-09' } }), [
      [{ rule: 'horizon', earliest: '2026-03-06', latest: '2026-03-09' }],
    ]);
  });

  test('each cap that is reached shows its limit and count', () => {
    const counted = Float64Array.of(nine, nine + quarter, nine + day);
    const question = standing({ ...host('####'), counted }, { caps: { day: 2, week: 3, month: 4 } });
    assert.deepEqual(why(question, nine + 2 * quarter), [
      [
        { rule: 'cap', period: 'day', limit: 2, count: 2 },
        { rule: 'cap', period: 'week', limit: 3, count: 3 },
      ],
    ]);
  });

  test('all reasons are given at once', () => {
    const closed = { ...host('', '####'), counted: Float64Array.of(nine) };
    const question = standing(closed, { published: false, caps: { day: 1 }, horizon: { kind: 'days', days: -1 } });
    const rules = why({ ...question, now: nine + 1 }, nine)[0]!.map((reason) => reason.rule);
    assert.deepEqual(rules, ['not_published', 'past', 'horizon', 'cap', 'outside_hours', 'busy']);
  });

  test('a free seat in a session is no reason, other busy time there is', () => {
    const session = { start: nine, end: nine + quarter };
    const joined = { ...host('####', '#...'), openSessions: [session], counted: Float64Array.of(nine) };
    assert.deepEqual(why(standing(joined, { caps: { day: 1 } }), nine), [[]]);
    const twice = { ...joined, busy: Float64Array.from([...joined.busy, ...joined.busy]) };
    assert.deepEqual(why(standing(twice), nine), [[{ rule: 'busy', ...session }]]);
  });

  test('in a panel each host has his own reasons and the first those of the calendar', () => {
    const hosts = [host('####', '#...'), host('.###')];
    const question = standing(
      hosts,
      { horizon: { kind: 'range', from: '2026-03-03', to: '2026-03-03' } },
      { mode: 'all' },
    );
    assert.deepEqual(
      why(question, at('2026-03-02 09:00')).map((list) => list.map((reason) => reason.rule)),
      [['horizon', 'busy'], ['outside_hours']],
    );
  });

  test('somebody who would take two places of a meeting closes it, and a group of whom nobody is free says why', () => {
    const [ann, bob] = [
      { ...host('####'), person: 'ann' },
      { ...host('####', '#...'), person: 'bob' },
    ];
    assert.deepEqual(why({ ...standing(ann), oneOf: [[ann]] }, nine), [[{ rule: 'panel' }]]);
    assert.deepEqual(why({ ...standing(ann), oneOf: [[]] }, nine), [[{ rule: 'panel' }]]);
    assert.deepEqual(why({ ...standing(ann), oneOf: [[ann, bob]] }, nine), [[{ rule: 'panel' }]]);
    assert.deepEqual(why({ ...standing(ann), oneOf: [[bob]] }, nine), [
      [{ rule: 'busy', start: nine, end: nine + quarter }],
    ]);
    assert.deepEqual(why({ ...standing(ann), oneOf: [[ann, bob]] }, nine + quarter), [[]]);
  });
});
