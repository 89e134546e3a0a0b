import { forgetObject } from '../audit/forget-object.ts';
import type { Tx } from '../db/pool.ts';
import { type LinkRow, markUsed } from './store.ts';

/**
 * Uses a link up, in the transaction of the booking that it was taken for. What it had filled in for the guest is the booking's from
 * then on; the link and its entries in the audit log keep none of it.
 */
export async function useLink(tx: Tx, accountId: string, link: LinkRow, bookingId: string, now: number): Promise<void> {
  await markUsed(tx, accountId, link.id, bookingId, now);
  if (Object.keys(link.booking_form).length > 0) await forgetObject(tx, accountId, link.id);
}
