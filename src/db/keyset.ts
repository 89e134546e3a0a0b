import { behindPage, counting, cursorLookup, farther, onePage, type Sql, type Walk, walkOf } from './keyset-sql.ts';
import { type Statement, statement, type Tx } from './pool.ts';

/** A condition on a list's rows; each `?` stands for the value of the same position. */
export interface Filter {
  sql: string;
  values: readonly unknown[];
  /** The column that it is about, if it is about one. */
  column?: string;
  /** Set if it is a strict bound on a time, in ISO form. */
  bound?: { sign: '<' | '>'; time: string };
  /** Few rows pass, and an index finds them. */
  few?: true;
  /** Where rows that pass stand in the list's order; each of them in one of these, and no others. */
  streams?: readonly Stream[];
}

/** Rows that stand in the list's order in an index: of the list's own table, or of another that repeats its rows' keys. */
export interface Stream {
  sql: string;
  values: readonly unknown[];
  column?: string;
  from?: { rows: string; creationTime: string; id: string };
}

/** What every row of a list has. */
export interface Keyed {
  id: string;
  creation_time: number;
}

/** Which page of a list: how many objects, and before or after which one. */
export interface Paging {
  limit: number;
  after?: string | undefined;
  before?: string | undefined;
}

/** What one page of a list asks for. */
export interface KeysetQuery extends Paging {
  table: string;
  columns: string;
  accountId: string;
  filters: readonly Filter[];
  /**
   * Columns that have an index in the list's order, those that narrow most first. Each index also holds the columns behind its
   * own and the times, so that conditions on them pass over a row without reading it.
   */
  ranked?: readonly string[];
  /** Times that have an index of their own each, and two of the spans between them and the creation: where it came after, and long before. */
  times?: readonly string[];
  /** What whoever asks may know of. Any other object is unknown as a cursor; the filters have to leave it out of the list. */
  reach?: Filter | undefined;
  /** True for a table that has no tombstones, and so no `deleted_time`. */
  keepsAll?: boolean;
}

export type KeysetPage<Row> =
  | { rows: Row[]; older: boolean; newer: boolean; backwards: boolean }
  | { noSuchCursor: string };

/** One text for each combination of filters, so that the database plans each of them once. */
const statements = new Map<string, Statement<unknown>>();

/** A statement whose text is put together of few parts, parsed and planned once all the same. */
export function prepared<Row>(text: string): Statement<Row> {
  let known = statements.get(text);
  if (known === undefined) {
    known = statement(text);
    statements.set(text, known);
  }
  return known as Statement<Row>;
}

/** When the rows that a time picks out are sorted, in place of a walk in the list's order. */
export const turningPoints = {
  /** So many rows are sorted sooner than anything else is tried. */
  few: 2000,
  /** So many keys are passed over before something else is tried. */
  near: 10_000,
  /** So many rows are sorted sooner than a whole account is passed over. */
  many: 200_000,
};

/**
 * One page, newest first by `(creation_time, id)`. The cursor is any object of the table that is within reach, also a deleted
 * one or one that the filters leave out. Cost does not depend on how deep the page lies: the cursor's key starts an index range.
 *
 * The index of the filter that narrows most is walked in the list's order, and the other filters are decided on its entries. But
 * a client that asks what is new finds little, and often nothing, in an account of millions, and a walk would pass over all of
 * them. So if times are asked for, what they leave is counted first, up to some number, and if it is few, the page is sorted out
 * of those. If it is more, and no filter narrows, the page is looked for among the next keys, where what is frequent is found;
 * if it is not full then, what the time leaves is sorted even if it is much.
 */
export async function keysetPage<Row extends Keyed>(
  tx: Tx,
  query: KeysetQuery,
  { few, near, many } = turningPoints,
): Promise<KeysetPage<Row>> {
  const walk = walkOf(query);
  if (timesOf(query).length === 0) return readPage(tx, query, walk);
  const fence = await fewest(tx, query, few);
  if (fence !== undefined) return readPage(tx, query, walkOf(query, fence));
  // Streams that were cut short at different places could not be merged.
  if (walk.narrow || walk.streams.length > 1) return readPage(tx, query, walk);
  const page = await readPage<Row>(tx, query, walk, near);
  if ('noSuchCursor' in page || (page.backwards ? page.newer : page.older)) return page;
  if ((await count(tx, farther(query, walk, near))) === 0) return page;
  const wide = await fewest(tx, query, many);
  return readPage(tx, query, wide === undefined ? walk : walkOf(query, wide));
}

/** The times that a query bounds and that pick rows out by an index. */
function timesOf({ filters, times = [] }: KeysetQuery): string[] {
  return times.filter((time) => filters.some(({ column, bound }) => bound !== undefined && column === time));
}

/** The time whose bounds leave the fewest rows; undefined if that is more than `most`, or there is none. */
export async function fewest(tx: Tx, query: KeysetQuery, most: number): Promise<string | undefined> {
  const times = timesOf(query);
  const counts = await Promise.all(times.map((time) => count(tx, counting(query, time, most + 1))));
  const least = Math.min(...counts);
  return least <= most ? times[counts.indexOf(least)] : undefined;
}

async function count(tx: Tx, { text, values }: Sql): Promise<number> {
  return (await tx.one(prepared<{ found: number }>(text), values))!.found;
}

/** The page; with `within` only out of that many keys from where it begins. */
async function readPage<Row extends Keyed>(
  tx: Tx,
  query: KeysetQuery,
  walk: Walk,
  within?: number,
): Promise<KeysetPage<Row>> {
  const cursorId = query.before ?? query.after;
  const page = onePage(query, walk, within);
  const [known, found] = await Promise.all([
    cursorId === undefined || isThere(tx, query, cursorId),
    tx.rows(prepared<Row>(page.text), page.values),
  ]);
  if (!known) return { noSuchCursor: cursorId! };
  // Only a page that was reached by a cursor can have a neighbour on the side it came from, and only what is there is asked for it.
  const behind = cursorId !== undefined && found.length > 0 && (await isAny(tx, behindPage(query, walk)));
  return pageOf(found, query, behind);
}

/** True if a cursor's row is there, and within reach. */
export function isThere(tx: Tx, query: KeysetQuery, cursorId: string): Promise<boolean> {
  return isAny(tx, cursorLookup(query, cursorId));
}

async function isAny(tx: Tx, { text, values }: Sql): Promise<boolean> {
  return (await tx.run(prepared(text), values)) > 0;
}

/** A page of rows that were found from the cursor on, one more than it holds if more follow. */
export function pageOf<Row>(
  found: Row[],
  { limit, before }: Paging,
  behind: boolean,
): Exclude<KeysetPage<Row>, { noSuchCursor: string }> {
  const backwards = before !== undefined;
  const more = found.length > limit;
  const rows = found.slice(0, limit);
  if (backwards) rows.reverse();
  return backwards ? { rows, newer: more, older: behind, backwards } : { rows, older: more, newer: behind, backwards };
}

/** The strict bounds that a list's `<column>.gt` and `<column>.lt` set, in milliseconds. */
export function timeBounds(column: string, gt: number | undefined, lt: number | undefined): Filter[] {
  const filters: Filter[] = [];
  const bound = (sign: '<' | '>', instant: number) => {
    const time = new Date(instant).toISOString();
    filters.push({ sql: `${column} ${sign} ?::timestamptz`, values: [time], column, bound: { sign, time } });
  };
  if (gt !== undefined) bound('>', gt);
  if (lt !== undefined) bound('<', lt);
  return filters;
}

/** `column = value`, or nothing if no value was asked for. */
export function equals(column: string, value: unknown): Filter[] {
  return value === undefined ? [] : [{ sql: `${column} = ?`, values: [value], column }];
}

/** Rows whose column has one of these values, or nothing if all may pass. */
export function oneOf(column: string, values: readonly string[] | undefined): Filter[] {
  if (values === undefined) return [];
  if (values.length === 1) return equals(column, values[0]);
  const streams = [...new Set(values)].map((value) => ({ sql: `${column} = ?`, values: [value], column }));
  return [{ sql: `${column} = any(?)`, values: [values], column, streams }];
}
