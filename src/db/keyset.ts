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
  const { table, accountId, limit } = query;
  const backwards = query.before !== undefined;
  const cursorId = query.before ?? query.after;
  let cursor: Keyed | undefined;
  if (cursorId !== undefined) {
    const find = prepared<Keyed>(`select id, creation_time from ${table} where account_id = $1 and id = $2`);
    cursor = await tx.one(find, [accountId, cursorId]);
    if (cursor === undefined) return { noSuchCursor: cursorId };
  }
  const found = await range<Row>(tx, query, cursor, backwards, limit + 1);
  const more = found.length > limit;
  if (more) found.pop();
  if (backwards) found.reverse();
  const edge = backwards ? found.at(-1) : found.at(0);
  // Only a page that was reached by a cursor can have a neighbour on the side it came from.
  const behind =
    cursor !== undefined && edge !== undefined && (await range<Row>(tx, query, edge, !backwards, 1)).length > 0;
  return backwards
    ? { rows: found, newer: more, older: behind, backwards }
    : { rows: found, older: more, newer: behind, backwards };
}

function range<Row extends Keyed>(
  tx: Tx,
  query: KeysetQuery,
  edge: Keyed | undefined,
  newer: boolean,
  limit: number,
): Promise<Row[]> {
  const values: unknown[] = [query.accountId];
  const conditions = ['account_id = $1', 'deleted_time is null'];
  for (const filter of query.filters) {
    let at = 0;
    conditions.push(filter.sql.replace(/\?/g, () => `$${values.push(filter.values[at++])}`));
  }
  if (edge !== undefined) {
    const time = values.push(new Date(edge.creation_time).toISOString());
    conditions.push(`(creation_time, id) ${newer ? '>' : '<'} ($${time}::timestamptz, $${values.push(edge.id)})`);
  }
  const order = newer ? 'asc' : 'desc';
  const text =
    `select ${query.columns} from ${query.table} where ${conditions.join(' and ')} ` +
    `order by creation_time ${order}, id ${order} limit $${values.push(limit)}`;
  return tx.rows(prepared<Row>(text), values);
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
