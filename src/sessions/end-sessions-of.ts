import type { Tx } from '../db/pool.ts';
import { deleteSessionsOf } from './store.ts';

/** Ends all sessions of a user, but for one if he is to keep it; says how many there were. */
export async function endSessionsOf(tx: Tx, accountId: string, userId: string, but?: string): Promise<number> {
  return deleteSessionsOf(tx, accountId, userId, but ?? '');
}
