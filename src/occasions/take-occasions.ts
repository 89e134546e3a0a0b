import type { Tx } from '../db/pool.ts';
import type { Occasion } from './schema.ts';
import { deleteOldest, lockRelay } from './store.ts';

/**
 * Takes the oldest occasions of all accounts, to be told within this transaction: if it fails they are back. One transaction at
 * a time does this, so that what happened to a booking is told in the order in which it happened; empty if another is
 * at it. Needs a system transaction.
 */
export async function takeOccasions(tx: Tx, limit: number): Promise<(Occasion & { accountId: string })[]> {
  return (await lockRelay(tx)) ? deleteOldest(tx, limit) : [];
}
