import { forgetObject } from '../audit/forget-object.ts';
import type { Tx } from '../db/pool.ts';
import { deleteUsedBy } from './store.ts';

/** Deletes the links that a booking used up, once the booking itself is erased. */
export async function forgetUses(tx: Tx, accountId: string, bookingId: string): Promise<void> {
  for (const id of await deleteUsedBy(tx, accountId, bookingId)) await forgetObject(tx, accountId, id);
}
