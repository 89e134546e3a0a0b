import type { Tx } from '../db/pool.ts';
import { markUsed } from './store.ts';

/** Uses a link up, in the transaction of the booking that it was taken for. */
export async function useLink(tx: Tx, accountId: string, id: string, bookingId: string, now: number): Promise<void> {
  await markUsed(tx, accountId, id, bookingId, now);
}
