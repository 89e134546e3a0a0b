import type { Tx } from '../db/pool.ts';
import { findBookingPages } from './store.ts';

/** Which of these ids are living booking pages. */
export async function findLivingPages(tx: Tx, accountId: string, ids: readonly string[]): Promise<Set<string>> {
  const rows = await findBookingPages(tx, accountId, ids);
  return new Set(rows.filter((row) => row.deleted_time === null).map((row) => row.id));
}
