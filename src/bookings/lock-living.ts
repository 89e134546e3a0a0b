import type { Tx } from '../db/pool.ts';
import { problem } from '../http/problem.ts';
import { type BookingRow, lockBooking } from './store.ts';

/** A booking that nobody else changes until the transaction ends; refused if there is none, or if it was deleted. */
export async function lockLiving(tx: Tx, accountId: string, id: string): Promise<BookingRow> {
  const booking = await lockBooking(tx, accountId, id);
  if (booking === undefined || booking.deleted_time !== null) throw problem('no_such_booking', { value: id });
  return booking;
}
