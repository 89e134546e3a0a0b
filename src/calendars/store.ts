import type { Person } from '../availability/schema.ts';
import { equals, type KeysetPage, keysetPage, oneOf, type Paging } from '../db/keyset.ts';
import { statement, type Tx } from '../db/pool.ts';
import { withFreeSlug } from '../offerings/with-free-slug.ts';

export interface CalendarRow {
  id: string;
  name: string;
  subject: string;
  slug: string;
  host_id: string;
  published: boolean;
  duration_minutes: number;
  rules: unknown;
  /** Rises when what the calendar's sessions are like changes. */
  settings_version: number;
  creation_time: number;
  deleted_time: number | null;
}

const columns = `id, name, subject, slug, host_id, published, duration_minutes, rules, settings_version,
  creation_time, deleted_time`;

const insert = statement(
  `insert into booking_calendars (account_id, id, name, subject, slug, host_id, published, duration_minutes, rules, creation_time, last_updated_time)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10)`,
);

/** Writes a calendar as it is. Refused if its slug is taken. */
export async function insertCalendar(
  tx: Tx,
  accountId: string,
  calendar: Omit<CalendarRow, 'deleted_time'>,
): Promise<void> {
  await withFreeSlug(
    calendar.slug,
    tx.run(insert, [
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
    ]),
  );
}

const update = statement(
  `update booking_calendars set name = $3, subject = $4, slug = $5, host_id = $6, published = $7, duration_minutes = $8,
     rules = $9, settings_version = $10, last_updated_time = $11
   where account_id = $1 and id = $2`,
);

/** Writes what a living calendar has become. Refused if its slug is taken. */
export async function updateCalendar(tx: Tx, accountId: string, row: CalendarRow, now: number): Promise<void> {
  await withFreeSlug(
    row.slug,
    tx.run(update, [
      accountId,
      row.id,
      row.name,
      row.subject,
      row.slug,
      row.host_id,
      row.published,
      row.duration_minutes,
      JSON.stringify(row.rules),
      row.settings_version,
      new Date(now),
    ]),
  );
}

const bury = statement(
  `update booking_calendars set deleted_time = $3, last_updated_time = $3, published = false
   where account_id = $1 and id = $2 and deleted_time is null`,
);

/** Marks a living calendar as deleted; false if there is none. */
export async function buryCalendar(tx: Tx, accountId: string, id: string, now: number): Promise<boolean> {
  return (await tx.run(bury, [accountId, id, new Date(now)])) === 1;
}

const lockById = statement<CalendarRow>(
  `select ${columns} from booking_calendars where account_id = $1 and id = $2 for no key update`,
);

/** A calendar that nobody else changes until the transaction ends. */
export async function lockCalendar(tx: Tx, accountId: string, id: string): Promise<CalendarRow | undefined> {
  return tx.one(lockById, [accountId, id]);
}

const livingHosts = statement<{ id: string }>(
  `select id from users where account_id = $1 and id = any($2) and deleted_time is null
   union all select id from teams where account_id = $1 and id = any($2) and deleted_time is null`,
);

/** Those of the ids that are living users or teams. */
export async function findLivingHosts(tx: Tx, accountId: string, ids: readonly string[]): Promise<Set<string>> {
  return new Set((await tx.rows(livingHosts, [accountId, ids])).map((row) => row.id));
}

const byIds = statement<CalendarRow>(`select ${columns} from booking_calendars where account_id = $1 and id = any($2)`);

/** The calendars with these ids, deleted ones too, in no order. */
export async function findCalendars(tx: Tx, accountId: string, ids: readonly string[]): Promise<CalendarRow[]> {
  return ids.length === 0 ? [] : tx.rows(byIds, [accountId, ids]);
}

/** One page of the living calendars, or of those that one of `hosts` has. */
export async function listCalendars(
  tx: Tx,
  accountId: string,
  query: Paging & { host?: string | undefined },
  hosts?: readonly string[],
): Promise<KeysetPage<CalendarRow>> {
  const { host, limit, after, before } = query;
  return keysetPage<CalendarRow>(tx, {
    table: 'booking_calendars',
    columns,
    ranked: ['host_id'],
    accountId,
    filters: [...equals('host_id', host), ...oneOf('host_id', hosts)],
    reach: oneOf('host_id', hosts)[0],
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

const inZone = `select ${columns}, coalesce(
    (select u.timezone from users u where u.account_id = $1 and u.id = c.host_id),
    (select a.timezone from accounts a where a.account_id = $1)) as timezone
  from booking_calendars c where account_id = $1 and deleted_time is null`;
const living = statement<CalendarRow & { timezone: string }>(
  `${inZone} and ($2::text[] is null or host_id = any($2)) order by creation_time desc, id desc`,
);
const livingById = statement<CalendarRow & { timezone: string }>(`${inZone} and id = $2`);

/** Every living calendar, or those of these hosts, with the zone of its host, or of the account if a team hosts it; newest first. */
export async function livingCalendars(
  tx: Tx,
  accountId: string,
  hosts?: readonly string[],
): Promise<(CalendarRow & { timezone: string })[]> {
  return tx.rows(living, [accountId, hosts ?? null]);
}

/** One of them. */
export async function findLivingCalendar(
  tx: Tx,
  accountId: string,
  id: string,
): Promise<(CalendarRow & { timezone: string }) | undefined> {
  return tx.one(livingById, [accountId, id]);
}
