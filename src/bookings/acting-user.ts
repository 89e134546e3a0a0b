import type { Tx } from '../db/pool.ts';
import { findAccountOwner } from '../users/find-account-owner.ts';
import type { BookingRow } from './store.ts';

/**
 * Whose act it is, when a user of the account ends or moves a booking through the API: the host's on a booking calendar,
 * the account owner's on a booking page (contract 6.4).
 */
export async function actingUser(tx: Tx, accountId: string, booking: BookingRow): Promise<string | null> {
  return booking.booking_calendar_id !== null ? booking.host_id : ((await findAccountOwner(tx, accountId)) ?? null);
}
