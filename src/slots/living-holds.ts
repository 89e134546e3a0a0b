import { isDeepStrictEqual } from 'node:util';
import type { Tx } from '../db/pool.ts';
import type { Target } from '../offerings/schema.ts';
import { findHold, type HoldRow } from './store.ts';

/** Those of these holds that were taken for the target and have not run out. Ids that are none are passed over. */
export async function livingHolds(
  tx: Tx,
  accountId: string,
  ids: readonly string[],
  target: Target,
  now: number,
): Promise<HoldRow[]> {
  const rows = await Promise.all(ids.map((id) => findHold(tx, accountId, id)));
  return rows.filter(
    (row) => row !== undefined && row.expires_at > now && isDeepStrictEqual(row.target, target),
  ) as HoldRow[];
}
