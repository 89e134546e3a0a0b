import { findInZone } from '../calendars/find-in-zone.ts';
import type { Tx } from '../db/pool.ts';
import { problem } from '../http/problem.ts';
import { loadPages } from '../pages/load.ts';
import { presentCalendarInV1, presentPageInV1 } from './present.ts';

/** One living booking page or calendar as v1 shows booking pages. Refused if there is none with this id. */
export async function findPage(
  tx: Tx,
  accountId: string,
  id: string,
  { baseUrl, now }: { baseUrl: string; now: number },
) {
  const page = (await loadPages(tx, accountId, [id], baseUrl)).get(id);
  if (page !== undefined && !('deleted' in page)) return presentPageInV1(page, now);
  const calendar = await findInZone(tx, accountId, id, baseUrl);
  if (calendar !== undefined) return presentCalendarInV1(calendar, now);
  throw problem('no_such_booking_page', { value: id });
}
