import type { Tx } from '../db/pool.ts';
import { problem } from '../http/problem.ts';
import { lockUser, type UserRow } from './store.ts';

/** The living user whose sign-in an administrator is about to change, locked. Refused for the account's owner. */
export async function requireBelow(tx: Tx, accountId: string, id: string): Promise<UserRow> {
  const user = await lockUser(tx, accountId, id);
  if (user === undefined) throw problem('no_such_user', { value: id });
  if (user.deleted_time !== null) throw problem('user_deleted', { value: id });
  if (user.role_name === 'Account Owner') throw problem('cannot_update_owner');
  return user;
}
