import { type Statement, statement, type Tx } from './pool.ts';

/** A condition on a list's rows; each `?` stands for the value of the same position. */
export interface Filter {
  sql: string;
  values: readonly unknown[];
  /**
   * Another table that has a row for each row that passes and repeats its key: the list walks that table's index instead. `plain`
   * is the condition on a row that was found otherwise, with the same values.
   */
  through?: { join: string; creationTime: string; id: string; plain: string };
  /** True if the condition is about nothing but `creation_time`. */
  created?: boolean;
  /** A column of the rows, such as a time other than their creation, that the condition is about and that has an index of its own. */
  timed?: string;
}

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

/**
 * One page, newest first by `(creation_time, id)`. The cursor is any object of the table that is within reach, also a deleted
 * one or one that the filters leave out. Cost does not depend on how deep the page lies: the cursor's key starts an index range.
 */
export async function keysetPage<Row extends Keyed>(tx: Tx, asked: KeysetQuery): Promise<KeysetPage<Row>> {
  const query = await fenceFew(tx, asked);
  const backwards = query.before !== undefined;
  const cursorId = query.before ?? query.after;
  const [cursor, found] = await Promise.all([
    cursorId === undefined ? undefined : findCursor(tx, query, cursorId, backwards),
    range<Row>(tx, query, cursorId, backwards),
  ]);
  if (cursorId !== undefined && cursor === undefined) return { noSuchCursor: cursorId };
  // Only a page that was reached by a cursor can have a neighbour on the side it came from.
  return pageOf(found, query, found.length > 0 && cursor?.behind === true);
}

/** A page of rows that were found from the cursor on, one more than it holds if more follow. */
export function pageOf<Row>(
  found: Row[],
  { limit, before }: Pick<KeysetQuery, 'limit' | 'before'>,
  behind: boolean,
): Exclude<KeysetPage<Row>, { noSuchCursor: string }> {
  const backwards = before !== undefined;
  const more = found.length > limit;
  const rows = found.slice(0, limit);
  if (backwards) rows.reverse();
  return backwards ? { rows, newer: more, older: behind, backwards } : { rows, older: more, newer: behind, backwards };
}

/** Whether the list has something at the cursor or behind it, as seen from the page; undefined if there is no such object. */
function findCursor(
  tx: Tx,
  query: FencedQuery,
  cursorId: string,
  backwards: boolean,
): Promise<{ behind: boolean } | undefined> {
  const { rows, creationTime, id, values } = walk(query);
  const key = `$${values.push(cursorId)}`;
  const { table, reach } = query;
  const known =
    reach === undefined
      ? ''
      : `and exists (select from ${table} where account_id = $1 and id = ${key} and ${withValues(reach, values)})`;
  const text =
    `select exists (select from ${rows} and (${creationTime}, ${id}) ${backwards ? '<=' : '>='} ` +
    `(cursor.creation_time, cursor.id)) as behind from ${table} cursor where account_id = $1 and id = ${key} ${known}`;
  return tx.one(prepared<{ behind: boolean }>(text), values);
}

/** From the cursor on, one row more than the page holds. The statement looks the cursor's time up itself, so that nobody waits for it. */
function range<Row extends Keyed>(
  tx: Tx,
  query: FencedQuery,
  cursorId: string | undefined,
  backwards: boolean,
): Promise<Row[]> {
  const { rows, creationTime, id, values } = walk(query);
  let beyond = '';
  if (cursorId !== undefined) {
    const key = `$${values.push(cursorId)}`;
    const time = `(select cursor.creation_time from ${query.table} cursor where account_id = $1 and id = ${key})`;
    beyond = `and (${creationTime}, ${id}) ${backwards ? '>' : '<'} (${time}, ${key})`;
  }
  const order = backwards ? 'asc' : 'desc';
  const text =
    `select ${query.columns} from ${rows} ${beyond} ` +
    `order by ${creationTime} ${order}, ${id} ${order} limit $${values.push(query.limit + 1)}`;
  return tx.rows(prepared<Row>(text), values);
}

/** So many rows are sorted sooner than they are found one by one in the order of their creation. */
export const fewRows = 2000;

/**
 * A client that asks what is new finds little, and often nothing, in an account of millions; in the order of creation the
 * database would look at all of them. So what a time picks out is counted first, up to some number, and if it is few, the
 * page is sorted out of those.
 */
export async function fenceFew(tx: Tx, query: KeysetQuery): Promise<FencedQuery> {
  const timed = query.filters.find((filter) => filter.timed !== undefined)?.timed;
  if (timed === undefined) return query;
  const { rows, values } = walk({ ...query, filters: query.filters.filter((filter) => filter.timed === timed) });
  const text = `select count(*)::int as found from (select from ${rows} limit ${fewRows + 1}) counted`;
  const counted = await tx.one(prepared<{ found: number }>(text), values);
  return counted!.found > fewRows ? query : { ...query, fence: timed };
}

type FencedQuery = KeysetQuery & { fence?: string };

/**
 * The living rows that pass the filters, as SQL to go on from, and the key whose index the list walks. They are all of the
 * table's, or what `sourceOf` gives; it may add to the statement's values.
 */
export function walk(
  { table, accountId, filters, keepsAll, fence }: FencedQuery,
  sourceOf?: (values: unknown[]) => string,
) {
  const values: unknown[] = [accountId];
  const living = [`${table}.account_id = $1`];
  if (keepsAll !== true) living.push(`${table}.deleted_time is null`);
  const conditions = [...living];
  const fenced = [...living];
  const walked = fence === undefined && sourceOf === undefined;
  for (const { sql, values: own, timed, through } of filters) {
    const condition = withValues({ sql: walked ? sql : (through?.plain ?? sql), values: own }, values);
    (fence !== undefined && timed === fence ? fenced : conditions).push(condition);
  }
  const whole = sourceOf?.(values) ?? table;
  const source =
    fence === undefined ? whole : `(select * from ${table} where ${fenced.join(' and ')} offset 0) ${table}`;
  const through = walked ? filters.find((filter) => filter.through !== undefined)?.through : undefined;
  const { join, creationTime, id } = through ?? { join: '', creationTime: 'creation_time', id: 'id' };
  return { rows: `${source} ${join} where ${conditions.join(' and ')}`, creationTime, id, values };
}

/** A condition's SQL, once its values have joined the others. */
export function withValues({ sql, values: own }: Pick<Filter, 'sql' | 'values'>, values: unknown[]): string {
  let at = 0;
  return sql.replace(/\?/g, () => `$${values.push(own[at++])}`);
}

/** The strict bounds that a list's `<column>.gt` and `<column>.lt` set, in milliseconds. */
export function timeBounds(column: string, gt: number | undefined, lt: number | undefined): Filter[] {
  const filters: Filter[] = [];
  const timed = column === 'creation_time' ? { created: true } : { timed: column };
  const bound = (sign: '>' | '<', instant: number) =>
    filters.push({ sql: `${column} ${sign} ?::timestamptz`, values: [new Date(instant).toISOString()], ...timed });
  if (gt !== undefined) bound('>', gt);
  if (lt !== undefined) bound('<', lt);
  return filters;
}

/** `column = value`, or nothing if no value was asked for. */
export function equals(column: string, value: string | undefined): Filter[] {
  return value === undefined ? [] : [{ sql: `${column} = ?`, values: [value] }];
}

/** Rows whose column has one of these values, or nothing if all may pass. A single value keeps the order of an index on the column. */
export function oneOf(column: string, values: readonly string[] | undefined): Filter[] {
  if (values === undefined) return [];
  return values.length === 1 ? equals(column, values[0]) : [{ sql: `${column} = any(?)`, values: [values] }];
}
