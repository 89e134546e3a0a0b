import { closeHostedBy } from '../calendars/close-hosted-by.ts';
import type { Tx } from '../db/pool.ts';
import { problem } from '../http/problem.ts';
import { buryTeam, lockTeam, replaceMembers } from './store.ts';

/** Deletes a team: its members leave it and its calendars close. Bookings stay as they are. */
export async function removeTeam(tx: Tx, accountId: string, id: string, now: number) {
  const team = await lockTeam(tx, accountId, id);
  if (team === undefined || team.deleted_time !== null) throw problem('no_such_team', { value: id });
  await replaceMembers(tx, accountId, id, [], new Date(now));
  await closeHostedBy(tx, accountId, id, now);
  await buryTeam(tx, accountId, id, new Date(now));
  return { id, deleted: true as const };
}
