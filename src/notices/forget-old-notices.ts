import type { Tx } from '../db/pool.ts';
import { deleteOldNotices } from './store.ts';

const batch = 1000;

/** Deletes notices from before a time that are over or were read, of all accounts. True if there may be more. Needs a system transaction. */
export async function forgetOldNotices(tx: Tx, before: number): Promise<boolean> {
  return (await deleteOldNotices(tx, before, batch)) === batch;
}
