import type { Tx } from '../db/pool.ts';
import { presentCalendar } from './present.ts';
import { findCalendars } from './store.ts';

/** The calendars with these ids as the API shows them, by id. */
export async function loadCalendars(
  tx: Tx,
  accountId: string,
  ids: readonly string[],
  baseUrl: string,
): Promise<Map<string, ReturnType<typeof presentCalendar>>> {
  return new Map((await findCalendars(tx, accountId, ids)).map((row) => [row.id, presentCalendar(row, baseUrl)]));
}
