import type { Tx } from '../db/pool.ts';
import { addReceived, type Tallied } from './store.ts';

/** Counts a booking for those who got it at `now`, epoch ms. */
export async function countReceived(
  tx: Tx,
  accountId: string,
  tallied: readonly Tallied[],
  now: number,
): Promise<void> {
  if (tallied.length > 0) await addReceived(tx, accountId, tallied, now);
}
