import type { Tx } from '../db/pool.ts';
import { problem } from '../http/problem.ts';
import { buryMasterPage } from './store.ts';

/** Deletes a master page; its pages and bookings stay. Refused if there is no such living master page. */
export async function removeMasterPage(
  tx: Tx,
  accountId: string,
  id: string,
  now: number,
): Promise<{ id: string; deleted: true }> {
  if (!(await buryMasterPage(tx, accountId, id, now))) throw problem('no_such_master_page', { value: id });
  return { id, deleted: true };
}
