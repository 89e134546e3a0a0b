import type { Tx } from '../db/pool.ts';
import { findOwnerId } from './store.ts';

/** The id of the account's owner; undefined if the account has none. */
export async function findAccountOwner(tx: Tx, accountId: string): Promise<string | undefined> {
  return findOwnerId(tx, accountId);
}
