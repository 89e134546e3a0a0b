import { periodOf } from '../core/cycle.ts';
import type { Tx } from '../db/pool.ts';
import { problem } from '../http/problem.ts';
import { iso } from '../http/time.ts';
import { scopeOfPool } from './scope-of-pool.ts';
import { findCounts, findPoolMembers, findPools } from './store.ts';

/**
 * How many bookings the members of a pool received and lost in its current cycle, over all master pages (product description
 * 2.2). Refused if there is no such living pool.
 */
export async function countPool(tx: Tx, accountId: string, id: string, now: number) {
  const [row] = await findPools(tx, accountId, [id]);
  if (row === undefined || row.deleted_time !== null) throw problem('no_such_pool', { value: id });
  const [members, counts] = await Promise.all([
    findPoolMembers(tx, accountId, [id]),
    findCounts(tx, accountId, scopeOfPool(row, now)),
  ]);
  const counted = members.map(({ booking_page_id, joined_time, participating }) => {
    const { received = 0, removed = 0 } = counts.get(booking_page_id) ?? {};
    return { booking_page: booking_page_id, joined_time: iso(joined_time), participating, received, removed };
  });
  const total = counted.reduce((sum, each) => sum + each.received, 0);
  return {
    object: 'resource_pool_statistics' as const,
    resource_pool: id,
    cycle: row.cycle,
    period: periodOf(row.cycle, row.timezone, now),
    total,
    average: counted.length === 0 ? 0 : Math.round((total / counted.length) * 100) / 100,
    members: counted,
  };
}
