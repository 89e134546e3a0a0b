import { redacted } from '../http/deleted.ts';
import { iso } from '../http/time.ts';
import type { PoolMemberRow, PoolRow } from './store.ts';

/** A resource pool with its members, or what is left of a deleted one. */
export function presentPool(row: PoolRow, members: readonly PoolMemberRow[]) {
  return row.deleted_time === null ? presentLivingPool(row, members) : redacted('resource_pool', row.id);
}

/** A resource pool of a list, which holds no deleted ones. */
export function presentLivingPool(row: PoolRow, members: readonly PoolMemberRow[]) {
  const { id, name, method, correction, cycle, timezone } = row;
  return {
    object: 'resource_pool' as const,
    id,
    name,
    method,
    correction,
    cycle,
    timezone,
    members: members
      .filter((each) => each.pool_id === id)
      .map(({ booking_page_id, priority, joined_time, participating }) => ({
        booking_page: booking_page_id,
        priority,
        joined_time: iso(joined_time),
        participating,
      })),
  };
}
