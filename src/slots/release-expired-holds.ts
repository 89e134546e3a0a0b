import type { Tx } from '../db/pool.ts';
import * as store from './store.ts';

const batch = 100;

/**
 * Clears holds that have run out: from their last moment on they no longer count, here they leave the tables. Returns true
 * if there may be more. Needs a system transaction.
 */
export async function releaseExpiredHolds(tx: Tx, now: number): Promise<boolean> {
  const expired = await store.findExpiredHolds(tx, now, batch);
  const byAccount = Map.groupBy(expired, (each) => each.account_id);
  for (const [accountId, holds] of [...byAccount].sort(([a], [b]) => (a < b ? -1 : 1))) {
    await store.lockUsersOf(tx, accountId, [...new Set(holds.map((each) => each.host_id))]);
    for (const { id, source_id } of holds)
      if (await store.deleteHold(tx, accountId, id)) await store.release(tx, accountId, source_id);
  }
  return expired.length === batch;
}
