import { timezoneOf } from '../accounts/timezone-of.ts';
import type { Tx } from '../db/pool.ts';
import { problem } from '../http/problem.ts';
import { createUser } from './create.ts';
import { countUsers } from './store.ts';

/** Adds an active member who was invited by nobody, and returns his id. Refused if the account has `mostUsers`, 0 for any number. */
export async function joinAsMember(
  tx: Tx,
  accountId: string,
  person: { first_name: string; last_name: string; email: string },
  now: number,
  mostUsers: number,
): Promise<string> {
  if (mostUsers > 0 && (await countUsers(tx, accountId)) >= mostUsers) throw problem('user_limit');
  const timezone = await timezoneOf(tx, accountId);
  return createUser(tx, accountId, { ...person, timezone, role_name: 'Member', status: 'active' }, now);
}
