import type { Tx } from '../db/pool.ts';
import { findPasskeysOf } from './store.ts';

/** How many passkeys a user has. */
export async function countPasskeys(tx: Tx, accountId: string, userId: string): Promise<number> {
  return (await findPasskeysOf(tx, accountId, userId)).length;
}
