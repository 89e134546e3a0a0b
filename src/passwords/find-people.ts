import type { Tx } from '../db/pool.ts';
import { findOwnersOf } from './store.ts';

/** The users, of all accounts, who have an address and have accepted their invitation. Needs a system transaction. */
export async function findPeople(tx: Tx, email: string): Promise<{ accountId: string; userId: string }[]> {
  return (await findOwnersOf(tx, email)).map(({ account_id: accountId, id: userId }) => ({ accountId, userId }));
}
