import type { Tx } from '../db/pool.ts';
import { findPageHosts, type PageHostRow } from './store.ts';

/** Living pages with their owners and the hours that hold for them, in the order of their ids. */
export async function findPageOwners(tx: Tx, accountId: string, pageIds: readonly string[]): Promise<PageHostRow[]> {
  return findPageHosts(tx, accountId, pageIds);
}
