import type { Tx } from '../db/pool.ts';
import { deleteOldEntries } from './store.ts';

const batch = 1000;

/** Deletes entries of the audit log from before a time, of all accounts, a thousand at a time. True if there may be more. Needs a system transaction. */
export async function forgetOldEntries(tx: Tx, before: number): Promise<boolean> {
  return (await deleteOldEntries(tx, before, batch)) === batch;
}
