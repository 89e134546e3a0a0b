import type { Tx } from '../db/pool.ts';
import { deleteAttachmentsOf } from './store.ts';

/** Erases the files of a booking. */
export function eraseAttachments(tx: Tx, accountId: string, bookingId: string): Promise<void> {
  return deleteAttachmentsOf(tx, accountId, bookingId);
}
