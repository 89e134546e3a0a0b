import type { Tx } from '../db/pool.ts';
import { type BookingRow, findBooking } from './store.ts';

/** A booking as it is; undefined if there is none, or if it was deleted. */
export async function loadBooking(tx: Tx, accountId: string, id: string): Promise<BookingRow | undefined> {
  const row = await findBooking(tx, accountId, id);
  return row?.deleted_time === null ? row : undefined;
}
