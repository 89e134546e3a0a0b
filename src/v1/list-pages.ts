import { listAllCalendars } from '../calendars/list-all.ts';
import type { Tx } from '../db/pool.ts';
import { listAllPages } from '../pages/list-all.ts';
import { presentCalendarInV1, presentPageInV1 } from './present.ts';

/**
 * Everything that guests can book, or what one of `within` owns or hosts, as v1 shows booking pages: pages, then booking calendars,
 * each newest first.
 */
export async function listPages(
  tx: Tx,
  accountId: string,
  within: readonly string[] | undefined,
  { baseUrl, now }: { baseUrl: string; now: number },
) {
  const [pages, calendars] = await Promise.all([
    listAllPages(tx, accountId, within, baseUrl),
    listAllCalendars(tx, accountId, within, baseUrl),
  ]);
  return [
    ...pages.map((page) => presentPageInV1(page, now)),
    ...calendars.map((calendar) => presentCalendarInV1(calendar, now)),
  ];
}
