import type { Tx } from '../db/pool.ts';
import { type Range, rangeFrom, slotsOf } from '../slots/list-slots.ts';
import { offerMoves } from './offer-moves.ts';

/**
 * The starts in [start, end) to which its people can move a booking on its own calendar or page, closed to guests or not: its
 * host's, with its own time counted as free. Refused like a reschedule.
 */
export async function listMoves(tx: Tx, accountId: string, id: string, range: Range, now: number) {
  const { from, to } = rangeFrom(range, now);
  const { offering, own } = await offerMoves(tx, accountId, id, now);
  return slotsOf(tx, accountId, { ...offering, open: true }, { from, to, now }, own);
}
