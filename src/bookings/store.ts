import type { z } from 'zod';
import { equals, type Filter, type KeysetPage, keysetPage, timeBounds } from '../db/keyset.ts';
import { statement, type Tx } from '../db/pool.ts';
import type { BookingStatus, bookingListQuery, FormSubmission } from './schema.ts';

/** A meeting place as it was chosen for a booking. */
export interface ChosenLocation {
  type: string;
  value: string | null;
  id: string | null;
}

export interface BookingRow {
  id: string;
  subject: string;
  status: BookingStatus;
  in_trash: boolean;
  version: number;
  creation_time: number;
  last_updated_time: number;
  starting_time: number | null;
  ending_time: number | null;
  duration_minutes: number;
  owner_id: string;
  contact_id: string | null;
  booking_calendar_id: string | null;
  booking_page_id: string | null;
  master_page_id: string | null;
  event_type_id: string | null;
  session_id: string | null;
  conversation_id: string | null;
  rescheduled_booking_id: string | null;
  customer_timezone: string;
  attendees: string[];
  location: ChosenLocation | null;
  join_url: string | null;
  location_description: string | null;
  cancel_reason: string | null;
  canceled_by: 'user' | 'customer' | null;
  canceled_by_user_id: string | null;
  form_submission: FormSubmission | null;
  utm_params: {
    source: string | null;
    medium: string | null;
    campaign: string | null;
    term: string | null;
    content: string | null;
  } | null;
  custom_fields: { name: string; value: unknown }[];
  external_calendar: { type: string | null; name: string | null; id: string | null; event_id: string | null } | null;
  payment_information: { amount_charged: number; currency: string; transaction_id: string } | null;
  ics_token: string;
  deleted_time: number | null;
}

const columns = `id, subject, status, in_trash, version, creation_time, last_updated_time, starting_time, ending_time,
  duration_minutes, owner_id, contact_id, booking_calendar_id, booking_page_id, master_page_id, event_type_id, session_id,
  conversation_id, rescheduled_booking_id, customer_timezone, attendees, location, join_url, location_description,
  cancel_reason, canceled_by, canceled_by_user_id, form_submission, utm_params, custom_fields, external_calendar,
  payment_information, ics_token, deleted_time`;

const byId = statement<BookingRow>(`select ${columns} from bookings where account_id = $1 and id = $2`);

/** The booking with this id, also if it is deleted. */
export async function findBooking(tx: Tx, accountId: string, id: string): Promise<BookingRow | undefined> {
  return tx.one(byId, [accountId, id]);
}

const lockById = statement<BookingRow>(
  `select ${columns} from bookings where account_id = $1 and id = $2 for no key update`,
);

/** The same, and nobody else changes it until the transaction ends. */
export async function lockBooking(tx: Tx, accountId: string, id: string): Promise<BookingRow | undefined> {
  return tx.one(lockById, [accountId, id]);
}

/** One page of the living bookings. */
export async function listBookings(
  tx: Tx,
  accountId: string,
  query: z.output<typeof bookingListQuery>,
): Promise<KeysetPage<BookingRow>> {
  const { limit, after, before } = query;
  const filters: Filter[] = [
    ...(query.status === undefined ? [] : [statusFilter(query.status)]),
    ...equals('owner_id', query.owner),
    ...equals('contact_id', query.contact),
    ...equals('booking_page_id', query.booking_page),
    ...equals('master_page_id', query.master_page),
    ...equals('event_type_id', query.event_type),
    ...equals('booking_calendar_id', query.booking_calendar),
    ...(query.host === undefined ? [] : [hostFilter(query.host)]),
    ...timeBounds('creation_time', query['creation_time.gt'], query['creation_time.lt']),
    ...timeBounds('starting_time', query['starting_time.gt'], query['starting_time.lt']),
    ...timeBounds('last_updated_time', query['last_updated_time.gt'], query['last_updated_time.lt']),
  ];
  return keysetPage<BookingRow>(tx, { table: 'bookings', columns, accountId, filters, limit, after, before });
}

function statusFilter(statuses: string[]): Filter {
  return statuses.length === 1
    ? { sql: 'status = ?', values: statuses }
    : { sql: 'status = any(?)', values: [statuses] };
}

function hostFilter(userId: string): Filter {
  return {
    sql: 'host_account_id = $1 and host_id = ?',
    values: [userId],
    through: {
      join: `join (select account_id as host_account_id, booking_id, user_id as host_id, creation_time as booked_time from booking_hosts) hosts
        on host_account_id = bookings.account_id and booking_id = bookings.id`,
      creationTime: 'booked_time',
      id: 'booking_id',
    },
  };
}

const lockUsers = statement(`select 1 from users where account_id = $1 and id = any($2) order by id for no key update`);

/**
 * Locks everybody whose time a calendar's meeting takes, in the order of their ids, so that two bookings that share some of
 * them take turns instead of a deadlock. What is read after it, in a statement of its own, is what the one before left.
 */
export async function lockHosts(
  tx: Tx,
  accountId: string,
  { hosts, required }: { hosts: readonly { id: string }[]; required: readonly { id: string }[] },
): Promise<void> {
  const ids = [...hosts, ...required].map((person) => person.id);
  await tx.run(lockUsers, [accountId, ids]);
}

/** A stretch of a host's time that is taken, in epoch milliseconds. */
export interface ClaimRow {
  user_id: string;
  source_id: string;
  booking_calendar_id: string | null;
  starts_at: number;
  ends_at: number;
  seats: number;
}

// A claim is never longer than a day, which lets one index range on its start find all that reach into the window. The order
// of each host's claims makes the planner take that very index.
const claims = statement<ClaimRow>(
  `select c.* from unnest($2::text[]) host cross join lateral (
     select user_id, source_id, booking_calendar_id, starts_at, ends_at, seats from claims
     where account_id = $1 and user_id = host and starts_at > $3::timestamptz - interval '1 day' and starts_at < $4
       and ends_at > $3 and (expires_at is null or expires_at > $5)
     order by starts_at
     offset 0
   ) c`,
);

/** The hosts' taken time that reaches into [from, to), each host's by start. `now` leaves out holds that have run out. */
export async function findClaims(
  tx: Tx,
  accountId: string,
  userIds: readonly string[],
  from: number,
  to: number,
  now: number,
): Promise<ClaimRow[]> {
  return tx.rows(claims, [accountId, userIds, new Date(from), new Date(to), new Date(now)]);
}

const countable = statement<{ user_id: string; starts_at: number }>(
  `select c.* from unnest($2::text[]) host cross join lateral (
     select user_id, starts_at from claims
     where account_id = $1 and user_id = host and booking_calendar_id = $3 and starts_at >= $4 and starts_at < $5
     order by starts_at
     offset 0
   ) c`,
);

/** Starts of the sessions that count against the hosts' caps on a calendar, within [from, to). */
export async function findCounted(
  tx: Tx,
  accountId: string,
  userIds: readonly string[],
  calendarId: string,
  from: number,
  to: number,
): Promise<{ user_id: string; starts_at: number }[]> {
  return tx.rows(countable, [accountId, userIds, calendarId, new Date(from), new Date(to)]);
}

const tallies = statement<{ user_id: string; last_booked_time: number | null }>(
  `select user_id, last_booked_time from host_tallies where account_id = $1 and scope_id = $2 and user_id = any($3)`,
);

/** When each host was last booked on a calendar, in epoch milliseconds; a host who never was is not in it. */
export async function findLastBooked(
  tx: Tx,
  accountId: string,
  calendarId: string,
  userIds: readonly string[],
): Promise<Map<string, number>> {
  const rows = await tx.rows(tallies, [accountId, calendarId, userIds]);
  return new Map(rows.flatMap((row) => (row.last_booked_time === null ? [] : [[row.user_id, row.last_booked_time]])));
}

const countReceived = statement(
  `insert into host_tallies (account_id, scope_id, user_id, last_booked_time, received) values ($1, $2, $3, $4, 1)
   on conflict (account_id, scope_id, user_id) do update set
     last_booked_time = excluded.last_booked_time, received = host_tallies.received + 1`,
);

/** Counts a booking for a host. */
export async function tallyReceived(
  tx: Tx,
  accountId: string,
  calendarId: string,
  userId: string,
  now: number,
): Promise<void> {
  await tx.run(countReceived, [accountId, calendarId, userId, new Date(now)]);
}

const countRemoved = statement(
  `update host_tallies set removed = removed + 1 where account_id = $1 and scope_id = $2 and user_id = $3`,
);

/** Counts a booking that a host lost. */
export async function tallyRemoved(tx: Tx, accountId: string, calendarId: string, userId: string): Promise<void> {
  await tx.run(countRemoved, [accountId, calendarId, userId]);
}

const insertClaims = statement(
  `insert into claims (account_id, source_id, user_id, booking_calendar_id, starts_at, ends_at)
   select $1, $2, unnest($3::text[]), $4, $5, $6`,
);

/** Takes the hosts' time; refused by the constraint `claim_no_overlap` if one of them is taken already. */
export async function claim(
  tx: Tx,
  accountId: string,
  sourceId: string,
  userIds: readonly string[],
  calendarId: string | null,
  start: number,
  end: number,
): Promise<void> {
  await tx.run(insertClaims, [accountId, sourceId, userIds, calendarId, new Date(start), new Date(end)]);
}

const takeSeat = statement(
  `update claims set seats = seats + 1 where account_id = $1 and source_id = $2 and seats < $3`,
);

/** Takes one more seat of a session; false if all `capacity` seats are taken. */
export async function joinSession(tx: Tx, accountId: string, sessionId: string, capacity: number): Promise<boolean> {
  return (await tx.run(takeSeat, [accountId, sessionId, capacity])) > 0;
}

const deleteClaims = statement(`delete from claims where account_id = $1 and source_id = $2 and seats = 1`);
const leaveSeat = statement(`update claims set seats = seats - 1 where account_id = $1 and source_id = $2`);

/** Frees what a booking took: its hosts' time, or its seat in a session that others still share. */
export async function release(tx: Tx, accountId: string, sourceId: string): Promise<void> {
  if ((await tx.run(deleteClaims, [accountId, sourceId])) === 0) await tx.run(leaveSeat, [accountId, sourceId]);
}

const insert = statement(
  `insert into bookings (account_id, ${columns})
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24,
     $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35)`,
);

/** Writes a new booking as it is. */
export async function insertBooking(tx: Tx, accountId: string, row: BookingRow): Promise<void> {
  await tx.run(insert, [
    accountId,
    row.id,
    row.subject,
    row.status,
    row.in_trash,
    row.version,
    new Date(row.creation_time),
    new Date(row.last_updated_time),
    date(row.starting_time),
    date(row.ending_time),
    row.duration_minutes,
    row.owner_id,
    row.contact_id,
    row.booking_calendar_id,
    row.booking_page_id,
    row.master_page_id,
    row.event_type_id,
    row.session_id,
    row.conversation_id,
    row.rescheduled_booking_id,
    row.customer_timezone,
    row.attendees,
    json(row.location),
    row.join_url,
    row.location_description,
    row.cancel_reason,
    row.canceled_by,
    row.canceled_by_user_id,
    json(row.form_submission),
    json(row.utm_params),
    json(row.custom_fields),
    json(row.external_calendar),
    json(row.payment_information),
    row.ics_token,
    date(row.deleted_time),
  ]);
}

function date(instant: number | null): Date | null {
  return instant === null ? null : new Date(instant);
}

function json(value: unknown): string | null {
  return value === null ? null : JSON.stringify(value);
}

const insertHosts = statement(
  `insert into booking_hosts (account_id, booking_id, user_id, role, creation_time)
   select $1, $2, unnest($3::text[]), unnest($4::text[]), $5`,
);

/** Notes who hosts and co-hosts a booking. */
export async function insertBookingHosts(
  tx: Tx,
  accountId: string,
  bookingId: string,
  hosts: readonly { userId: string; role: 'host' | 'co_host' | 'optional' }[],
  now: number,
): Promise<void> {
  const ids = hosts.map((host) => host.userId);
  const roles = hosts.map((host) => host.role);
  await tx.run(insertHosts, [accountId, bookingId, ids, roles, new Date(now)]);
}

const update = statement(
  `update bookings set status = $3, version = $4, last_updated_time = $5, cancel_reason = $6, canceled_by = $7, canceled_by_user_id = $8
   where account_id = $1 and id = $2`,
);

/** Writes a booking's status, and who cancelled it and why. */
export async function updateStatus(tx: Tx, accountId: string, row: BookingRow): Promise<void> {
  await tx.run(update, [
    accountId,
    row.id,
    row.status,
    row.version,
    new Date(row.last_updated_time),
    row.cancel_reason,
    row.canceled_by,
    row.canceled_by_user_id,
  ]);
}

const move = statement(
  `update bookings set starting_time = $3, ending_time = $4, session_id = $5 where account_id = $1 and id = $2`,
);

/** Writes a booking's new time. */
export async function updateTime(tx: Tx, accountId: string, row: BookingRow): Promise<void> {
  await tx.run(move, [accountId, row.id, date(row.starting_time), date(row.ending_time), row.session_id]);
}

const ended = statement<BookingRow & { account_id: string }>(
  `select account_id, ${columns} from bookings
   where status in ('scheduled', 'rescheduled') and deleted_time is null and ending_time <= $1
   order by ending_time limit $2 for no key update skip locked`,
);

/** Locks the bookings whose end has passed and that nobody else is completing, oldest first. Needs a system transaction. */
export async function lockEnded(tx: Tx, now: number, limit: number): Promise<(BookingRow & { account_id: string })[]> {
  return tx.rows(ended, [new Date(now), limit]);
}
