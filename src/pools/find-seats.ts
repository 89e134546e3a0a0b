import type { Method } from '../core/assign.ts';
import type { Tx } from '../db/pool.ts';
import { scopeOfPool } from './scope-of-pool.ts';
import { findPoolMembers, findPools } from './store.ts';

/** Who can take a pool's place in a meeting, and how they share its meetings. */
export interface PoolSeats {
  id: string;
  method: Method;
  correction: boolean;
  /** Where its members' bookings are counted in the current cycle. */
  scope: string;
  members: readonly { booking_page_id: string; priority: number }[];
}

/** The pools among these ids. `now`, epoch ms, says in which of its cycles each is. */
export async function findSeats(tx: Tx, accountId: string, ids: readonly string[], now: number): Promise<PoolSeats[]> {
  const [pools, members] = await Promise.all([findPools(tx, accountId, ids), findPoolMembers(tx, accountId, ids)]);
  return pools.map((pool) => ({
    id: pool.id,
    method: pool.method,
    correction: pool.correction,
    scope: scopeOfPool(pool, now),
    members: members.filter((each) => each.pool_id === pool.id),
  }));
}
