import type { Tx } from '../db/pool.ts';
import { upsertPassword } from './store.ts';

/** Gives a user a password, of which `hashPassword` made what is kept. */
export async function setPassword(tx: Tx, accountId: string, userId: string, hash: string, now: number): Promise<void> {
  await upsertPassword(tx, accountId, userId, hash, now);
}
