import { revokeKeysOf } from '../accounts/revoke-keys-of.ts';
import { closeHostedBy } from '../calendars/close-hosted-by.ts';
import type { Tx } from '../db/pool.ts';
import { problem } from '../http/problem.ts';
import { passOn } from '../pages/pass-on.ts';
import { dropLinks } from '../personal-links/drop-links.ts';
import { endSessionsOf } from '../sessions/end-sessions-of.ts';
import { setTeamsOfUser } from '../teams/set-teams-of-user.ts';
import { buryUser, findOwnerId, forgetCredentials, lockUser } from './store.ts';

/**
 * Deletes a user: he leaves his teams and his seat, his calendars close, his keys, sessions and ways to sign in end, and his pages go to the account's
 * owner, disabled. His bookings stay as they are. The owner of
 * the account cannot be deleted.
 */
export async function removeUser(
  tx: Tx,
  accountId: string,
  id: string,
  now: number,
): Promise<{ id: string; deleted: true }> {
  const user = await lockUser(tx, accountId, id);
  if (user === undefined || user.deleted_time !== null) throw problem('no_such_user', { value: id });
  if (user.role_name === 'Account Owner') throw problem('cannot_delete_owner');
  await setTeamsOfUser(tx, accountId, id, [], now);
  await closeHostedBy(tx, accountId, id, now);
  await revokeKeysOf(tx, accountId, id, now);
  await endSessionsOf(tx, accountId, id);
  await dropLinks(tx, accountId, id);
  await forgetCredentials(tx, accountId, id);
  await passOn(tx, accountId, id, await findOwnerId(tx, accountId), now);
  await buryUser(tx, accountId, id, new Date(now));
  return { id, deleted: true };
}
