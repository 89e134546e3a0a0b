import type { Tx } from '../db/pool.ts';
import { presentBookingPage } from './present.ts';
import { findBookingPages } from './store.ts';

/** The booking pages with these ids as the API shows them, by id. */
export async function loadPages(
  tx: Tx,
  accountId: string,
  ids: readonly string[],
  baseUrl: string,
): Promise<Map<string, ReturnType<typeof presentBookingPage>>> {
  return new Map((await findBookingPages(tx, accountId, ids)).map((row) => [row.id, presentBookingPage(row, baseUrl)]));
}
