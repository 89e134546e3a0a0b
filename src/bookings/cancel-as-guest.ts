import type { Tx } from '../db/pool.ts';
import { problem } from '../http/problem.ts';
import { cancel } from './cancel.ts';
import { guestRights } from './guest-rights.ts';
import { lockLiving } from './lock-living.ts';
import type { BookingRow } from './store.ts';

/**
 * Cancels a booking for its guest, who may no more than `guestRights` says. Emits and is refused like `cancel`, and
 * without a reason where one has to be said.
 */
export async function cancelAsGuest(
  tx: Tx,
  accountId: string,
  id: string,
  reason: string | null,
  ways: { now: number; baseUrl: string },
): Promise<BookingRow> {
  const rights = guestRights(await lockLiving(tx, accountId, id), ways.now);
  if (!rights.cancel.allowed) throw problem('cannot_cancel', { value: id });
  if (rights.reason === 'required' && reason === null) throw problem('missing_fields', { param: 'reason' });
  return cancel(tx, accountId, id, { actor: 'customer', reason }, ways);
}
