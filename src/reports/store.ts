import { type BookingStatus, bookingStatuses, type FormSubmission } from '../bookings/schema.ts';
import { type Filter, prepared } from '../db/keyset.ts';
import { statement, type Tx } from '../db/pool.ts';
import type { UtmParams } from '../offerings/schema.ts';
import type { ActivitiesQuery, Counts, Dimension, Scope, SummaryQuery } from './schema.ts';

/** What a report says of a booking. */
export interface ActivityRow {
  id: string;
  status: BookingStatus;
  in_trash: boolean;
  subject: string;
  starting_time: number | null;
  duration_minutes: number;
  creation_time: number;
  last_updated_time: number;
  location_type: string | null;
  location_description: string | null;
  join_url: string | null;
  form: FormSubmission | null;
  custom_fields: { name: string; value: unknown }[];
  customer_timezone: string;
  contact_id: string | null;
  owner_id: string;
  owner_name: string | null;
  owner_email: string | null;
  owner_timezone: string | null;
  host_id: string;
  host_name: string | null;
  host_email: string | null;
  booking_calendar_id: string | null;
  booking_calendar_name: string | null;
  booking_calendar_slug: string | null;
  booking_page_id: string | null;
  booking_page_name: string | null;
  booking_page_label: string | null;
  booking_page_slug: string | null;
  event_type_id: string | null;
  event_type_name: string | null;
  master_page_id: string | null;
  master_page_name: string | null;
  master_page_label: string | null;
  master_page_slug: string | null;
  package_id: string | null;
  /** How many bookings the package holds; 1 without one. */
  sessions: number;
  rescheduled_booking_id: string | null;
  canceled_by: 'user' | 'customer' | null;
  canceled_by_name: string | null;
  cancel_reason: string | null;
  utm: UtmParams | null;
  payment: { amount_charged: number; currency: string; transaction_id: string } | null;
}

/** Whose activities somebody may see: undefined for all. */
export type Within = readonly string[] | undefined;

const timeColumns = { meeting: 'starting_time', creation: 'creation_time' };

const columnOf: Record<Dimension, string> = {
  owner: 'owner_id',
  host: 'host_id',
  booking_calendar: 'booking_calendar_id',
  booking_page: 'booking_page_id',
  event_type: 'event_type_id',
  master_page: 'master_page_id',
  contact: 'contact_id',
  utm_source: 'utm_source',
};

/** The conditions on what a report counts. */
function conditions(scope: Scope, within: Within): Filter[] {
  const column = timeColumns[scope.by];
  const filters: Filter[] = [
    { sql: `${column} >= ?`, values: [new Date(scope.from)] },
    { sql: `${column} < ?`, values: [new Date(scope.to)] },
    // One that was moved elsewhere stands there, under an id of its own; what was left behind is no activity of its own.
    {
      sql: `not (status = 'canceled' and id in (select rescheduled_booking_id from bookings later
        where later.account_id = $1 and later.rescheduled_booking_id is not null and later.deleted_time is null))`,
      values: [],
    },
  ];
  if (scope.by === 'meeting') filters.push({ sql: "status <> 'requested'", values: [] });
  if (scope.status !== undefined) filters.push({ sql: 'status = any(?)', values: [scope.status] });
  for (const [name, column] of Object.entries(columnOf)) {
    const wanted = scope[name as Dimension];
    if (wanted !== undefined) filters.push({ sql: `${column} = ?`, values: [wanted] });
  }
  for (const name of ['medium', 'campaign', 'term', 'content'] as const) {
    const wanted = scope[`utm_${name}`];
    if (wanted !== undefined) filters.push({ sql: `utm_params ->> '${name}' = ?`, values: [wanted] });
  }
  return [...filters, ...ofThese(within)];
}

/** What one of these owns, hosts or takes part in. */
function ofThese(within: Within): Filter[] {
  if (within === undefined) return [];
  const sql = `(owner_id = any(?) or host_id = any(?) or id in (
    select booking_id from booking_hosts other
    where other.account_id = $1 and other.user_id = any(?) and other.role <> 'host'))`;
  return [{ sql, values: [within, within, within] }];
}

/** The account's bookings that fulfil the conditions, as SQL and its values, the account's id first. */
function counted(
  accountId: string,
  filters: readonly Filter[],
  which: 'living' | 'all' = 'living',
): { from: string; values: unknown[] } {
  const values: unknown[] = [accountId];
  const sql = filters.map((filter) => {
    const own = [...filter.values];
    return filter.sql.replace(/\?/g, () => `$${values.push(own.shift())}`);
  });
  const living = which === 'living' ? ['deleted_time is null'] : [];
  return { from: `from bookings where ${['account_id = $1', ...living, ...sql].join(' and ')}`, values };
}

const inState = (status: BookingStatus) =>
  `coalesce(sum(found) filter (where status = '${status}'), 0)::int as ${status}`;
const countColumns = `coalesce(sum(found), 0)::int as "all", ${bookingStatuses.map(inState).join(', ')}`;

/**
 * The counts of each value of an expression, or of all there is. What has the same value and state is counted first: a state is
 * then compared once for many bookings.
 */
const countsBy = (value: string, from: string) => `select value as id, ${countColumns}
  from (select ${value} as value, status, count(*) as found ${from} group by 1, 2) cells group by 1`;

/** How many there are of each state. */
export async function countAll(tx: Tx, accountId: string, scope: Scope, within: Within): Promise<Counts> {
  const { from, values } = counted(accountId, conditions(scope, within));
  const text = `select ${countColumns} from (select status, count(*) as found ${from} group by 1) cells`;
  return (await tx.one(prepared<Counts>(text), values))!;
}

/**
 * A page of what has activities, with the most, or the least, of the number that is sorted by first; one row more than asked for if
 * more follow. Undefined if there is nothing `after`.
 */
export async function countEach(
  tx: Tx,
  accountId: string,
  query: SummaryQuery & Scope,
  within: Within,
): Promise<(Counts & { id: string })[] | undefined> {
  const column = columnOf[query.of];
  const named = { sql: `${column} is not null`, values: [] };
  const { from, values } = counted(accountId, [...conditions(query, within), named]);
  const after = values.push(query.after ?? null);
  const limit = values.push(query.limit + 2);
  const direction = query.order === 'most' ? 'desc' : 'asc';
  const text = `with counts as (${countsBy(column, from)}),
    ranked as (select *, row_number() over (order by "${query.sort}" ${direction}, "all" ${direction}, id) as rank from counts)
    select id, "all", ${bookingStatuses.join(', ')} from ranked
    where rank >= coalesce((select rank from ranked where id = $${after}::text), case when $${after} is null then 1 end)
    order by rank limit $${limit}`;
  const rows = await tx.rows(prepared<Counts & { id: string }>(text), values);
  if (query.after === undefined) return rows.slice(0, query.limit + 1);
  // The cursor's own row came along: without it there is no such cursor.
  return rows.length === 0 ? undefined : rows.slice(1);
}

/** How many there are in each of the stretches that begin at these instants, by the stretch's number from 0; empty ones are left out. */
export async function countPerStretch(
  tx: Tx,
  accountId: string,
  scope: Scope,
  starts: readonly number[],
  within: Within,
): Promise<(Counts & { id: number })[]> {
  const { from, values } = counted(accountId, conditions(scope, within));
  const bounds = values.push(starts.map((start) => new Date(start)));
  const stretch = `width_bucket(${timeColumns[scope.by]}, $${bounds}::timestamptz[]) - 1`;
  return tx.rows(prepared<Counts & { id: number }>(countsBy(stretch, from)), values);
}

/** How many meetings began in each hour of each day of the week, Monday being 1. */
export async function countPerHour(
  tx: Tx,
  accountId: string,
  scope: Scope,
  zone: string,
  within: Within,
): Promise<{ day: number; hour: number; found: number }[]> {
  const column = timeColumns[scope.by];
  const { from, values } = counted(accountId, conditions(scope, within));
  const zoneAt = values.push(zone);
  // Offsets are multiples of fifteen minutes: few stretches are put on the wall's clock in place of many bookings.
  const text = `with quarters as (
      select date_bin('15 minutes', ${column}, '2000-01-01Z') as quarter, count(*) as found ${from} group by 1)
    select date_part('isodow', quarter at time zone $${zoneAt})::int as day, date_part('hour', quarter at time zone $${zoneAt})::int as hour,
      sum(found)::int as found from quarters group by 1, 2`;
  return tx.rows(prepared<{ day: number; hour: number; found: number }>(text), values);
}

/** How many were booked how many whole hours before they begin, shortest first, and the sum of their exact hours. */
export async function countPerLeadTime(
  tx: Tx,
  accountId: string,
  scope: Scope,
  within: Within,
): Promise<{ hours: number; found: number; exact: number }[]> {
  const { from, values } = counted(accountId, [
    ...conditions(scope, within),
    { sql: 'starting_time is not null', values: [] },
  ]);
  const text = `with leads as (
      select floor(lead)::int as hours, count(*) as found, sum(lead) as exact
      from (select greatest(date_part('epoch', starting_time - creation_time) / 3600, 0) as lead ${from} offset 0) each group by 1)
    select hours, found, exact from leads order by hours`;
  return tx.rows(prepared<{ hours: number; found: number; exact: number }>(text), values);
}

const fullName = (table: string) =>
  `nullif(concat_ws(' ', nullif(${table}.first_name, ''), nullif(${table}.last_name, '')), '')`;
const namesIn = (table: string, name = "nullif(name, '')", email = 'null') =>
  statement<NamedRow>(
    `select id, ${name} as name, ${email} as email, deleted_time is not null as deleted from ${table}
     where account_id = $1 and id = any($2)`,
  );

export interface NamedRow {
  id: string;
  name: string | null;
  email: string | null;
  deleted: boolean;
}

const names: Partial<Record<Dimension, ReturnType<typeof namesIn>>> = {
  owner: namesIn('users', fullName('users'), 'email'),
  host: namesIn('users', fullName('users'), 'email'),
  contact: namesIn('contacts', fullName('contacts'), 'email'),
  booking_calendar: namesIn('booking_calendars'),
  booking_page: namesIn('booking_pages'),
  event_type: namesIn('event_types'),
  master_page: namesIn('master_pages'),
};

/** What these are called, in no order. What stands for itself, as sources do, has no other name. */
export async function findNames(tx: Tx, accountId: string, of: Dimension, ids: readonly string[]): Promise<NamedRow[]> {
  const text = names[of];
  return text === undefined || ids.length === 0 ? [] : tx.rows(text, [accountId, ids]);
}

const activityColumns = `b.id, b.status, b.in_trash, b.subject, b.starting_time, b.duration_minutes, b.creation_time,
  b.last_updated_time, b.location ->> 'type' as location_type, b.location_description, b.join_url, b.form_submission as form,
  b.custom_fields, b.customer_timezone, b.contact_id, b.owner_id, ${fullName('owner')} as owner_name, owner.email as owner_email,
  owner.timezone as owner_timezone, b.host_id, ${fullName('host')} as host_name, host.email as host_email,
  b.booking_calendar_id, c.name as booking_calendar_name, c.slug as booking_calendar_slug,
  b.booking_page_id, p.name as booking_page_name, p.label as booking_page_label, p.slug as booking_page_slug,
  b.event_type_id, e.name as event_type_name, b.master_page_id, m.name as master_page_name, m.label as master_page_label,
  m.slug as master_page_slug, b.package_id, b.rescheduled_booking_id, b.canceled_by,
  ${fullName('canceler')} as canceled_by_name, b.cancel_reason, b.utm_params as utm, b.payment_information as payment,
  case when b.package_id is null then 1 else (select count(*)::int from bookings s where s.account_id = $1
    and s.package_id = b.package_id and s.rescheduled_booking_id is null and s.deleted_time is null) end as sessions`;

const activityJoins = `left join users owner on owner.account_id = $1 and owner.id = b.owner_id
  left join users host on host.account_id = $1 and host.id = b.host_id
  left join users canceler on canceler.account_id = $1 and canceler.id = b.canceled_by_user_id
  left join booking_calendars c on c.account_id = $1 and c.id = b.booking_calendar_id
  left join booking_pages p on p.account_id = $1 and p.id = b.booking_page_id
  left join event_types e on e.account_id = $1 and e.id = b.event_type_id
  left join master_pages m on m.account_id = $1 and m.id = b.master_page_id`;

/** A page of activities in the order of the report's time. Undefined if there is no booking `after`. */
export async function listActivities(
  tx: Tx,
  accountId: string,
  query: ActivitiesQuery & Scope,
  within: Within,
): Promise<{ rows: ActivityRow[]; more: boolean } | undefined> {
  const column = timeColumns[query.by];
  const filters = conditions(query, within);
  const [sign, direction] = query.order === 'earliest' ? ['>', 'asc'] : ['<', 'desc'];
  if (query.after !== undefined) {
    const ofCursor = counted(accountId, [{ sql: 'id = ?', values: [query.after] }, ...ofThese(within)], 'all');
    const text = prepared<{ time: number | null }>(`select ${column} as time ${ofCursor.from}`);
    const cursor = await tx.one(text, ofCursor.values);
    if (cursor === undefined || cursor.time === null) return undefined;
    filters.push({ sql: `(${column}, id) ${sign} (?, ?)`, values: [new Date(cursor.time), query.after] });
  }
  const { from, values } = counted(accountId, filters);
  const limit = values.push(query.limit + 1);
  // The page is picked first: what is joined to its rows is not looked up for those it passes over.
  const text = `with page as materialized (select id, ${column} as time ${from} order by ${column} ${direction}, id ${direction} limit $${limit})
    select ${activityColumns} from page join bookings b on b.account_id = $1 and b.id = page.id ${activityJoins}
    order by page.time ${direction}, page.id ${direction}`;
  const rows = await tx.rows(prepared<ActivityRow>(text), values);
  return { rows: rows.slice(0, query.limit), more: rows.length > query.limit };
}
