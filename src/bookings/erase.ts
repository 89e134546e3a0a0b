import { eraseAttachments } from '../attachments/erase.ts';
import { forgetObject } from '../audit/forget-object.ts';
import type { Tx } from '../db/pool.ts';
import { forgetUses } from '../links/forget-uses.ts';
import { noteOccasion } from '../occasions/note-occasion.ts';
import { releaseTime } from '../slots/release-time.ts';
import { type BookingRow, eraseBooking } from './store.ts';

/**
 * Erases a booking: what is personal goes, its files and what the audit log held of it too, and its mails once the relay has heard
 * of it; the id stays as a tombstone.
 */
export async function erase(tx: Tx, accountId: string, booking: BookingRow, now: number): Promise<void> {
  await eraseBooking(tx, accountId, booking.id, now);
  await eraseAttachments(tx, accountId, booking.id);
  await forgetObject(tx, accountId, booking.id);
  await forgetUses(tx, accountId, booking.id);
  await noteOccasion(tx, accountId, 'erased', booking, now);
  // A meeting that was never cancelled would hold its people's time for ever.
  if (booking.status !== 'canceled') await releaseTime(tx, accountId, booking.session_id ?? booking.id);
}
