import {
  type Filter,
  fewest,
  isThere,
  type Keyed,
  type KeysetPage,
  type KeysetQuery,
  keysetPage,
  pageOf,
  prepared,
  turningPoints,
} from './keyset.ts';
import {
  backFrom,
  beyondCursor,
  boundsCreation,
  firstRows,
  keysOf,
  living,
  onwards,
  type Range,
  walkOf,
  withValues,
} from './keyset-sql.ts';
import { type Tx, unprepared } from './pool.ts';

/** A way to look rows up in an index of what they say. Of several, all have to hold or any. */
export type Lookup = Part | { all: readonly Lookup[] } | { any: readonly Lookup[] };

/** SQL for the `creation_time` and `id` of rows, with a `?` for each value. */
interface Part {
  sql: string;
  values: readonly unknown[];
  /** True if the index has them in the order of lists, so that a page of them costs what it shows. */
  ordered?: boolean;
}

/** What somebody searches for: the condition on a row, and how to look up all rows that can fulfil it. */
export interface Sought {
  condition: Pick<Filter, 'sql' | 'values'>;
  lookup: Lookup;
}

/** So many rows of the list are looked at before it is given up to find a page among its neighbours. */
const nearRows = 3000;
/** What is more than this is not counted to the end only to choose the shortest way. */
const manyRows = 6000;

/**
 * One page of a list that also fulfils a condition which is rare or frequent, nobody knows: newest first, as `keysetPage` gives
 * them. What can fulfil it is looked up, by the part of it that the fewest rows have. If these are many, and would have to be
 * sorted or judged by the list's own filters, the page is first looked for among the rows of the list next to the cursor, where
 * what is frequent is found.
 */
export async function soughtPage<Row extends Keyed>(
  tx: Tx,
  query: KeysetQuery,
  sought: Sought,
): Promise<KeysetPage<Row>> {
  if ((await fewest(tx, query, turningPoints.few)) !== undefined)
    return keysetPage(tx, { ...query, filters: [...query.filters, sought.condition] });
  const cursorId = query.before ?? query.after;
  if (cursorId !== undefined && !(await isThere(tx, query, cursorId))) return { noSuchCursor: cursorId };
  const way = await chooseWay(tx, query, sought.lookup);
  const found = await find<Row>(tx, query, sought, way, { rangeOf: onwards, limit: query.limit + 1 });
  const back = { rangeOf: backFrom, limit: 1 };
  const behind = cursorId !== undefined && found.length > 0 && (await find(tx, query, sought, way, back)).length > 0;
  return pageOf(found, query, behind);
}

/** From where on rows are wanted, and how many. */
interface Side {
  rangeOf: (query: KeysetQuery) => Range;
  limit: number;
}

async function find<Row>(tx: Tx, query: KeysetQuery, sought: Sought, way: Way, side: Side): Promise<Row[]> {
  const near = way.nearFirst ? await lookNear<Row>(tx, query, sought, side) : undefined;
  return near ?? lookUp(tx, query, sought, way.parts, side);
}

/** Walks the list from the cursor on; undefined if that took too long, and there may be more than was found. */
async function lookNear<Row>(tx: Tx, query: KeysetQuery, sought: Sought, side: Side): Promise<Row[] | undefined> {
  const [walk, range] = [walkOf(query), side.rangeOf(query)];
  const { values, order } = range;
  const text = `select ${query.columns} from ${firstRows(query, walk, range, `${nearRows}`)}
    where ${withValues(sought.condition, values)} order by made ${order}, key ${order} limit ${side.limit}`;
  const found = await tx.rows(unprepared<Row>(text), values);
  if (found.length === side.limit) return found;
  const again = side.rangeOf(query);
  const count = `select count(*)::int as walked from (${keysOf(query, walk, again, `${nearRows}`)}) near`;
  const { walked } = (await tx.one(prepared<{ walked: number }>(count), again.values))!;
  return walked < nearRows ? found : undefined;
}

/** Looks up what the parts say and takes those that pass everything, in the list's order and no more of them than it needs. */
function lookUp<Row>(tx: Tx, query: KeysetQuery, sought: Sought, parts: readonly Part[], side: Side): Promise<Row[]> {
  const { table, columns, filters } = query;
  const range = side.rangeOf(query);
  const { values, order } = range;
  const all = parts.map((part) => withValues(part, values)).join(' union all ');
  const created = filters.filter(boundsCreation).map((filter) => withValues(filter, values));
  const within = ['true', ...created, ...beyondCursor(table, range, 'creation_time', 'id')];
  const left = [...filters, sought.condition].filter((filter) => !boundsCreation(filter));
  const passing = [...living(query), 'id = found.key', ...left.map((filter) => withValues(filter, values))];
  // One row after the other: the planner knows nothing of how many were found, and would begin at the other end.
  const text = `select ${columns} from (
      select distinct creation_time as made, id as key from (${all}) parts where ${within.join(' and ')}
      order by made ${order}, key ${order} offset 0) found
    cross join lateral (select * from ${table} where ${passing.join(' and ')} offset 0) ${table}
    order by made ${order}, key ${order} limit ${side.limit}`;
  return tx.rows(unprepared<Row>(text), values);
}

/** The parts by which rows are looked up, and whether they are better looked for next to the cursor first. */
interface Way {
  parts: readonly Part[];
  nearFirst: boolean;
}

async function chooseWay(tx: Tx, { accountId, filters }: KeysetQuery, lookup: Lookup): Promise<Way> {
  const all = partsOf(lookup);
  const streams = (parts: readonly Part[]) => filters.length === 0 && parts.every((part) => part.ordered);
  if (!hasChoice(lookup) && streams(all)) return { parts: all, nearFirst: false };
  const shortest = await shortestParts(tx, accountId, lookup, turningPoints.few + 1);
  const { parts } = shortest.sure ? shortest : await shortestParts(tx, accountId, lookup, manyRows);
  return { parts, nearFirst: shortest.rows > turningPoints.few && !streams(parts) };
}

/** The ids that an index of what is said finds for a search, as SQL with a `?` for each value: all that can fulfil it, and others. */
export async function partsFor(tx: Tx, accountId: string, { lookup }: Sought) {
  const { parts } = await shortestParts(tx, accountId, lookup, manyRows);
  return {
    sql: parts.map((part) => `(select id from (${part.sql}) part)`).join(' union all '),
    values: parts.flatMap((part) => part.values),
  };
}

interface Counted {
  parts: Part[];
  rows: number;
  /** False if there are others, and the count did not go far enough to say which are fewer. */
  sure: boolean;
}

/** The parts with the fewest rows that can fulfil a lookup: of what has to hold together one is enough, as the condition judges the rest. */
async function shortestParts(tx: Tx, accountId: string, lookup: Lookup, most: number): Promise<Counted> {
  const parts = partsOf(lookup);
  const values: unknown[] = [accountId];
  const counts = parts.map(
    (part, i) => `(select count(*)::int from (${withValues(part, values)} limit ${most}) part) as rows_${i}`,
  );
  const counted = (await tx.one(unprepared<Record<string, number>>(`select ${counts.join(', ')}`), values))!;
  const shortest = (each: Lookup): Counted => {
    if ('sql' in each) return { parts: [each], rows: counted[`rows_${parts.indexOf(each)}`]!, sure: true };
    if ('any' in each) {
      const any = each.any.map(shortest);
      const rows = any.reduce((sum, one) => sum + one.rows, 0);
      return { parts: any.flatMap((one) => one.parts), rows, sure: any.every((one) => one.sure) };
    }
    const best = each.all.map(shortest).reduce((one, other) => (other.rows < one.rows ? other : one));
    return { ...best, sure: best.sure && (best.rows < most || each.all.length === 1) };
  };
  return shortest(lookup);
}

/** True if some of its parts have to hold together, so that one of them is enough to look rows up by. */
function hasChoice(lookup: Lookup): boolean {
  if ('sql' in lookup) return false;
  return 'all' in lookup ? lookup.all.length > 1 || lookup.all.some(hasChoice) : lookup.any.some(hasChoice);
}

function partsOf(lookup: Lookup): Part[] {
  if ('sql' in lookup) return [lookup];
  return ('all' in lookup ? lookup.all : lookup.any).flatMap(partsOf);
}
