import type { Tx } from '../db/pool.ts';
import { findOwnerId, identifyUser, type UserRow } from './store.ts';

/** Makes somebody the person behind an account's owner, and returns the owner's id. His e-mail address must be free (constraint `user_email_unique`). */
export async function takeOwnership(
  tx: Tx,
  accountId: string,
  person: Pick<UserRow, 'first_name' | 'last_name' | 'email' | 'timezone'>,
  now: number,
): Promise<string> {
  const id = (await findOwnerId(tx, accountId))!;
  await identifyUser(tx, accountId, id, person, new Date(now));
  return id;
}
