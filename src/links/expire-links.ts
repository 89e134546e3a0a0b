import { forgetObject } from '../audit/forget-object.ts';
import type { Tx } from '../db/pool.ts';
import { deleteExpired } from './store.ts';

const batch = 100;

/**
 * Deletes unused links after their 90 days (contract 6.11), and what they had filled in from the audit log too. Returns true if there
 * may be more. Needs a system transaction.
 */
export async function expireLinks(tx: Tx, now: number): Promise<boolean> {
  const expired = await deleteExpired(tx, now, batch);
  for (const { account_id: accountId, id } of expired) await forgetObject(tx, accountId, id);
  return expired.length === batch;
}
