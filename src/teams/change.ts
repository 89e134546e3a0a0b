import type { Tx } from '../db/pool.ts';
import { problem } from '../http/problem.ts';
import type { TeamChange } from './schema.ts';
import { setMembers } from './set-members.ts';
import { lockTeam, renameTeam, type TeamRow } from './store.ts';

/** Changes a living team's name, its members, or both, and returns it. */
export async function changeTeam(
  tx: Tx,
  accountId: string,
  id: string,
  change: TeamChange,
  now: number,
): Promise<TeamRow> {
  const team = await lockTeam(tx, accountId, id);
  if (team === undefined || team.deleted_time !== null) throw problem('no_such_team', { value: id });
  const name = change.name ?? team.name;
  await renameTeam(tx, accountId, id, name, new Date(now));
  if (change.members !== undefined) await setMembers(tx, accountId, id, change.members, now);
  return { ...team, name };
}
