import type { Tx } from '../db/pool.ts';
import { type BookingRow, lockBookingsOfContact } from './store.ts';

/** A contact's living bookings, oldest first, those in the trash too; nobody else changes them until the transaction ends. */
export function lockOfContact(tx: Tx, accountId: string, contactId: string): Promise<BookingRow[]> {
  return lockBookingsOfContact(tx, accountId, contactId);
}
