import type { Tx } from '../db/pool.ts';
import { findMasterPages } from './store.ts';

/** Master pages, deleted ones too, as API v1 shows them within a booking (contract 10.3), by id. */
export async function loadMasterPagesInV1(tx: Tx, accountId: string, ids: readonly string[], baseUrl: string) {
  const rows = await findMasterPages(tx, accountId, ids);
  return new Map(rows.map(({ id, name, label, slug }) => [id, { name, label, link: `${baseUrl}/${slug}` }]));
}
