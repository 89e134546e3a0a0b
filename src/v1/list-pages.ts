import { listAllCalendars } from '../calendars/list-all.ts';
import type { Tx } from '../db/pool.ts';
import { zoneName } from '../http/zone-name.ts';

/** Everything that guests can book, as v1 shows booking pages, newest first. */
export async function listPages(tx: Tx, accountId: string, baseUrl: string, now: number) {
  const calendars = await listAllCalendars(tx, accountId, baseUrl);
  return calendars.map((calendar) => ({
    id: calendar.id,
    object: 'booking_page' as const,
    public_name: calendar.subject,
    internal_label: calendar.name,
    link: calendar.url,
    category: null,
    time_zone_description: zoneName(calendar.timezone, now),
  }));
}
