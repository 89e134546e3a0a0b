import type { Tx } from '../db/pool.ts';
import { problem } from '../http/problem.ts';
import { slotsOf } from '../slots/list-slots.ts';
import { guestRights } from './guest-rights.ts';
import { lockLiving } from './lock-living.ts';
import { offerMoves } from './offer-moves.ts';
import { reschedule } from './reschedule.ts';
import type { BookingRow } from './store.ts';

/**
 * Moves a booking for its guest on its own calendar or page, who may no more than `guestRights` says and is held to the
 * offering's horizon. Returns the booking, or the one that stands for it. Emits and is refused like `reschedule`.
 */
export async function rescheduleAsGuest(
  tx: Tx,
  accountId: string,
  id: string,
  { start, reason }: { start: number; reason: string | null },
  ways: { now: number; baseUrl: string },
): Promise<BookingRow> {
  const rights = guestRights(await lockLiving(tx, accountId, id), ways.now);
  if (!rights.reschedule.allowed) throw problem('cannot_reschedule', { value: id });
  if (rights.reason === 'required' && reason === null) throw problem('missing_fields', { param: 'reason' });
  const { offering, own } = await offerMoves(tx, accountId, id, ways.now);
  const window = { from: start, to: start + 1, now: ways.now, withHorizon: true };
  if ((await slotsOf(tx, accountId, offering, window, own)).length === 0) throw problem('start_not_available');
  return reschedule(tx, accountId, id, { start, actor: 'customer', reason }, ways);
}
