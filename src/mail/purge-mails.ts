import type { Tx } from '../db/pool.ts';
import { deleteOldMails } from './store.ts';

const batch = 500;

/** Deletes mails that are older than `keepMs`. True if there may be more. Needs a system transaction. */
export async function purgeMails(tx: Tx, keepMs: number, now: number): Promise<boolean> {
  return (await deleteOldMails(tx, now - keepMs, batch)) === batch;
}
