import { newId } from '../core/id.ts';
import type { Tx } from '../db/pool.ts';
import { insertUser, type UserRow } from './store.ts';

/** Adds a user to the account and returns his id. His e-mail address must be free (constraint `user_email_unique`). */
export async function createUser(
  tx: Tx,
  accountId: string,
  user: Pick<UserRow, 'first_name' | 'last_name' | 'email' | 'role_name' | 'timezone' | 'status'>,
  now: number,
): Promise<string> {
  const id = newId('USR');
  await insertUser(tx, accountId, { ...user, id, seat: true, creation_time: now });
  return id;
}
