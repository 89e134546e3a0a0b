import type { Tx } from '../db/pool.ts';
import { problem } from '../http/problem.ts';
import { findUsers } from './store.ts';

/** Refuses an id that is no living user of the account, blaming the parameter that named it. */
export async function requireUser(tx: Tx, accountId: string, id: string, param: string): Promise<void> {
  const [user] = await findUsers(tx, accountId, [id]);
  if (user === undefined || user.deleted_time !== null) throw problem('no_such_user', { value: id, param });
}
