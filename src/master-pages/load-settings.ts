import type { Tx } from '../db/pool.ts';
import { problem } from '../http/problem.ts';
import { presentMasterSettings } from './present.ts';
import { findAssignmentRules, findMasterMembers, findMasterPages } from './store.ts';

/** Everything that can be set on a living master page, as the API shows it. Refused if there is none. */
export async function loadMasterSettings(tx: Tx, accountId: string, id: string) {
  const [[row], members, rules] = await Promise.all([
    findMasterPages(tx, accountId, [id]),
    findMasterMembers(tx, accountId, id),
    findAssignmentRules(tx, accountId, id),
  ]);
  if (row === undefined || row.deleted_time !== null) throw problem('no_such_master_page', { value: id });
  return presentMasterSettings(row, members, rules);
}
