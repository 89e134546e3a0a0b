import type { Tx } from '../db/pool.ts';
import { erase } from './erase.ts';
import { lockTrashed } from './store.ts';

/** For how long a booking can be restored from the trash. */
export const trashMs = 30 * 86_400_000;
const batch = 100;

/** Erases bookings that have been in the trash for 30 days. Returns true if there may be more. Needs a system transaction. */
export async function purgeTrash(tx: Tx, now: number): Promise<boolean> {
  const rows = await lockTrashed(tx, now - trashMs, batch);
  for (const { account_id: accountId, ...booking } of rows) await erase(tx, accountId, booking, now);
  return rows.length === batch;
}
