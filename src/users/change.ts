import type { z } from 'zod';
import type { Tx } from '../db/pool.ts';
import { problem } from '../http/problem.ts';
import { setTeamsOfUser } from '../teams/set-teams-of-user.ts';
import type { userChange } from './schema.ts';
import { findUsers, lockUser, type UserRow, updateUser } from './store.ts';

/** Changes a user's names, role or teams and returns him. The account's owner cannot be changed, nor who was deleted. */
export async function changeUser(
  tx: Tx,
  accountId: string,
  id: string,
  change: z.output<typeof userChange>,
  now: number,
): Promise<UserRow> {
  const user = await lockUser(tx, accountId, id);
  if (user === undefined) throw problem('no_such_user', { value: id });
  if (user.deleted_time !== null) throw problem('user_deleted', { value: id });
  if (user.role_name === 'Account Owner') throw problem('cannot_update_owner');
  const changed: UserRow = {
    ...user,
    first_name: change.first_name ?? user.first_name,
    last_name: change.last_name ?? user.last_name,
    role_name: change.role_name ?? user.role_name,
  };
  await updateUser(tx, accountId, changed, new Date(now));
  if (change.teams !== undefined) await setTeamsOfUser(tx, accountId, id, change.teams, now);
  const [row] = await findUsers(tx, accountId, [id]);
  return row!;
}
