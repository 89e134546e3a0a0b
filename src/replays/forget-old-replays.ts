import type { Tx } from '../db/pool.ts';
import { deleteOldReplays } from './store.ts';

const batch = 1000;

/** Deletes replays of all accounts that were over before a time. True if there may be more. Needs a system transaction. */
export async function forgetOldReplays(tx: Tx, before: number): Promise<boolean> {
  return (await deleteOldReplays(tx, before, batch)) === batch;
}
