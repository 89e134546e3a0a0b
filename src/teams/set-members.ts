import type { Tx } from '../db/pool.ts';
import { problem } from '../http/problem.ts';
import type { Member } from './schema.ts';
import { livingUsers, replaceMembers } from './store.ts';

/** Makes these users, and no others, a team's members; who stays keeps the time he joined. Refused for an id that is no living user's. */
export async function setMembers(
  tx: Tx,
  accountId: string,
  teamId: string,
  members: readonly Member[],
  now: number,
): Promise<void> {
  const living = await livingUsers(
    tx,
    accountId,
    members.map((member) => member.user),
  );
  const unknown = members.find((member) => !living.has(member.user));
  if (unknown !== undefined) throw problem('no_such_user', { value: unknown.user, param: 'members.user' });
  await replaceMembers(tx, accountId, teamId, members, new Date(now));
}
