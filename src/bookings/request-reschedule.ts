import type { Tx } from '../db/pool.ts';
import { cancel } from './cancel.ts';
import type { BookingRow } from './store.ts';

/**
 * Cancels a booking because its host asks for another time. Emits `booking.canceled_reschedule_requested`. Refused like a
 * cancellation (contract 6.5).
 */
export async function requestReschedule(
  tx: Tx,
  accountId: string,
  id: string,
  reason: string | null,
  ways: { now: number; baseUrl: string },
): Promise<BookingRow> {
  return cancel(tx, accountId, id, { actor: 'user', reason }, ways, {
    event: 'booking.canceled_reschedule_requested',
    paid: 'cannot_request_reschedule_paid',
  });
}
