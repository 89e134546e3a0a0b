import type { Tx } from '../db/pool.ts';
import { presentLivingCalendar } from './present.ts';
import { findLivingCalendar } from './store.ts';

/** A living calendar as the API shows it, with the zone of its host; undefined if there is none. */
export async function findInZone(tx: Tx, accountId: string, id: string, baseUrl: string) {
  const row = await findLivingCalendar(tx, accountId, id);
  return row === undefined ? undefined : { ...presentLivingCalendar(row, baseUrl), timezone: row.timezone };
}
