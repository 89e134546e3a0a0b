import type { Tx } from '../db/pool.ts';
import { problem } from '../http/problem.ts';
import type { Scope, SummaryQuery, SummaryRow } from './schema.ts';
import { countEach, findNames, type Within } from './store.ts';

/** A page of what has activities, with its name and numbers. Something that was deleted keeps its row. */
export async function summarize(
  tx: Tx,
  accountId: string,
  query: SummaryQuery & Scope,
  within: Within,
): Promise<{ rows: SummaryRow[]; more: boolean }> {
  const counted = await countEach(tx, accountId, query, within);
  if (counted === undefined) throw problem('no_such_report_row', { value: query.after! });
  const shown = counted.slice(0, query.limit);
  const ids = shown.map((row) => row.id);
  const known = new Map((await findNames(tx, accountId, query.of, ids)).map((row) => [row.id, row]));
  const rows = shown.map(({ id, ...counts }) => {
    const named = known.get(id) ?? { name: query.of === 'utm_source' ? id : null, email: null, deleted: false };
    const { name, email, deleted } = named;
    return { object: 'report_row' as const, id, name, email, deleted, ...counts };
  });
  return { rows, more: counted.length > query.limit };
}
