import { newId } from '../core/id.ts';
import type { Tx } from '../db/pool.ts';
import { problem } from '../http/problem.ts';
import {
  findAssignmentRules,
  findMasterMembers,
  findMasterPages,
  insertMasterPage,
  setAssignmentRules,
  setMasterMembers,
} from './store.ts';

/** Makes a master page that offers the same as another, under an address of its own and disabled. Returns its id. */
export async function duplicateMasterPage(
  tx: Tx,
  accountId: string,
  id: string,
  names: { name?: string | undefined; label?: string | undefined },
  now: number,
): Promise<string> {
  const [row] = await findMasterPages(tx, accountId, [id]);
  if (row === undefined || row.deleted_time !== null) throw problem('no_such_master_page', { value: id });
  const copy = {
    ...row,
    id: newId('MP'),
    name: names.name ?? row.name,
    label: names.label ?? `${row.label} (copy)`.slice(-200),
    slug: newId('PAGE'),
    active: false,
    creation_time: now,
  };
  await insertMasterPage(tx, accountId, copy);
  const [members, rules] = await Promise.all([
    findMasterMembers(tx, accountId, id),
    findAssignmentRules(tx, accountId, id),
  ]);
  const pages = members.map(({ booking_page_id, priority }) => ({ booking_page: booking_page_id, priority }));
  await setMasterMembers(tx, accountId, copy.id, pages);
  await setAssignmentRules(tx, accountId, copy.id, rules);
  return copy.id;
}
