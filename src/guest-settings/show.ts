import type { Tx } from '../db/pool.ts';
import { presentGuestSettings } from './present.ts';
import { findGuestSettings } from './store.ts';

/** What is said of an object's pages, or of all pages of the account if the id is the account's, and what holds. */
export async function showGuestSettings(tx: Tx, accountId: string, id: string, baseUrl: string) {
  const rows = await findGuestSettings(tx, accountId, [id, accountId]);
  const [own, account] = [id, accountId].map((object) => rows.find((row) => row.object_id === object));
  return presentGuestSettings(id, { own, account }, baseUrl);
}
