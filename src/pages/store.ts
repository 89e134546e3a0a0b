import type { Overrides, Person, Weekly } from '../availability/schema.ts';
import { equals, type Filter, type KeysetPage, keysetPage, oneOf, type Paging } from '../db/keyset.ts';
import { statement, type Tx } from '../db/pool.ts';
import { withFreeSlug } from '../offerings/with-free-slug.ts';

export interface BookingPageRow {
  id: string;
  name: string;
  label: string;
  subject: string | null;
  slug: string;
  owner_id: string;
  active: boolean;
  timezone: string;
  /** Null: the owner's profile has them. */
  weekly: Weekly | null;
  overrides: Overrides | null;
  rules: unknown;
  settings_version: number;
  creation_time: number;
  deleted_time: number | null;
  /** Ids of its living event types, oldest first. */
  event_types: string[];
}

const pageColumns = `id, name, label, subject, slug, owner_id, active, timezone, weekly, overrides, rules,
  settings_version, creation_time, deleted_time, array(
    select l.event_type_id from page_event_types l
      cross join lateral (select creation_time from event_types where account_id = l.account_id and id = l.event_type_id and deleted_time is null offset 0) e
    where l.account_id = booking_pages.account_id and l.booking_page_id = booking_pages.id
    order by e.creation_time, l.event_type_id) as event_types`;

const insertPage = statement(
  `insert into booking_pages (account_id, id, name, label, subject, slug, owner_id, active, timezone, weekly, overrides,
     rules, creation_time, last_updated_time)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $13)`,
);

/** Writes a new booking page, without its event types. Refused if its slug is taken. */
export async function insertBookingPage(
  tx: Tx,
  accountId: string,
  row: Omit<BookingPageRow, 'deleted_time' | 'event_types' | 'settings_version'>,
): Promise<void> {
  await withFreeSlug(
    row.slug,
    tx.run(insertPage, [
      accountId,
      row.id,
      row.name,
      row.label,
      row.subject,
      row.slug,
      row.owner_id,
      row.active,
      row.timezone,
      json(row.weekly),
      json(row.overrides),
      json(row.rules),
      new Date(row.creation_time),
    ]),
  );
}

function json(value: unknown): string | null {
  return value === null ? null : JSON.stringify(value);
}

const updatePage = statement(
  `update booking_pages set name = $3, label = $4, subject = $5, slug = $6, owner_id = $7, active = $8, timezone = $9,
     weekly = $10, overrides = $11, rules = $12, settings_version = $13, last_updated_time = $14
   where account_id = $1 and id = $2`,
);

/** Writes what a living booking page has become, but for its event types. Refused if its slug is taken. */
export async function updateBookingPage(tx: Tx, accountId: string, row: BookingPageRow, now: number): Promise<void> {
  await withFreeSlug(
    row.slug,
    tx.run(updatePage, [
      accountId,
      row.id,
      row.name,
      row.label,
      row.subject,
      row.slug,
      row.owner_id,
      row.active,
      row.timezone,
      json(row.weekly),
      json(row.overrides),
      json(row.rules),
      row.settings_version,
      new Date(now),
    ]),
  );
}

const pagesByIds = statement<BookingPageRow>(
  `select ${pageColumns} from booking_pages where account_id = $1 and id = any($2)`,
);

/** The booking pages with these ids, deleted ones too, in no order. */
export async function findBookingPages(tx: Tx, accountId: string, ids: readonly string[]): Promise<BookingPageRow[]> {
  return ids.length === 0 ? [] : tx.rows(pagesByIds, [accountId, ids]);
}

const lockPage = statement<BookingPageRow>(
  `select ${pageColumns} from booking_pages where account_id = $1 and id = $2 for no key update`,
);

/** A booking page that nobody else changes until the transaction ends. */
export async function lockBookingPage(tx: Tx, accountId: string, id: string): Promise<BookingPageRow | undefined> {
  return tx.one(lockPage, [accountId, id]);
}

const unlinkAll = statement(`delete from page_event_types where account_id = $1 and booking_page_id = $2`);
const unlinkOthers = statement(
  `delete from page_event_types where account_id = $1 and booking_page_id = $2 and not (event_type_id = any($3))`,
);
const link = statement(
  `insert into page_event_types (account_id, booking_page_id, event_type_id, page_creation_time)
   select $1, $2, unnest($3::text[]), $4 on conflict do nothing`,
);

/** Sets which event types a page offers. */
export async function setEventTypes(
  tx: Tx,
  accountId: string,
  page: Pick<BookingPageRow, 'id' | 'creation_time'>,
  eventTypes: readonly string[],
): Promise<void> {
  await Promise.all([
    tx.run(unlinkOthers, [accountId, page.id, eventTypes]),
    tx.run(link, [accountId, page.id, eventTypes, new Date(page.creation_time)]),
  ]);
}

const ofMaster = `select booking_page_id from master_page_pages where account_id = $1 and master_page_id = ?
  union select taking.id from master_page_event_types r
    cross join lateral unnest(r.owner_id || r.member_ids) as taking (id)
    where r.account_id = $1 and r.master_page_id = ?
  union select m.booking_page_id from master_page_event_types r
    join resource_pool_members m on m.account_id = $1 and m.pool_id = any(r.owner_id || r.member_ids)
    where r.account_id = $1 and r.master_page_id = ?`;

/** One page of the living booking pages. */
export async function listBookingPages(
  tx: Tx,
  accountId: string,
  query: Paging & { master_page?: string | undefined; event_type?: string | undefined; user?: string | undefined },
  owners?: readonly string[],
): Promise<KeysetPage<BookingPageRow>> {
  const { limit, after, before, master_page: master } = query;
  const filters: Filter[] = [
    ...equals('owner_id', query.user),
    ...oneOf('owner_id', owners),
    ...(query.event_type === undefined ? [] : [offering(query.event_type, query.user ?? owners)]),
    ...(master === undefined ? [] : [belowMaster(master)]),
  ];
  return keysetPage<BookingPageRow>(tx, {
    table: 'booking_pages',
    columns: pageColumns,
    ranked: ['owner_id'],
    accountId,
    filters,
    reach: oneOf('owner_id', owners)[0],
    limit,
    after,
    before,
  });
}

function belowMaster(master: string): Filter {
  return { sql: `id = any(array(${ofMaster}))`, values: [master, master, master], few: true };
}

/** The pages of one owner are fewer than those that offer an event type, so that they are looked at if one is asked for. */
function offering(eventType: string, owner: unknown): Filter {
  const condition = {
    sql: `exists (select from page_event_types link where link.account_id = booking_pages.account_id
      and link.booking_page_id = booking_pages.id and link.event_type_id = ? offset 0)`,
    values: [eventType],
  };
  if (owner !== undefined) return condition;
  const from = { rows: 'page_event_types link', creationTime: 'link.page_creation_time', id: 'link.booking_page_id' };
  return { ...condition, streams: [{ sql: 'link.event_type_id = ?', values: [eventType], from }] };
}

const buryPage = statement(
  `update booking_pages set deleted_time = $3, last_updated_time = $3, active = false
   where account_id = $1 and id = $2 and deleted_time is null`,
);
const leavePools = statement(`delete from resource_pool_members where account_id = $1 and booking_page_id = $2`);
const leaveMasters = statement(`delete from master_page_pages where account_id = $1 and booking_page_id = $2`);

/** Marks a living page as deleted and takes it out of pools and master pages; false if there is none. */
export async function buryBookingPage(tx: Tx, accountId: string, id: string, now: number): Promise<boolean> {
  if ((await tx.run(buryPage, [accountId, id, new Date(now)])) === 0) return false;
  await Promise.all([unlinkAll, leavePools, leaveMasters].map((each) => tx.run(each, [accountId, id])));
  return true;
}

const handOver = statement(
  `update booking_pages set owner_id = coalesce($3, owner_id), active = false, last_updated_time = $4
   where account_id = $1 and owner_id = $2 and deleted_time is null`,
);

/** Gives all pages of a user to another, disabled; with nobody to take them they are disabled only. */
export async function passPages(
  tx: Tx,
  accountId: string,
  userId: string,
  heirId: string | undefined,
  now: number,
): Promise<void> {
  await tx.run(handOver, [accountId, userId, heirId ?? null, new Date(now)]);
}

const owners = statement<{ id: string; timezone: string }>(
  `select id, timezone from users where account_id = $1 and id = $2 and deleted_time is null`,
);

/** A living user who can own a page. */
export async function findOwner(
  tx: Tx,
  accountId: string,
  id: string,
): Promise<{ id: string; timezone: string } | undefined> {
  return tx.one(owners, [accountId, id]);
}

/** A page as guests book it, with whoever it is that they meet. */
export interface PageHostRow extends Person {
  page_id: string;
  active: boolean;
  /** True if its owner has a seat and was not deleted. */
  seated: boolean;
  week_start: number;
}

// Looked up one by one behind `offset 0`: without statistics the planner would join all users of the account instead.
const hosts = statement<PageHostRow>(
  `select p.id as page_id, p.active, u.seat and u.deleted_time is null as seated,
     u.id, u.first_name, u.last_name, u.email,
     case when p.weekly is null then u.timezone else p.timezone end as timezone,
     coalesce(p.weekly, s.weekly, '{}') as weekly, coalesce(p.overrides, s.overrides, '{}') as overrides, a.week_start
   from unnest($2::text[]) named
   cross join lateral (select * from booking_pages where account_id = $1 and id = named and deleted_time is null offset 0) p
   cross join lateral (select * from users where account_id = $1 and id = p.owner_id offset 0) u
   left join lateral (select * from schedules where account_id = $1 and user_id = p.owner_id offset 0) s on true
   cross join lateral (select week_start from accounts where account_id = $1 offset 0) a
   order by p.id`,
);

/** Living pages with their owners and the hours that hold for them, in the order of their ids. */
export async function findPageHosts(tx: Tx, accountId: string, pageIds: readonly string[]): Promise<PageHostRow[]> {
  return pageIds.length === 0 ? [] : tx.rows(hosts, [accountId, pageIds]);
}

const living = statement<BookingPageRow>(
  `select ${pageColumns} from booking_pages
   where account_id = $1 and deleted_time is null and ($2::text[] is null or owner_id = any($2))
   order by creation_time desc, id desc`,
);

/** Every living booking page, or those of these owners, newest first. */
export async function livingBookingPages(
  tx: Tx,
  accountId: string,
  owners?: readonly string[],
): Promise<BookingPageRow[]> {
  return tx.rows(living, [accountId, owners ?? null]);
}
