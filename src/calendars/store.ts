import { equals, type KeysetPage, keysetPage } from '../db/keyset.ts';
import { statement, type Tx } from '../db/pool.ts';
import type { Person } from '../offerings/schema.ts';

export interface CalendarRow {
  id: string;
  name: string;
  subject: string;
  slug: string;
  host_id: string;
  published: boolean;
  duration_minutes: number;
  rules: unknown;
  creation_time: number;
  deleted_time: number | null;
}

const columns = 'id, name, subject, slug, host_id, published, duration_minutes, rules, creation_time, deleted_time';

const insert = statement(
  `insert into booking_calendars (account_id, id, name, subject, slug, host_id, published, duration_minutes, rules, creation_time, last_updated_time)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10)`,
);

/** Writes a calendar as it is. */
export async function insertCalendar(
  tx: Tx,
  accountId: string,
  calendar: Omit<CalendarRow, 'deleted_time'>,
): Promise<void> {
  await tx.run(insert, [
    accountId,
    calendar.id,
    calendar.name,
    calendar.subject,
    calendar.slug,
    calendar.host_id,
    calendar.published,
    calendar.duration_minutes,
    JSON.stringify(calendar.rules),
    new Date(calendar.creation_time),
  ]);
}

const byIds = statement<CalendarRow>(`select ${columns} from booking_calendars where account_id = $1 and id = any($2)`);

/** The calendars with these ids, deleted ones too, in no order. */
export async function findCalendars(tx: Tx, accountId: string, ids: readonly string[]): Promise<CalendarRow[]> {
  return ids.length === 0 ? [] : tx.rows(byIds, [accountId, ids]);
}

/** One page of the living calendars. */
export async function listCalendars(
  tx: Tx,
  accountId: string,
  query: { host?: string | undefined; limit: number; after?: string | undefined; before?: string | undefined },
): Promise<KeysetPage<CalendarRow>> {
  const { host, limit, after, before } = query;
  return keysetPage<CalendarRow>(tx, {
    table: 'booking_calendars',
    columns,
    accountId,
    filters: equals('host_id', host),
    limit,
    after,
    before,
  });
}

export interface HostRow extends Person {
  seat: boolean;
  /** In the team that hosts the calendar; the middle for everybody else. */
  priority: number;
  week_start: number;
}

// Looked up one by one behind `offset 0`: without statistics the planner would join all users of the account instead.
const hosts = statement<HostRow>(
  `select u.id, u.first_name, u.last_name, u.email, u.timezone, u.seat, person.priority, a.week_start,
     coalesce(s.weekly, '{}') as weekly, coalesce(s.overrides, '{}') as overrides
   from (
     select id, max(priority) as priority from (
       select c.host_id as id, 5 as priority from booking_calendars c where c.account_id = $1 and c.id = $2
       union select m.user_id, m.priority from booking_calendars c
         join team_members m on m.account_id = $1 and m.team_id = c.host_id where c.account_id = $1 and c.id = $2
       union select each ->> 'user', 1 from booking_calendars c, jsonb_array_elements(c.rules -> 'co_hosts') each
         where c.account_id = $1 and c.id = $2
     ) named group by id
   ) person
   cross join lateral (select * from users where account_id = $1 and id = person.id offset 0) u
   left join lateral (select * from schedules where account_id = $1 and user_id = person.id offset 0) s on true
   cross join lateral (select week_start from accounts where account_id = $1 offset 0) a
   where u.deleted_time is null
   order by u.id`,
);

/** A calendar's people in id order, with their schedules: its host or the members of its team, and its co-hosts. */
export async function findPeople(tx: Tx, accountId: string, calendarId: string): Promise<HostRow[]> {
  return tx.rows(hosts, [accountId, calendarId]);
}

const unpublish = statement(
  `update booking_calendars set published = false, last_updated_time = $3
   where account_id = $1 and host_id = $2 and published and deleted_time is null`,
);

/** Closes every calendar of a host for bookings. */
export async function unpublishHostedBy(tx: Tx, accountId: string, hostId: string, now: Date): Promise<void> {
  await tx.run(unpublish, [accountId, hostId, now]);
}
