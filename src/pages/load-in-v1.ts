import type { Tx } from '../db/pool.ts';
import { findBookingPages } from './store.ts';

/**
 * Booking pages, deleted ones too, as API v1 shows them within a booking (contract 10.3), by id; each with its zone beside
 * it.
 */
export async function loadPagesInV1(tx: Tx, accountId: string, ids: readonly string[], baseUrl: string) {
  const rows = await findBookingPages(tx, accountId, ids);
  return new Map(
    rows.map(({ id, name, label, slug, timezone }) => {
      const page = { public_name: name, internal_label: label, link: `${baseUrl}/${slug}`, category: null };
      return [id, { page, timezone }] as const;
    }),
  );
}
