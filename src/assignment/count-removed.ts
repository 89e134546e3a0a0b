import type { Tx } from '../db/pool.ts';
import { addRemoved, type Tallied } from './store.ts';

/** Counts a booking that its members lost. */
export async function countRemoved(tx: Tx, accountId: string, tallied: readonly Tallied[]): Promise<void> {
  if (tallied.length > 0) await addRemoved(tx, accountId, tallied);
}
