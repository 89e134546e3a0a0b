import { forgetObject } from '../audit/forget-object.ts';
import type { Tx } from '../db/pool.ts';
import { removeGuest } from './store.ts';

/**
 * Takes an e-mail address out of the meetings of others to which it came along, and what the audit log held of them with it.
 * Returns their ids.
 */
export async function leaveOutGuest(tx: Tx, accountId: string, email: string, now: number): Promise<string[]> {
  const ids = await removeGuest(tx, accountId, email, now);
  for (const id of ids) await forgetObject(tx, accountId, id);
  return ids;
}
