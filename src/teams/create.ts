import { newId } from '../core/id.ts';
import type { Tx } from '../db/pool.ts';
import { addMembers, insertTeam } from './store.ts';

/** Makes a team of these users of the account and returns its id. */
export async function createTeam(
  tx: Tx,
  accountId: string,
  team: { name: string; userIds: readonly string[] },
  now: number,
): Promise<string> {
  const id = newId('TM');
  await insertTeam(tx, accountId, { id, name: team.name }, new Date(now));
  await addMembers(tx, accountId, id, team.userIds, new Date(now));
  return id;
}
