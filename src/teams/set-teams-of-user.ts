import type { Tx } from '../db/pool.ts';
import { problem } from '../http/problem.ts';
import { livingTeams, replaceMemberships } from './store.ts';

/** Makes these teams, and no others, a user's. Refused with `invalid_teams`, naming those that the account does not have. */
export async function setTeamsOfUser(
  tx: Tx,
  accountId: string,
  userId: string,
  teamIds: readonly string[],
  now: number,
): Promise<void> {
  const living = await livingTeams(tx, accountId, teamIds);
  const unknown = teamIds.filter((id) => !living.has(id));
  if (unknown.length > 0) throw problem('invalid_teams', { value: unknown.map((id) => `'${id}'`).join(', ') });
  await replaceMemberships(tx, accountId, userId, teamIds, new Date(now));
}
