import type { Tx } from '../db/pool.ts';
import { findBookingPages, findEventTypes, findMasterPages } from './store.ts';

/**
 * Pages, master pages and event types, deleted ones too, as API v1 shows them within a booking (contract 10.3), by id; each
 * page with its zone beside it.
 */
export async function loadInV1(
  tx: Tx,
  accountId: string,
  ids: { pages: readonly string[]; masters: readonly string[]; types: readonly string[] },
  baseUrl: string,
) {
  const [pages, masters, types] = await Promise.all([
    findBookingPages(tx, accountId, ids.pages),
    findMasterPages(tx, accountId, ids.masters),
    findEventTypes(tx, accountId, ids.types),
  ]);
  return {
    pages: new Map(
      pages.map(({ id, name, label, slug, timezone }) => {
        const page = { public_name: name, internal_label: label, link: `${baseUrl}/${slug}`, category: null };
        return [id, { page, timezone }] as const;
      }),
    ),
    masters: new Map(masters.map(({ id, name, label, slug }) => [id, { name, label, link: `${baseUrl}/${slug}` }])),
    types: new Map(types.map(({ id, name, description }) => [id, { name, description, category: null }])),
  };
}
