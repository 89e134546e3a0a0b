import { listAllCalendars } from '../calendars/list-all.ts';
import type { Tx } from '../db/pool.ts';
import { zoneName } from '../http/zone-name.ts';
import { listAllPages } from '../pages/list-all.ts';

/** Everything that guests can book, as v1 shows booking pages: pages, then booking calendars, each newest first. */
export async function listPages(tx: Tx, accountId: string, baseUrl: string, now: number) {
  const [pages, calendars] = await Promise.all([
    listAllPages(tx, accountId, baseUrl),
    listAllCalendars(tx, accountId, baseUrl),
  ]);
  const named = [
    ...pages.map((page) => ({ ...page, public_name: page.name, internal_label: page.label })),
    ...calendars.map((calendar) => ({ ...calendar, public_name: calendar.subject, internal_label: calendar.name })),
  ];
  return named.map(({ id, url, timezone, public_name, internal_label }) => ({
    id,
    object: 'booking_page' as const,
    public_name,
    internal_label,
    link: url,
    category: null,
    time_zone_description: zoneName(timezone, now),
  }));
}
