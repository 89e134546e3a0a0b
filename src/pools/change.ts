import type { Tx } from '../db/pool.ts';
import { problem } from '../http/problem.ts';
import { checkMembers } from '../pages/check-members.ts';
import type { ResourcePoolChange } from './schema.ts';
import { lockPool, setPoolMembers, updatePool } from './store.ts';

/** Changes a pool: what is not named stays. Refused like a new pool, and if there is no such living one. */
export async function changePool(
  tx: Tx,
  accountId: string,
  id: string,
  { name, correction, members }: ResourcePoolChange,
  now: number,
): Promise<void> {
  const row = await lockPool(tx, accountId, id);
  if (row === undefined || row.deleted_time !== null) throw problem('no_such_pool', { value: id });
  await updatePool(tx, accountId, { ...row, name: name ?? row.name, correction: correction ?? row.correction }, now);
  if (members === undefined) return;
  await checkMembers(tx, accountId, members, 'members');
  await setPoolMembers(tx, accountId, id, members, now);
}
