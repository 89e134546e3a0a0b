import { type Statement, statement, type Tx } from './pool.ts';

/** A condition on a list's rows; each `?` stands for the value of the same position. */
export interface Filter {
  sql: string;
  values: readonly unknown[];
}

interface Keyed {
  id: string;
  creation_time: number;
}

/** What one page of a list asks for. */
export interface KeysetQuery {
  table: string;
  columns: string;
  accountId: string;
  filters: readonly Filter[];
  limit: number;
  after?: string | undefined;
  before?: string | undefined;
}

export type KeysetPage<Row> =
  | { rows: Row[]; older: boolean; newer: boolean; backwards: boolean }
  | { noSuchCursor: string };

/** One text for each combination of filters, so that the database plans each of them once. */
const statements = new Map<string, Statement<unknown>>();

function prepared<Row>(text: string): Statement<Row> {
  let known = statements.get(text);
  if (known === undefined) {
    known = statement(text);
    statements.set(text, known);
  }
  return known as Statement<Row>;
}

/**
 * One page, newest first by `(creation_time, id)`. The cursor is any object of the table, also a deleted one or one
 * that the filters leave out. Cost does not depend on how deep the page lies: the cursor's key starts an index range.
 */
export async function keysetPage<Row extends Keyed>(tx: Tx, query: KeysetQuery): Promise<KeysetPage<Row>> {
  const backwards = query.before !== undefined;
  const cursorId = query.before ?? query.after;
  const [cursor, found] = await Promise.all([
    cursorId === undefined ? undefined : findCursor(tx, query, cursorId, backwards),
    range<Row>(tx, query, cursorId, backwards),
  ]);
  if (cursorId !== undefined && cursor === undefined) return { noSuchCursor: cursorId };
  const more = found.length > query.limit;
  if (more) found.pop();
  if (backwards) found.reverse();
  // Only a page that was reached by a cursor can have a neighbour on the side it came from.
  const behind = found.length > 0 && cursor?.behind === true;
  return backwards
    ? { rows: found, newer: more, older: behind, backwards }
    : { rows: found, older: more, newer: behind, backwards };
}

/** Whether the list has something at the cursor or behind it, as seen from the page; undefined if there is no such object. */
function findCursor(
  tx: Tx,
  query: KeysetQuery,
  id: string,
  backwards: boolean,
): Promise<{ behind: boolean } | undefined> {
  const { conditions, values } = conditionsOf(query);
  const key = `$${values.push(id)}`;
  const text =
    `select exists (select from ${query.table} where ${conditions.join(' and ')} ` +
    `and (creation_time, id) ${backwards ? '<=' : '>='} (cursor.creation_time, cursor.id)) as behind ` +
    `from ${query.table} cursor where account_id = $1 and id = ${key}`;
  return tx.one(prepared<{ behind: boolean }>(text), values);
}

/** One row more than the page holds, from the cursor on. The cursor's time is looked up by the same statement, so nobody waits for it. */
function range<Row extends Keyed>(
  tx: Tx,
  query: KeysetQuery,
  cursorId: string | undefined,
  backwards: boolean,
): Promise<Row[]> {
  const { conditions, values } = conditionsOf(query);
  if (cursorId !== undefined) {
    const key = `$${values.push(cursorId)}`;
    const time = `(select creation_time from ${query.table} where account_id = $1 and id = ${key})`;
    conditions.push(`(creation_time, id) ${backwards ? '>' : '<'} (${time}, ${key})`);
  }
  const order = backwards ? 'asc' : 'desc';
  const text =
    `select ${query.columns} from ${query.table} where ${conditions.join(' and ')} ` +
    `order by creation_time ${order}, id ${order} limit $${values.push(query.limit + 1)}`;
  return tx.rows(prepared<Row>(text), values);
}

function conditionsOf({ table, accountId, filters }: KeysetQuery): { conditions: string[]; values: unknown[] } {
  const values: unknown[] = [accountId];
  const conditions = [`${table}.account_id = $1`, `${table}.deleted_time is null`];
  for (const filter of filters) {
    let at = 0;
    conditions.push(filter.sql.replace(/\?/g, () => `$${values.push(filter.values[at++])}`));
  }
  return { conditions, values };
}

/** The strict bounds that a list's `<column>.gt` and `<column>.lt` set, in milliseconds. */
export function timeBounds(column: string, gt: number | undefined, lt: number | undefined): Filter[] {
  const filters: Filter[] = [];
  if (gt !== undefined) filters.push({ sql: `${column} > ?::timestamptz`, values: [new Date(gt).toISOString()] });
  if (lt !== undefined) filters.push({ sql: `${column} < ?::timestamptz`, values: [new Date(lt).toISOString()] });
  return filters;
}

/** `column = value`, or nothing if no value was asked for. */
export function equals(column: string, value: string | undefined): Filter[] {
  return value === undefined ? [] : [{ sql: `${column} = ?`, values: [value] }];
}
