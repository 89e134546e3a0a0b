import type { Tx } from '../db/pool.ts';
import { problem } from '../http/problem.ts';
import { buryBookingPage } from './store.ts';

/**
 * Deletes a booking page and takes it out of pools and master pages; a rule that names it finds nobody any more. Its bookings
 * stay as they are, its address is free for another. Refused if there is no such living page.
 */
export async function removeBookingPage(
  tx: Tx,
  accountId: string,
  id: string,
  now: number,
): Promise<{ id: string; deleted: true }> {
  if (!(await buryBookingPage(tx, accountId, id, now))) throw problem('no_such_booking_page', { value: id });
  return { id, deleted: true };
}
