import { eraseAttachments } from '../attachments/erase.ts';
import { forgetObject } from '../audit/forget-object.ts';
import type { Tx } from '../db/pool.ts';
import { forgetUses } from '../links/forget-uses.ts';
import { noteOccasion } from '../occasions/note-occasion.ts';
import { releaseTime } from '../slots/release-time.ts';
import * as store from './store.ts';

/** For how long a booking can be restored from the trash. */
export const trashMs = 30 * 86_400_000;
const batch = 100;

/**
 * Erases bookings that have been in the trash for 30 days: what is personal goes, from the audit log too, the id stays as a tombstone. Returns true
 * if there may be more. Needs a system transaction.
 */
export async function purgeTrash(tx: Tx, now: number): Promise<boolean> {
  const rows = await store.lockTrashed(tx, now - trashMs, batch);
  for (const { account_id: accountId, ...booking } of rows) {
    await store.eraseBooking(tx, accountId, booking.id, now);
    await eraseAttachments(tx, accountId, booking.id);
    await forgetObject(tx, accountId, booking.id);
    await forgetUses(tx, accountId, booking.id);
    await noteOccasion(tx, accountId, 'erased', booking, now);
    // A meeting that was never cancelled would hold its people's time for ever.
    if (booking.status !== 'canceled') await releaseTime(tx, accountId, booking.session_id ?? booking.id);
  }
  return rows.length === batch;
}
