import type { Tx } from '../db/pool.ts';
import { findPools } from './store.ts';

/** Which of these ids are living pools. */
export async function findLivingPools(tx: Tx, accountId: string, ids: readonly string[]): Promise<Set<string>> {
  const rows = await findPools(tx, accountId, ids);
  return new Set(rows.filter((row) => row.deleted_time === null).map((row) => row.id));
}
