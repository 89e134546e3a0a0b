import type { Tx } from '../db/pool.ts';
import { problem } from '../http/problem.ts';
import { buryPool } from './store.ts';

/** Deletes a pool; a rule that names it finds nobody any more. Refused if there is no such living pool. */
export async function removePool(
  tx: Tx,
  accountId: string,
  id: string,
  now: number,
): Promise<{ id: string; deleted: true }> {
  if (!(await buryPool(tx, accountId, id, now))) throw problem('no_such_pool', { value: id });
  return { id, deleted: true };
}
