import type { Tx } from '../db/pool.ts';
import type { Occasion, OccasionDetails, OccasionKind, Snapshot } from './schema.ts';
import { insertOccasion } from './store.ts';
import { wakeRelay } from './wake.ts';

/**
 * Notes what happened to a booking, so that its people are told once the transaction has committed, and never if it has not. One
 * small row, since it is part of every booking: what is told to whom is the relay's work.
 */
export async function noteOccasion(
  tx: Tx,
  accountId: string,
  kind: OccasionKind,
  booking: Snapshot & { id: string },
  now: number,
  details: OccasionDetails = {},
): Promise<void> {
  const occasion: Occasion = { kind, bookingId: booking.id, occurredTime: now, snapshot: snapshotOf(booking), details };
  await insertOccasion(tx, accountId, occasion);
  tx.afterCommit(wakeRelay);
}

function snapshotOf(booking: Snapshot): Snapshot {
  const { status, version, starting_time, ending_time, duration_minutes, host_id } = booking;
  const { join_url, location, location_description, cancel_reason, canceled_by, canceled_by_user_id } = booking;
  return {
    ...{ status, version, starting_time, ending_time, duration_minutes, host_id, join_url, location },
    ...{ location_description, cancel_reason, canceled_by, canceled_by_user_id },
  };
}
