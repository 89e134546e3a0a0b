import type { KeysetPage, Paging } from '../db/keyset.ts';
import type { Tx } from '../db/pool.ts';
import { listUsers, type UserRow } from './store.ts';

/** One page of the living users, newest first, or of those of them whose id is in `within`. */
export async function listPage(
  tx: Tx,
  accountId: string,
  paging: Paging,
  within: readonly string[] | undefined,
): Promise<KeysetPage<UserRow>> {
  return listUsers(tx, accountId, paging, within);
}
