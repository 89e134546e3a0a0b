import type { Tx } from '../db/pool.ts';
import { problem } from '../http/problem.ts';
import { findMasterPages } from './store.ts';

/** A master page, living or not, and whether rules find its hosts. Refused if there never was one. */
export async function findMasterPage(
  tx: Tx,
  accountId: string,
  id: string,
): Promise<{ deleted: boolean; ruled: boolean }> {
  const [row] = await findMasterPages(tx, accountId, [id]);
  if (row === undefined) throw problem('no_such_master_page', { value: id });
  return { deleted: row.deleted_time !== null, ruled: row.scenario === 'rule_based' };
}
