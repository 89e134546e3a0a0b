import type { Tx } from '../db/pool.ts';
import { insertEntry, type NewEntry } from './store.ts';

/**
 * Writes into an account's audit log what is no change of an object, such as somebody signing in; changes of objects are noted by
 * the database itself.
 */
export async function noteEntry(tx: Tx, accountId: string, entry: NewEntry): Promise<void> {
  await insertEntry(tx, accountId, entry);
}
