import type { Tx } from '../db/pool.ts';
import { announce } from './announce.ts';
import * as store from './store.ts';

/** How many bookings one transaction completes. */
const batch = 100;

/**
 * Turns bookings whose end has passed to `completed` and emits `booking.completed` for each. Several processes share the
 * work. Returns how many it did; a full batch means that there may be more. Needs a system transaction.
 */
export async function completeEnded(
  tx: Tx,
  { now, baseUrl }: { now: number; baseUrl: string },
): Promise<{ done: number; more: boolean }> {
  const ended = await store.lockEnded(tx, now, batch);
  for (const { account_id: accountId, ...booking } of ended) {
    const completed: store.BookingRow = {
      ...booking,
      status: 'completed',
      version: booking.version + 1,
      last_updated_time: now,
    };
    await store.updateStatus(tx, accountId, completed);
    await announce(tx, accountId, 'booking.completed', completed, { now, baseUrl });
  }
  return { done: ended.length, more: ended.length === batch };
}
