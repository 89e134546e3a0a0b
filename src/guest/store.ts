import { statement, type Tx } from '../db/pool.ts';

/** What a public address leads to: a booking calendar, a booking page or a master page. */
export interface AddressRow {
  account_id: string;
  page_id: string;
}

/** An id goes first, so that nobody's slug can stand in the way of another's page. */
const byAddress = statement<AddressRow>(
  `select account_id, page_id from (
     select account_id, page_id, 1 as rank from public_addresses where page_id = upper($1)
     union all select account_id, page_id, 2 from public_addresses where slug_lower = lower($1)) found
   order by rank limit 1`,
);

/**
 * What stands under a public address, a slug or a page's id in any case of letters. Needs a system transaction: the account is
 * what is looked for.
 */
export async function findAddress(tx: Tx, slug: string): Promise<AddressRow | undefined> {
  return tx.one(byAddress, [slug]);
}

/** Where a page stands, and what its account lays down for all of them. */
export interface SiteRow {
  slug: string;
  timezone: string;
  week_start: number;
}

const siteOf = statement<SiteRow>(
  `select p.slug, a.timezone, a.week_start from public_addresses p join accounts a on a.account_id = p.account_id
   where p.account_id = $1 and p.page_id = $2`,
);

/** Where a living page stands; undefined if it has no address any more. */
export async function findSite(tx: Tx, accountId: string, pageId: string): Promise<SiteRow | undefined> {
  return tx.one(siteOf, [accountId, pageId]);
}

/** A booking's account, and the secret of the guest's own link. */
export interface KnownBookingRow {
  account_id: string;
  week_start: number;
  id: string;
  guest_token: string;
  /** Null for what was booked on a booking page. */
  booking_calendar_id: string | null;
  /** Where the guest booked; null if it has no address any more, or he came by a link that does not lead to it. */
  slug: string | null;
}

const byBooking = statement<KnownBookingRow>(
  `select b.account_id, b.id, b.guest_token, b.booking_calendar_id, p.slug, a.week_start
   from bookings b join accounts a on a.account_id = b.account_id
     left join public_addresses p on p.account_id = b.account_id
       and p.page_id = coalesce(b.booking_calendar_id, b.master_page_id, b.booking_page_id)
       and not exists (select from one_time_links l where l.account_id = b.account_id and l.used_booking_id = b.id)
   where b.id = $1 and b.deleted_time is null`,
);

/** Whose booking an id is. Needs a system transaction. */
export async function findKnownBooking(tx: Tx, id: string): Promise<KnownBookingRow | undefined> {
  return tx.one(byBooking, [id]);
}

/** A calendar as its guests see it. */
export interface CalendarFace {
  subject: string;
  name: string;
  host_id: string;
  duration_minutes: number;
  published: boolean;
  host_name: string;
  timezone: string;
}

const calendarFace = statement<CalendarFace>(
  `select c.subject, c.name, c.host_id, c.duration_minutes, c.published,
     coalesce(trim(u.first_name || ' ' || u.last_name), t.name, '') as host_name,
     coalesce(u.timezone, a.timezone) as timezone
   from booking_calendars c join accounts a on a.account_id = c.account_id
     left join users u on u.account_id = c.account_id and u.id = c.host_id
     left join teams t on t.account_id = c.account_id and t.id = c.host_id
   where c.account_id = $1 and c.id = $2 and c.deleted_time is null`,
);

/** A living calendar. */
export async function findCalendarFace(tx: Tx, accountId: string, id: string): Promise<CalendarFace | undefined> {
  return tx.one(calendarFace, [accountId, id]);
}
