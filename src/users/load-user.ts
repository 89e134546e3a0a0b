import type { Tx } from '../db/pool.ts';
import { problem } from '../http/problem.ts';
import { presentLivingUser } from './present.ts';
import { findUsers } from './store.ts';

/** A living user as the API shows him. */
export async function loadUser(tx: Tx, accountId: string, id: string): Promise<ReturnType<typeof presentLivingUser>> {
  const [row] = await findUsers(tx, accountId, [id]);
  if (row === undefined || row.deleted_time !== null) throw problem('no_such_user', { value: id });
  return presentLivingUser(row);
}
