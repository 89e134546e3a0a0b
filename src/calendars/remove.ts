import type { Tx } from '../db/pool.ts';
import { removed } from '../http/deleted.ts';
import { problem } from '../http/problem.ts';
import { buryCalendar } from './store.ts';

/** Deletes a calendar. Its bookings stay as they are; its address is free for another. Refused if there is no such living one. */
export async function removeCalendar(
  tx: Tx,
  accountId: string,
  id: string,
  now: number,
): Promise<{ id: string; deleted: true }> {
  if (!(await buryCalendar(tx, accountId, id, now))) throw problem('no_such_booking_calendar', { value: id });
  return removed.parse({ id, deleted: true });
}
