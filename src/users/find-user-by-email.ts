import type { Tx } from '../db/pool.ts';
import { findByEmailAddress, type UserRow } from './store.ts';

/** The account's living user with this address. */
export async function findUserByEmail(tx: Tx, accountId: string, email: string): Promise<UserRow | undefined> {
  return findByEmailAddress(tx, accountId, email);
}
