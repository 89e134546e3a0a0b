import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { testDatabase } from '../../test/support/database.ts';
import { equals, type Filter, type KeysetPage, keysetPage, oneOf, timeBounds } from './keyset.ts';
import { statement } from './pool.ts';

const { db, close } = await testDatabase();
test.after(close);

interface Thing {
  id: string;
  creation_time: number;
  changed_time: number;
  color: string;
  shape: string;
  size: string;
  helpers: string[];
  deleted: boolean;
}

const account = 'ACC-ONE';
const begin = Date.parse('2026-11-24T06:00:00.000Z');

const setUp = [
  `create table things (account_id text, id text, creation_time timestamptz(3), changed_time timestamptz(3), color text, shape text,
     size text, deleted_time timestamptz(3), primary key (account_id, id))`,
  'create table thing_helpers (account_id text, thing_id text, helper text, made timestamptz(3))',
  `create index things_by_color on things (account_id, color, creation_time, id) include (shape, size, changed_time)
     where deleted_time is null`,
  'create index things_by_shape on things (account_id, shape, creation_time, id) include (size, changed_time) where deleted_time is null',
  'create index things_by_size on things (account_id, size, creation_time, id) where deleted_time is null',
  'create index things_listed on things (account_id, creation_time, id) include (changed_time) where deleted_time is null',
  'create index things_changed on things (account_id, changed_time) include (creation_time, id) where deleted_time is null',
  `create index things_changed_before on things (account_id, (creation_time - changed_time))
     where changed_time < creation_time and deleted_time is null`,
  `create index things_changed_long_after on things (account_id, (changed_time - creation_time))
     where changed_time - creation_time > interval '1440 hours' and deleted_time is null`,
  'create index thing_helpers_listed on thing_helpers (account_id, helper, made, thing_id)',
];

const insertThing = statement(`insert into things values ('${account}', $1, $2, $3, $4, $5, $6, $7)`);
const insertHelper = statement(`insert into thing_helpers values ('${account}', $1, $2, $3)`);

/** A few made at the same moment, some long before they changed, and some even after that. */
const things: Thing[] = Array.from({ length: 240 }, (_, n) => {
  const made = begin + Math.floor(n / 3) * 1000;
  return {
    id: `T-${String((n * 7919) % 1000).padStart(3, '0')}`,
    creation_time: made,
    changed_time:
      n % 11 === 0
        ? begin + (n % 2 === 0 ? 1_000_000 : 100 * 86_400_000) + n
        : made + (((n * 37) % 50) - (n % 13 === 4 ? 40 : 0)) * 1000,
    color: ['red', 'green', 'blue'][(n * n) % 3]!,
    shape: ['disc', 'cube', 'cone', 'ring'][(n >> 1) % 4]!,
    size: n % 10 === 0 ? 'S' : 'L',
    helpers: n % 6 === 0 ? ['ann'] : n % 15 === 0 ? ['bob'] : [],
    deleted: n % 23 === 5,
  };
});

await db.transaction(account, async (tx) => {
  for (const sql of setUp) await tx.run(statement(sql));
  for (const { id, creation_time, changed_time, color, shape, size, helpers, deleted } of things) {
    const made = new Date(creation_time);
    await tx.run(insertThing, [id, made, new Date(changed_time), color, shape, size, deleted ? new Date(begin) : null]);
    for (const helper of helpers) await tx.run(insertHelper, [id, helper, made]);
  }
});

/** Things that somebody helps with, or that have the size: found in two places, and in both in the list's order. */
function helpedBy(helper: string): Filter {
  return {
    sql: `(size = 'S' or exists (select from thing_helpers where thing_id = things.id and helper = ?))`,
    values: [helper],
    column: 'size',
    streams: [
      { sql: `size = 'S'`, values: [], column: 'size' },
      {
        sql: `helper = ? and not exists (select from things other where other.id = thing_id and other.size = 'S')`,
        values: [helper],
        from: { rows: 'thing_helpers', creationTime: 'made', id: 'thing_id' },
      },
    ],
  };
}

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const second = fc.integer({ min: -5, max: 150 }).map((seconds) => begin + seconds * 1000);
const anyQuery = fc.record({
  limit: fc.integer({ min: 1, max: 30 }),
  cursor: maybe(fc.record({ id: fc.constantFrom(...things.map(({ id }) => id)), forward: fc.boolean() })),
  colors: maybe(fc.uniqueArray(fc.constantFrom('red', 'green', 'blue', 'black'), { minLength: 1 })),
  shape: maybe(fc.constantFrom('disc', 'cone', 'star')),
  size: maybe(fc.constantFrom('S', 'L')),
  helper: maybe(fc.constantFrom('ann', 'bob')),
  after: maybe(second),
  before: maybe(second),
  changedAfter: maybe(second),
  changedBefore: maybe(second),
  points: fc.constantFrom(
    { few: 2000, near: 5000, many: 200_000 },
    { few: 2, near: 7, many: 60 },
    { few: 0, near: 3, many: 0 },
  ),
});
type Query = typeof anyQuery extends fc.Arbitrary<infer T> ? T : never;

function ask(query: Query): Promise<KeysetPage<{ id: string; creation_time: number }>> {
  const { limit, cursor, colors, shape, size, helper } = query;
  const filters = [
    ...oneOf('color', colors),
    ...equals('shape', shape),
    ...equals('size', size),
    ...(helper === undefined ? [] : [helpedBy(helper)]),
    ...timeBounds('creation_time', query.after, query.before),
    ...timeBounds('changed_time', query.changedAfter, query.changedBefore),
  ];
  const paging = { limit, ...(cursor && { [cursor.forward ? 'after' : 'before']: cursor.id }) };
  const table = {
    table: 'things',
    columns: 'id, creation_time',
    ranked: ['color', 'shape', 'size'],
    times: ['changed_time'],
  };
  return db.read(account, (tx) => keysetPage(tx, { ...table, accountId: account, filters, ...paging }, query.points));
}

/** The same, by looking at all of them. */
function lookedUp({ limit, cursor, colors, shape, size, helper, ...query }: Query) {
  const newestFirst = (a: Thing, b: Thing) => b.creation_time - a.creation_time || (a.id < b.id ? 1 : -1);
  const passes = (each: Thing) =>
    !each.deleted &&
    (colors === undefined || colors.some((color) => color === each.color)) &&
    (shape === undefined || each.shape === shape) &&
    (size === undefined || each.size === size) &&
    (helper === undefined || each.size === 'S' || each.helpers.includes(helper)) &&
    (query.after === undefined || each.creation_time > query.after) &&
    (query.before === undefined || each.creation_time < query.before) &&
    (query.changedAfter === undefined || each.changed_time > query.changedAfter) &&
    (query.changedBefore === undefined || each.changed_time < query.changedBefore);
  const listed = things.filter(passes).sort(newestFirst);
  if (cursor === undefined)
    return { ids: listed.slice(0, limit).map(({ id }) => id), older: listed.length > limit, newer: false };
  const at = things.find(({ id }) => id === cursor.id)!;
  const older = listed.filter((each) => newestFirst(at, each) < 0 && each !== at);
  const newer = listed.filter((each) => newestFirst(at, each) > 0 && each !== at);
  const [ahead, behind] = cursor.forward ? [older, newer] : [newer.reverse(), older];
  const page = ahead.slice(0, limit);
  const [more, less] = [ahead.length > limit, page.length > 0 && (behind.length > 0 || listed.includes(at))];
  if (!cursor.forward) page.reverse();
  const ids = page.map(({ id }) => id);
  return cursor.forward ? { ids, older: more, newer: less } : { ids, older: less, newer: more };
}

test('a page under any filters holds what a look at every row would put there', async () => {
  await fc.assert(
    fc.asyncProperty(anyQuery, async (query) => {
      const page = await ask(query);
      assert.ok('rows' in page);
      const { rows, older, newer } = page;
      assert.deepEqual({ ids: rows.map(({ id }) => id), older, newer }, lookedUp(query));
    }),
    { numRuns: 1000, seed: 20_261_124 },
  );
});
