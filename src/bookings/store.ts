import type { z } from 'zod';
import type { Tallied } from '../assignment/store.ts';
import { equals, type Filter, type KeysetPage, keysetPage, oneOf, type Stream, timeBounds } from '../db/keyset.ts';
import { orderedPage } from '../db/ordered-page.ts';
import { statement, type Tx } from '../db/pool.ts';
import { type Sought, soughtPage } from '../db/sought.ts';
import type { Policy } from '../guest-settings/schema.ts';
import type { UtmParams } from '../offerings/schema.ts';
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
  /** Who first accepted; stays when the host changes. */
  owner_id: string;
  host_id: string;
  contact_id: string | null;
  booking_calendar_id: string | null;
  booking_page_id: string | null;
  master_page_id: string | null;
  event_type_id: string | null;
  session_id: string | null;
  package_id: string | null;
  conversation_id: string | null;
  rescheduled_booking_id: string | null;
  customer_timezone: string;
  /** A BCP 47 tag, such as `en-GB`. */
  guest_locale: string | null;
  /** True if the guest agreed to get SMS about the meeting. */
  sms_consent: boolean;
  attendees: string[];
  location: ChosenLocation | null;
  join_url: string | null;
  location_description: string | null;
  cancel_reason: string | null;
  canceled_by: 'user' | 'customer' | null;
  canceled_by_user_id: string | null;
  form_submission: FormSubmission | null;
  utm_params: UtmParams | null;
  custom_fields: { name: string; value: unknown }[];
  external_calendar: { type: string | null; name: string | null; id: string | null; event_id: string | null } | null;
  payment_information: { amount_charged: number; currency: string; transaction_id: string } | null;
  ics_token: string;
  /** The secret of the guest's own link to the booking. */
  guest_token: string;
  /** Starts, epoch ms, that the guest proposed with a request that holds none of them. */
  proposed_times: number[] | null;
  /** True if the booking was cancelled because its host asked for another time. */
  reschedule_requested: boolean;
  trashed_time: number | null;
  /** Where the booking counts when meetings are shared out, and for whom. */
  tallied: Tallied[];
  /** What the guest may do with it, as it was when he made it; null for bookings that are older than such settings. */
  policy: Policy | null;
  deleted_time: number | null;
}

const columns = `id, subject, status, in_trash, version, creation_time, last_updated_time, starting_time, ending_time,
  duration_minutes, owner_id, host_id, contact_id, booking_calendar_id, booking_page_id, master_page_id, event_type_id,
  session_id, package_id, conversation_id, rescheduled_booking_id, customer_timezone, guest_locale, sms_consent, attendees, location, join_url,
  location_description, cancel_reason, canceled_by, canceled_by_user_id, form_submission, utm_params, custom_fields,
  external_calendar, payment_information, ics_token, guest_token, proposed_times, reschedule_requested, trashed_time,
  tallied, policy, deleted_time`;

const byId = statement<BookingRow>(`select ${columns} from bookings where account_id = $1 and id = $2`);

/** The booking with this id, also if it is deleted. */
export async function findBooking(tx: Tx, accountId: string, id: string): Promise<BookingRow | undefined> {
  return tx.one(byId, [accountId, id]);
}

const byPackage = statement<BookingRow>(
  `select ${columns} from bookings where account_id = $1 and package_id = $2 and deleted_time is null
   order by starting_time, id`,
);

/** The living bookings of a package by their times; those that were moved to another booking are among them. */
export async function findSessions(tx: Tx, accountId: string, packageId: string): Promise<BookingRow[]> {
  return tx.rows(byPackage, [accountId, packageId]);
}

const lockById = statement<BookingRow>(
  `select ${columns} from bookings where account_id = $1 and id = $2 for no key update`,
);

/** The same, and nobody else changes it until the transaction ends. */
export async function lockBooking(tx: Tx, accountId: string, id: string): Promise<BookingRow | undefined> {
  return tx.one(lockById, [accountId, id]);
}

const byIcsToken = statement<BookingRow & { account_id: string }>(
  `select account_id, ${columns} from bookings where ics_token = $1::text::uuid`,
);

/** The booking of an account, whichever it is, with this token. Needs a system transaction. */
export async function findByIcsToken(
  tx: Tx,
  token: string,
): Promise<(BookingRow & { account_id: string }) | undefined> {
  return tx.one(byIcsToken, [token]);
}

const inPackage = statement<BookingRow>(
  `select ${columns} from bookings where account_id = $1 and package_id = $2 and rescheduled_booking_id is null
     and deleted_time is null order by starting_time, id`,
);

/** The bookings that a package began with, in the order of their times. */
export async function findPackage(tx: Tx, accountId: string, packageId: string): Promise<BookingRow[]> {
  return tx.rows(inPackage, [accountId, packageId]);
}

/**
 * One page of the living bookings, or of those that one of `within` owns or takes part in; ids of teams among them say nothing.
 * With `sought` only what is searched for.
 */
export async function listBookings(
  tx: Tx,
  accountId: string,
  query: z.output<typeof bookingListQuery>,
  within?: readonly string[],
  sought?: Sought,
): Promise<KeysetPage<BookingRow>> {
  const { limit, after, before } = query;
  const users = within?.filter((id) => id.startsWith('USR-'));
  const filters: Filter[] = [
    ...oneOf('status', query.status),
    ...equals('owner_id', query.owner),
    ...equals('contact_id', query.contact).map((filter) => ({ ...filter, few: true as const })),
    ...equals('booking_page_id', query.booking_page),
    ...equals('master_page_id', query.master_page),
    ...equals('event_type_id', query.event_type),
    ...equals('booking_calendar_id', query.booking_calendar),
    ...hostFilters(query.host, users),
    ...(query.in_trash === undefined ? [] : [trashFilter(query.in_trash)]),
    ...timeBounds('creation_time', query['creation_time.gt'], query['creation_time.lt']),
    ...timeBounds('starting_time', query['starting_time.gt'], query['starting_time.lt']),
    ...timeBounds('last_updated_time', query['last_updated_time.gt'], query['last_updated_time.lt']),
  ];
  const reach = users === undefined ? undefined : ofOneOf(users);
  const table = { table: 'bookings', columns, ranked, times: ['starting_time', 'last_updated_time'] };
  const asked = { ...table, accountId, filters, reach, limit, after, before };
  if (query.sort !== '-creation_time') {
    const order = { column: 'starting_time', ascending: query.sort === 'starting_time' };
    return orderedPage<BookingRow>(tx, asked, order, sought);
  }
  return sought === undefined ? keysetPage<BookingRow>(tx, asked) : soughtPage<BookingRow>(tx, asked, sought);
}

/** What narrows a list of bookings most comes first. */
const ranked = [
  'contact_id',
  'booking_calendar_id',
  'booking_page_id',
  'host_id',
  'owner_id',
  'master_page_id',
  'event_type_id',
  'status',
];

// `offset 0` keeps the planner from joining: rows that were found are few, and each is asked for its people.
/** In words of the index of what is in the trash, which is little. */
function trashFilter(inTrash: 'true' | 'false'): Filter {
  return inTrash === 'true' ? { sql: 'in_trash', values: [], few: true } : { sql: 'not in_trash', values: [] };
}

const takingPart = `select from booking_hosts other
  where other.account_id = bookings.account_id and other.booking_id = bookings.id and other.user_id`;

/** Bookings that a user hosts or co-hosts. */
function hostFilter(userId: string): Filter {
  return {
    sql: `(host_id = ? or exists (${takingPart} = ? offset 0))`,
    values: [userId, userId],
    column: 'host_id',
    streams: [{ sql: 'host_id = ?', values: [userId], column: 'host_id' }, besides(userId)],
  };
}

/** Those that he takes part in beside their host. */
function besides(userId: string): Stream {
  return {
    sql: `user_id = ? and role <> 'host'`,
    values: [userId],
    from: { rows: 'booking_hosts beside', creationTime: 'beside.creation_time', id: 'beside.booking_id' },
  };
}

/** By the host that is asked for, and by those whose bookings may be seen at all. */
function hostFilters(wanted: string | undefined, users: readonly string[] | undefined): Filter[] {
  if (users?.length === 1 && wanted === undefined) return [ofUser(users[0]!)];
  return [...(wanted === undefined ? [] : [hostFilter(wanted)]), ...(users === undefined ? [] : [ofOneOf(users)])];
}

/** Bookings that a user hosts, takes part in or owns. One that he owns may have another host, beside whom he may take part in it. */
function ofUser(userId: string): Filter {
  const host = hostFilter(userId);
  const givenAway: Stream = {
    sql: `owner_id = ? and owner_id <> host_id and deleted_time is null and not exists (select from booking_hosts other
      where other.account_id = $1 and other.booking_id = given.id and other.user_id = ?)`,
    values: [userId, userId],
    from: { rows: 'bookings given', creationTime: 'given.creation_time', id: 'given.id' },
  };
  return { ...ofOneOf([userId]), column: 'host_id', streams: [...host.streams!, givenAway] };
}

function ofOneOf(userIds: readonly string[]): Filter {
  return { sql: `(owner_id = any(?) or exists (${takingPart} = any(?)))`, values: [userIds, userIds] };
}

const insert = statement(
  `insert into bookings (account_id, ${columns})
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24,
     $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40, $41, $42, $43, $44, $45)`,
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
    row.host_id,
    row.contact_id,
    row.booking_calendar_id,
    row.booking_page_id,
    row.master_page_id,
    row.event_type_id,
    row.session_id,
    row.package_id,
    row.conversation_id,
    row.rescheduled_booking_id,
    row.customer_timezone,
    row.guest_locale,
    row.sms_consent,
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
    row.guest_token,
    json(row.proposed_times),
    row.reschedule_requested,
    date(row.trashed_time),
    json(row.tallied),
    json(row.policy),
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

const change = statement(
  `update bookings set status = $3, version = $4, last_updated_time = $5, cancel_reason = $6, canceled_by = $7,
     canceled_by_user_id = $8, reschedule_requested = $9, in_trash = $10, trashed_time = $11
   where account_id = $1 and id = $2`,
);

/** Writes a booking's status, who cancelled it and why, and whether it is in the trash. */
export async function updateStatus(tx: Tx, accountId: string, row: BookingRow): Promise<void> {
  await tx.run(change, [
    accountId,
    row.id,
    row.status,
    row.version,
    new Date(row.last_updated_time),
    row.cancel_reason,
    row.canceled_by,
    row.canceled_by_user_id,
    row.reschedule_requested,
    row.in_trash,
    date(row.trashed_time),
  ]);
}

const arrange = statement(
  `update bookings set starting_time = $3, ending_time = $4, duration_minutes = $5, session_id = $6, host_id = $7,
     attendees = $8, location = $9, join_url = $10, location_description = $11, external_calendar = $12, tallied = $13
   where account_id = $1 and id = $2`,
);

/** Writes when, where and with whom a booking takes place. */
export async function updateMeeting(tx: Tx, accountId: string, row: BookingRow): Promise<void> {
  await tx.run(arrange, [
    accountId,
    row.id,
    date(row.starting_time),
    date(row.ending_time),
    row.duration_minutes,
    row.session_id,
    row.host_id,
    row.attendees,
    json(row.location),
    row.join_url,
    row.location_description,
    json(row.external_calendar),
    json(row.tallied),
  ]);
}

const successor = statement(`select 1 from bookings where account_id = $1 and rescheduled_booking_id = $2 limit 1`);

/** True if another booking stands for this one. */
export async function hasSuccessor(tx: Tx, accountId: string, id: string): Promise<boolean> {
  return (await tx.one(successor, [accountId, id])) !== undefined;
}

const coHosts = statement<{ user_id: string }>(
  `select user_id from booking_hosts where account_id = $1 and booking_id = $2 and role = 'co_host'`,
);

/** Who takes part in a booking beside its host and must be free. */
export async function findCoHosts(tx: Tx, accountId: string, bookingId: string): Promise<string[]> {
  return (await tx.rows(coHosts, [accountId, bookingId])).map((row) => row.user_id);
}

const leave = statement(`delete from booking_hosts where account_id = $1 and booking_id = $2 and user_id = any($3)`);
const takePart = statement(
  `insert into booking_hosts (account_id, booking_id, user_id, role, creation_time) values ($1, $2, $3, 'host', $4)`,
);

/** Notes that a booking has another host. */
export async function changeHost(tx: Tx, accountId: string, booking: BookingRow, hostId: string): Promise<void> {
  await Promise.all([
    tx.run(leave, [accountId, booking.id, [booking.host_id, hostId]]),
    tx.run(takePart, [accountId, booking.id, hostId, new Date(booking.creation_time)]),
  ]);
}

const trashed = statement<BookingRow & { account_id: string }>(
  `select account_id, ${columns} from bookings where in_trash and deleted_time is null and trashed_time <= $1
   order by trashed_time limit $2 for no key update skip locked`,
);

/** Locks bookings that have been in the trash since before an instant, oldest first. Needs a system transaction. */
export async function lockTrashed(
  tx: Tx,
  before: number,
  limit: number,
): Promise<(BookingRow & { account_id: string })[]> {
  return tx.rows(trashed, [new Date(before), limit]);
}

const erase = statement(
  `update bookings set deleted_time = $3, last_updated_time = $3, subject = '', attendees = '{}', location = null,
     join_url = null, location_description = null, cancel_reason = null, form_submission = null, utm_params = null,
     custom_fields = '[]', external_calendar = null, contact_id = null, proposed_times = null
   where account_id = $1 and id = $2`,
);

/** Leaves nothing of a booking but its id, its times and who hosted it. */
export async function eraseBooking(tx: Tx, accountId: string, id: string, now: number): Promise<void> {
  await tx.run(erase, [accountId, id, new Date(now)]);
}

const ofContact = `select ${columns} from bookings where account_id = $1 and contact_id = $2 and deleted_time is null
   order by creation_time, id`;
const byContact = statement<BookingRow>(ofContact);

/** A contact's living bookings, oldest first. */
export async function findBookingsOfContact(tx: Tx, accountId: string, contactId: string): Promise<BookingRow[]> {
  return tx.rows(byContact, [accountId, contactId]);
}

const lockOfContact = statement<BookingRow>(`${ofContact} for no key update`);

/** A contact's living bookings, oldest first, locked until the transaction ends. */
export async function lockBookingsOfContact(tx: Tx, accountId: string, contactId: string): Promise<BookingRow[]> {
  return tx.rows(lockOfContact, [accountId, contactId]);
}

const passed = statement(
  `update bookings set contact_id = $3, last_updated_time = $4
   where account_id = $1 and contact_id = $2 and deleted_time is null`,
);

/** Gives the bookings of one contact to another; returns how many there were. */
export async function setContact(tx: Tx, accountId: string, from: string, to: string, now: number): Promise<number> {
  return tx.run(passed, [accountId, from, to, new Date(now)]);
}

const withoutGuest = statement<{ id: string }>(
  `update bookings set last_updated_time = $3,
     attendees = array(select each from unnest(attendees) with ordinality guest (each, at)
       where lower(each) <> lower($2) order by at),
     form_submission = jsonb_set(form_submission, '{guests}', coalesce((
       select jsonb_agg(each order by at) from jsonb_array_elements(form_submission -> 'guests') with ordinality guest (each, at)
       where lower(each #>> '{}') <> lower($2)), '[]'), false)
   where account_id = $1 and deleted_time is null and lower($2) = any(lower(attendees::text)::text[])
   returning id`,
);

/** Takes an e-mail address out of all living bookings to which it came along, and returns their ids. Reads all of the account's. */
export async function removeGuest(tx: Tx, accountId: string, email: string, now: number): Promise<string[]> {
  return (await tx.rows(withoutGuest, [accountId, email, new Date(now)])).map((row) => row.id);
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

const others = statement(
  `select from bookings b
   where b.account_id = $1 and b.contact_id = $2 and b.id <> all($3) and b.deleted_time is null and not b.in_trash
     and b.status in ('requested', 'scheduled', 'rescheduled') and (b.ending_time is null or b.ending_time > $4)
     and (b.booking_calendar_id = $5 or b.booking_page_id = $6 or b.master_page_id = $7)
   limit 1`,
);

/**
 * True if the guest of bookings that were just made has another one at the same place that is not over. Whoever books for the same
 * guest meanwhile waits for his contact.
 */
export async function hasOtherBooking(
  tx: Tx,
  accountId: string,
  made: readonly BookingRow[],
  now: number,
): Promise<boolean> {
  const { contact_id, booking_calendar_id, booking_page_id, master_page_id } = made[0]!;
  const ids = made.map((booking) => booking.id);
  const values = [accountId, contact_id, ids, new Date(now), booking_calendar_id, booking_page_id, master_page_id];
  return (await tx.run(others, values)) > 0;
}
