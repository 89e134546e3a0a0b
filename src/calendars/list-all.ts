import type { Tx } from '../db/pool.ts';
import { presentLivingCalendar } from './present.ts';
import { livingCalendars } from './store.ts';

/** Every living calendar of an account, or of these hosts, as the API shows it, newest first, each with the zone of its host. */
export async function listAllCalendars(
  tx: Tx,
  accountId: string,
  hosts: readonly string[] | undefined,
  baseUrl: string,
) {
  const rows = await livingCalendars(tx, accountId, hosts);
  return rows.map(({ timezone, ...row }) => ({ ...presentLivingCalendar(row, baseUrl), timezone }));
}
