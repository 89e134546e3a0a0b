import type { Tx } from '../db/pool.ts';
import { presentAsPage } from './present.ts';
import { findCalendars } from './store.ts';

/** The calendars with these ids, deleted ones too, as API v1 shows the page of a booking, by id. */
export async function loadCalendarsAsPages(
  tx: Tx,
  accountId: string,
  ids: readonly string[],
  baseUrl: string,
): Promise<Map<string, ReturnType<typeof presentAsPage>>> {
  return new Map((await findCalendars(tx, accountId, ids)).map((row) => [row.id, presentAsPage(row, baseUrl)]));
}
