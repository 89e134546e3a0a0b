import type { Tx } from '../db/pool.ts';
import { type BookingPageRow, findBookingPages, findPageHosts } from './store.ts';

/** A living page, and whether guests can book it: it is active, and its owner has a seat. */
export interface OpenPage extends BookingPageRow {
  open: boolean;
}

/** The living ones of these pages, in this order. */
export async function findOpenPages(tx: Tx, accountId: string, ids: readonly string[]): Promise<OpenPage[]> {
  const [rows, hosts] = await Promise.all([findBookingPages(tx, accountId, ids), findPageHosts(tx, accountId, ids)]);
  const seated = new Set(hosts.filter((host) => host.seated).map((host) => host.page_id));
  return ids.flatMap((id) =>
    rows
      .filter((row) => row.id === id && row.deleted_time === null)
      .map((row) => ({ ...row, open: row.active && seated.has(id) })),
  );
}
