import type { Tx } from '../db/pool.ts';
import { findPassword } from './store.ts';

/** True if a user has a password. */
export async function hasPassword(tx: Tx, accountId: string, userId: string): Promise<boolean> {
  return (await findPassword(tx, accountId, userId)) !== undefined;
}
