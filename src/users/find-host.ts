import type { Tx } from '../db/pool.ts';
import { findUsers } from './store.ts';

/** What must be known of a user who is to host; undefined if there is none, or if he was deleted. */
export async function findHost(
  tx: Tx,
  accountId: string,
  userId: string,
): Promise<{ id: string; email: string; active: boolean; seat: boolean } | undefined> {
  const [row] = await findUsers(tx, accountId, [userId]);
  if (row === undefined || row.deleted_time !== null) return undefined;
  return { id: row.id, email: row.email, active: row.status === 'active', seat: row.seat };
}
