import { periodOf } from '../core/cycle.ts';
import type { PoolRow } from './store.ts';

/** The scope in which the bookings of a pool's members are counted in the cycle that an instant, epoch ms, lies in. */
export function scopeOfPool({ id, cycle, timezone }: PoolRow, now: number): string {
  const period = periodOf(cycle, timezone, now);
  return period === null ? id : `${id}:${period}`;
}
