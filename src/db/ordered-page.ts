import {
  type Filter,
  type Keyed,
  type KeysetPage,
  type KeysetQuery,
  pageOf,
  prepared,
  turningPoints,
} from './keyset.ts';
import { living, withValues } from './keyset-sql.ts';
import type { Tx } from './pool.ts';
import { partsFor, type Sought } from './sought.ts';

/** A time that a list is in order by, in place of its rows' creation. Rows that lack it are left out. It has an index. */
export interface Order {
  column: string;
  ascending: boolean;
}

/** Ids of rows of the list, as SQL with a `?` for each value. */
interface Few {
  sql: string;
  values: readonly unknown[];
}

/**
 * One page of a list in the order of another time; otherwise as `keysetPage` gives them, cursors and refusals too. The time's index is
 * walked, where what is frequent turns up soon. What is rare is looked up by its own index and sorted: which it is, is counted.
 */
export async function orderedPage<Row extends Keyed>(
  tx: Tx,
  asked: KeysetQuery,
  order: Order,
  sought?: Sought,
): Promise<KeysetPage<Row>> {
  const filters = sought === undefined ? asked.filters : [...asked.filters, sought.condition];
  const query = { ...asked, filters };
  const few = await fewest(tx, query, order, sought);
  const cursorId = query.before ?? query.after;
  const backwards = query.before !== undefined;
  const [cursor, rows, behind] = await Promise.all([
    cursorId === undefined ? undefined : findCursor(tx, query, cursorId),
    read<Row>(tx, query, order, few, { backwards, inclusive: false, limit: query.limit + 1 }),
    cursorId === undefined ? [] : read(tx, query, order, few, { backwards: !backwards, inclusive: true, limit: 1 }),
  ]);
  if (cursorId !== undefined && cursor === undefined) return { noSuchCursor: cursorId };
  return pageOf(rows, query, rows.length > 0 && behind.length > 0);
}

function findCursor(tx: Tx, { table, accountId, reach }: KeysetQuery, cursorId: string): Promise<unknown> {
  const values: unknown[] = [accountId, cursorId];
  const known = reach === undefined ? '' : `and ${withValues(reach, values)}`;
  return tx.one(prepared(`select id from ${table} where account_id = $1 and id = $2 ${known}`), values);
}

interface Side {
  backwards: boolean;
  /** True if the cursor's own row counts. */
  inclusive: boolean;
  limit: number;
}

function read<Row>(
  tx: Tx,
  query: KeysetQuery,
  { column, ascending }: Order,
  few: Few | undefined,
  side: Side,
): Promise<Row[]> {
  const { table, columns, accountId, filters } = query;
  const values: unknown[] = [accountId];
  const up = ascending !== side.backwards;
  const direction = up ? 'asc' : 'desc';
  const conditions = [...living(query), `${column} is not null`, ...filters.map((each) => withValues(each, values))];
  const cursorId = query.before ?? query.after;
  if (cursorId !== undefined) {
    const key = `$${values.push(cursorId)}`;
    const time = `(select ${column} from ${table} cursor where account_id = $1 and id = ${key})`;
    conditions.push(`(${column}, id) ${up ? '>' : '<'}${side.inclusive ? '=' : ''} (${time}, ${key})`);
  }
  const source =
    few === undefined
      ? table
      : `(select * from ${table} where account_id = $1 and id in (${withValues(few, values)}) offset 0) ${table}`;
  const text = `select ${columns} from ${source} where ${conditions.join(' and ')}
    order by ${column} ${direction}, id ${direction} limit $${values.push(side.limit)}`;
  return tx.rows(prepared<Row>(text), values);
}

/** The condition that leaves the fewest rows, if they are few enough to be sorted. */
async function fewest(
  tx: Tx,
  query: KeysetQuery,
  { column }: Order,
  sought: Sought | undefined,
): Promise<Few | undefined> {
  const { ranked = [], times = [], accountId } = query;
  const known = sought === undefined ? undefined : await partsFor(tx, accountId, sought);
  const candidates = [
    ...query.filters
      .filter((each) => each.column !== undefined && each.column !== column)
      .flatMap((each) => {
        const found = each.streams !== undefined || ranked.includes(each.column!) || times.includes(each.column!);
        return found ? [idsOf(query, each)] : [];
      }),
    ...(known === undefined ? [] : [known]),
  ];
  const most = turningPoints.few;
  const counts = await Promise.all(
    candidates.map(async (each) => {
      const values: unknown[] = [accountId];
      const text = `select count(*)::int as found from (${withValues(each, values)} limit $${values.push(most + 1)}) counted`;
      return (await tx.one(prepared<{ found: number }>(text), values))!.found;
    }),
  );
  const least = Math.min(...counts);
  return least <= most ? candidates[counts.indexOf(least)] : undefined;
}

/** What an index finds for a condition. */
function idsOf(query: KeysetQuery, filter: Filter): Few {
  const parts = (filter.streams ?? [filter]).map((part) => {
    const from = 'from' in part ? part.from : undefined;
    return from === undefined
      ? `(select id from ${query.table} where ${[...living(query), part.sql].join(' and ')})`
      : `(select ${from.id} from ${from.rows} where account_id = $1 and ${part.sql})`;
  });
  return { sql: parts.join(' union all '), values: (filter.streams ?? [filter]).flatMap((part) => part.values) };
}
