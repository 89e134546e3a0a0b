import { countRemoved } from '../assignment/count-removed.ts';
import type { Tx } from '../db/pool.ts';
import { releaseTime } from '../slots/release-time.ts';
import * as store from './store.ts';

/** Who ended a booking, and why. A user is known by his id. */
export interface By {
  actor: 'user' | 'customer';
  userId: string | null;
  reason: string | null;
}

/**
 * Ends a booking: it is canceled, its people's time is free, and it no longer counts when meetings are shared out. Tells
 * nobody: what the end means, and so which event goes out, is known to the verb that calls.
 */
export async function callOff(
  tx: Tx,
  accountId: string,
  booking: store.BookingRow,
  by: By,
  { now, rescheduleRequested = false }: { now: number; rescheduleRequested?: boolean },
): Promise<store.BookingRow> {
  const ended: store.BookingRow = {
    ...booking,
    status: 'canceled',
    version: booking.version + 1,
    last_updated_time: now,
    cancel_reason: by.reason,
    canceled_by: by.actor,
    canceled_by_user_id: by.userId,
    reschedule_requested: rescheduleRequested,
  };
  await store.updateStatus(tx, accountId, ended);
  await releaseTime(tx, accountId, booking.session_id ?? booking.id);
  // Who did not come was counted as lost already.
  if (booking.status !== 'no_show') await countRemoved(tx, accountId, booking.tallied);
  return ended;
}
