import type { Tx } from '../db/pool.ts';
import { findClaims } from './store.ts';

/** Those of some users who have another meeting, or a time held for one, between two instants in epoch milliseconds. */
export async function listBusy(
  tx: Tx,
  accountId: string,
  userIds: readonly string[],
  { start, end }: { start: number; end: number },
  now: number,
): Promise<ReadonlySet<string>> {
  const claims = await findClaims(tx, accountId, userIds, start, end, now);
  return new Set(claims.filter((claim) => claim.seats > 0).map((claim) => claim.user_id));
}
