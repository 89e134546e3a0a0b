import type { Tx } from '../db/pool.ts';
import { presentMasterPage } from './present.ts';
import { findMasterPages } from './store.ts';

/** The master pages with these ids as the API shows them, by id. */
export async function loadMasterPages(
  tx: Tx,
  accountId: string,
  ids: readonly string[],
  baseUrl: string,
): Promise<Map<string, ReturnType<typeof presentMasterPage>>> {
  return new Map((await findMasterPages(tx, accountId, ids)).map((row) => [row.id, presentMasterPage(row, baseUrl)]));
}
