import type { Tx } from '../db/pool.ts';
import { problem } from '../http/problem.ts';
import { presentLivingPool } from './present.ts';
import { findPoolMembers, findPools } from './store.ts';

/** A living pool with its members, as the API shows one. Refused if there is none. */
export async function loadPool(tx: Tx, accountId: string, id: string) {
  const [[row], members] = await Promise.all([findPools(tx, accountId, [id]), findPoolMembers(tx, accountId, [id])]);
  if (row === undefined || row.deleted_time !== null) throw problem('no_such_pool', { value: id });
  return presentLivingPool(row, members);
}
