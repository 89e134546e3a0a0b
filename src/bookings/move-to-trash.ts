import type { Tx } from '../db/pool.ts';
import { lockLiving } from './lock-living.ts';
import * as store from './store.ts';

/**
 * Puts a booking into the trash, or takes it out again. It stays as it is otherwise: the meeting is not cancelled, nobody
 * is told (product description 4.5). Doing it twice changes nothing.
 */
export async function moveToTrash(
  tx: Tx,
  accountId: string,
  id: string,
  inTrash: boolean,
  now: number,
): Promise<store.BookingRow> {
  const booking = await lockLiving(tx, accountId, id);
  if (booking.in_trash === inTrash) return booking;
  const moved: store.BookingRow = {
    ...booking,
    in_trash: inTrash,
    trashed_time: inTrash ? now : null,
    version: booking.version + 1,
    last_updated_time: now,
  };
  await store.updateStatus(tx, accountId, moved);
  return moved;
}
