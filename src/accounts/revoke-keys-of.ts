import type { Tx } from '../db/pool.ts';
import { buryKeysOf } from './store.ts';

/** Ends a user's personal keys, as happens when he is deleted. */
export async function revokeKeysOf(tx: Tx, accountId: string, userId: string, now: number): Promise<void> {
  await buryKeysOf(tx, accountId, userId, new Date(now));
}
