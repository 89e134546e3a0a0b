import type { Tx } from '../db/pool.ts';
import { presentUser } from './present.ts';
import { findUsers } from './store.ts';

/** The users with these ids as the API shows them, by id; what is not of this account is not in it. */
export async function loadUsers(
  tx: Tx,
  accountId: string,
  ids: readonly string[],
): Promise<Map<string, ReturnType<typeof presentUser>>> {
  return new Map((await findUsers(tx, accountId, ids)).map((row) => [row.id, presentUser(row)]));
}
