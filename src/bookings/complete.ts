import type { Tx } from '../db/pool.ts';
import { emit } from '../webhooks/emit.ts';
import { presentForEvent } from './present.ts';
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
    await emit(tx, {
      accountId,
      type: 'booking.completed',
      subjectId: booking.id,
      version: completed.version,
      now,
      data: presentForEvent(completed, baseUrl),
    });
  }
  return { done: ended.length, more: ended.length === batch };
}
