import type { Tx } from '../db/pool.ts';
import { type BookingRow, findBookingsOfContact } from './store.ts';

/** A contact's living bookings, oldest first, those in the trash too. */
export function listOfContact(tx: Tx, accountId: string, contactId: string): Promise<BookingRow[]> {
  return findBookingsOfContact(tx, accountId, contactId);
}
