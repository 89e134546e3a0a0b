import type { Overrides, Person, Weekly } from '../availability/schema.ts';
import type { Method } from '../core/assign.ts';
import type { Cycle } from '../core/cycle.ts';
import { equals, type Filter, type KeysetPage, keysetPage, oneOf } from '../db/keyset.ts';
import { statement, type Tx, violatedConstraint } from '../db/pool.ts';
import { problem } from '../http/problem.ts';
import type { Scenario } from './schema.ts';

interface Paging {
  limit: number;
  after?: string | undefined;
  before?: string | undefined;
}

export interface EventTypeRow {
  id: string;
  name: string;
  label: string;
  description: string;
  rules: unknown;
  /** Rises when what sessions are like changes. */
  settings_version: number;
  creation_time: number;
  deleted_time: number | null;
}

const eventTypeColumns = 'id, name, label, description, rules, settings_version, creation_time, deleted_time';

const insertType = statement(
  `insert into event_types (account_id, id, name, label, description, rules, creation_time, last_updated_time)
   values ($1, $2, $3, $4, $5, $6, $7, $7)`,
);

/** Writes a new event type. */
export async function insertEventType(
  tx: Tx,
  accountId: string,
  row: Omit<EventTypeRow, 'deleted_time' | 'settings_version'>,
): Promise<void> {
  const { id, name, label, description, rules, creation_time } = row;
  await tx.run(insertType, [accountId, id, name, label, description, JSON.stringify(rules), new Date(creation_time)]);
}

const updateType = statement(
  `update event_types set name = $3, label = $4, description = $5, rules = $6, settings_version = $7, last_updated_time = $8
   where account_id = $1 and id = $2`,
);

/** Writes what a living event type has become. */
export async function updateEventType(tx: Tx, accountId: string, row: EventTypeRow, now: number): Promise<void> {
  const { id, name, label, description, rules, settings_version } = row;
  const values = [accountId, id, name, label, description, JSON.stringify(rules), settings_version, new Date(now)];
  await tx.run(updateType, values);
}

const typesByIds = statement<EventTypeRow>(
  `select ${eventTypeColumns} from event_types where account_id = $1 and id = any($2)`,
);

/** The event types with these ids, deleted ones too, in no order. */
export async function findEventTypes(tx: Tx, accountId: string, ids: readonly string[]): Promise<EventTypeRow[]> {
  return ids.length === 0 ? [] : tx.rows(typesByIds, [accountId, ids]);
}

const lockType = statement<EventTypeRow>(
  `select ${eventTypeColumns} from event_types where account_id = $1 and id = $2 for no key update`,
);

/** An event type that nobody else changes until the transaction ends. */
export async function lockEventType(tx: Tx, accountId: string, id: string): Promise<EventTypeRow | undefined> {
  return tx.one(lockType, [accountId, id]);
}

/** One page of the living event types. */
export async function listEventTypes(tx: Tx, accountId: string, query: Paging): Promise<KeysetPage<EventTypeRow>> {
  const { limit, after, before } = query;
  const columns = eventTypeColumns;
  return keysetPage<EventTypeRow>(tx, { table: 'event_types', columns, accountId, filters: [], limit, after, before });
}

const buryType = statement(
  `update event_types set deleted_time = $3, last_updated_time = $3 where account_id = $1 and id = $2 and deleted_time is null`,
);
const unlinkType = statement(`delete from page_event_types where account_id = $1 and event_type_id = $2`);
const unruleType = statement(`delete from master_page_event_types where account_id = $1 and event_type_id = $2`);

/** Marks a living event type as deleted and takes it off all pages; false if there is none. */
export async function buryEventType(tx: Tx, accountId: string, id: string, now: number): Promise<boolean> {
  if ((await tx.run(buryType, [accountId, id, new Date(now)])) === 0) return false;
  await Promise.all([tx.run(unlinkType, [accountId, id]), tx.run(unruleType, [accountId, id])]);
  return true;
}

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

async function withFreeSlug(slug: string, write: Promise<unknown>): Promise<void> {
  try {
    await write;
  } catch (error) {
    if (violatedConstraint(error) === 'public_address_unique') throw problem('slug_taken', { value: slug });
    throw error;
  }
}

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
    ...(query.event_type === undefined ? [] : [offering(query.event_type)]),
    ...(master === undefined ? [] : [{ sql: `id = any(array(${ofMaster}))`, values: [master, master, master] }]),
  ];
  return keysetPage<BookingPageRow>(tx, {
    table: 'booking_pages',
    columns: pageColumns,
    accountId,
    filters,
    limit,
    after,
    before,
  });
}

function offering(eventType: string): Filter {
  return {
    sql: 'link_account_id = $1 and offered = ?',
    values: [eventType],
    through: {
      join: `join (select account_id as link_account_id, booking_page_id, event_type_id as offered, page_creation_time
        from page_event_types) links on link_account_id = booking_pages.account_id and booking_page_id = booking_pages.id`,
      creationTime: 'page_creation_time',
      id: 'booking_page_id',
    },
  };
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

export interface PoolRow {
  id: string;
  name: string;
  method: Method;
  correction: boolean;
  cycle: Cycle;
  timezone: string;
  creation_time: number;
  deleted_time: number | null;
}

const poolColumns = 'id, name, method, correction, cycle, timezone, creation_time, deleted_time';

const insertPoolRow = statement(
  `insert into resource_pools (account_id, id, name, method, correction, cycle, timezone, creation_time, last_updated_time)
   values ($1, $2, $3, $4, $5, $6,
     coalesce($7, (select timezone from accounts where account_id = $1)), $8, $8)`,
);

/** Writes a new pool, without its members. Without a zone it has the account's. */
export async function insertPool(
  tx: Tx,
  accountId: string,
  row: Omit<PoolRow, 'deleted_time' | 'timezone'> & { timezone: string | undefined },
): Promise<void> {
  const { id, name, method, correction, cycle, timezone, creation_time } = row;
  const values = [accountId, id, name, method, correction, cycle, timezone ?? null, new Date(creation_time)];
  await tx.run(insertPoolRow, values);
}

const updatePoolRow = statement(
  `update resource_pools set name = $3, correction = $4, last_updated_time = $5 where account_id = $1 and id = $2`,
);

/** Writes what of a living pool can change. */
export async function updatePool(tx: Tx, accountId: string, row: PoolRow, now: number): Promise<void> {
  await tx.run(updatePoolRow, [accountId, row.id, row.name, row.correction, new Date(now)]);
}

const poolsByIds = statement<PoolRow>(
  `select ${poolColumns} from resource_pools where account_id = $1 and id = any($2)`,
);

/** The pools with these ids, deleted ones too, in no order. */
export async function findPools(tx: Tx, accountId: string, ids: readonly string[]): Promise<PoolRow[]> {
  return ids.length === 0 ? [] : tx.rows(poolsByIds, [accountId, ids]);
}

const lockPoolRow = statement<PoolRow>(
  `select ${poolColumns} from resource_pools where account_id = $1 and id = $2 for no key update`,
);

/** A pool that nobody else changes until the transaction ends. */
export async function lockPool(tx: Tx, accountId: string, id: string): Promise<PoolRow | undefined> {
  return tx.one(lockPoolRow, [accountId, id]);
}

/** One page of the living pools. */
export async function listPools(tx: Tx, accountId: string, query: Paging): Promise<KeysetPage<PoolRow>> {
  const { limit, after, before } = query;
  const columns = poolColumns;
  return keysetPage<PoolRow>(tx, { table: 'resource_pools', columns, accountId, filters: [], limit, after, before });
}

const buryPoolRow = statement(
  `update resource_pools set deleted_time = $3, last_updated_time = $3 where account_id = $1 and id = $2 and deleted_time is null`,
);
const emptyPool = statement(`delete from resource_pool_members where account_id = $1 and pool_id = $2`);

/** Marks a living pool as deleted; false if there is none. */
export async function buryPool(tx: Tx, accountId: string, id: string, now: number): Promise<boolean> {
  if ((await tx.run(buryPoolRow, [accountId, id, new Date(now)])) === 0) return false;
  await tx.run(emptyPool, [accountId, id]);
  return true;
}

export interface PoolMemberRow {
  pool_id: string;
  booking_page_id: string;
  priority: number;
  joined_time: number;
  participating: boolean;
}

const poolMembers = statement<PoolMemberRow>(
  `select m.pool_id, m.booking_page_id, m.priority, m.joined_time,
     p.active and u.seat and u.deleted_time is null as participating
   from resource_pool_members m
   cross join lateral (select active, owner_id from booking_pages where account_id = $1 and id = m.booking_page_id offset 0) p
   cross join lateral (select seat, deleted_time from users where account_id = $1 and id = p.owner_id offset 0) u
   where m.account_id = $1 and m.pool_id = any($2)
   order by m.joined_time, m.booking_page_id`,
);

/** The members of these pools, who joined first before the others. */
export async function findPoolMembers(tx: Tx, accountId: string, poolIds: readonly string[]): Promise<PoolMemberRow[]> {
  return poolIds.length === 0 ? [] : tx.rows(poolMembers, [accountId, poolIds]);
}

const leavePool = statement(
  `delete from resource_pool_members where account_id = $1 and pool_id = $2 and not (booking_page_id = any($3))`,
);
const joinPool = statement(
  `insert into resource_pool_members (account_id, pool_id, booking_page_id, priority, joined_time)
   select $1, $2, booking_page_id, priority, $5 from unnest($3::text[], $4::smallint[]) as joining (booking_page_id, priority)
   on conflict (account_id, pool_id, booking_page_id) do update set priority = excluded.priority`,
);

/** Sets who is in a pool; who is in it already keeps his time of joining. */
export async function setPoolMembers(
  tx: Tx,
  accountId: string,
  poolId: string,
  members: readonly { booking_page: string; priority: number }[],
  now: number,
): Promise<void> {
  const ids = members.map((each) => each.booking_page);
  const priorities = members.map((each) => each.priority);
  await Promise.all([
    tx.run(leavePool, [accountId, poolId, ids]),
    tx.run(joinPool, [accountId, poolId, ids, priorities, new Date(now)]),
  ]);
}

const counts = statement<{ member_id: string; received: number; removed: number }>(
  `select member_id, received, removed from tallies where account_id = $1 and scope_id = $2`,
);

/** What was counted in a scope of fairness, by booking page. */
export async function findCounts(
  tx: Tx,
  accountId: string,
  scope: string,
): Promise<Map<string, { received: number; removed: number }>> {
  return new Map((await tx.rows(counts, [accountId, scope])).map(({ member_id, ...count }) => [member_id, count]));
}

export interface MasterPageRow {
  id: string;
  name: string;
  label: string;
  slug: string;
  scenario: Scenario;
  distribution: 'longest_idle' | 'priority';
  active: boolean;
  creation_time: number;
  deleted_time: number | null;
}

const masterColumns = 'id, name, label, slug, scenario, distribution, active, creation_time, deleted_time';

const insertMaster = statement(
  `insert into master_pages (account_id, id, name, label, slug, scenario, distribution, active, creation_time, last_updated_time)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9)`,
);

/** Writes a new master page, without what it offers. Refused if its slug is taken. */
export async function insertMasterPage(
  tx: Tx,
  accountId: string,
  row: Omit<MasterPageRow, 'deleted_time'>,
): Promise<void> {
  const { id, name, label, slug, scenario, distribution, active, creation_time } = row;
  const values = [accountId, id, name, label, slug, scenario, distribution, active, new Date(creation_time)];
  await withFreeSlug(slug, tx.run(insertMaster, values));
}

const updateMaster = statement(
  `update master_pages set name = $3, label = $4, slug = $5, distribution = $6, active = $7, last_updated_time = $8
   where account_id = $1 and id = $2`,
);

/** Writes what a living master page has become, but for what it offers. Refused if its slug is taken. */
export async function updateMasterPage(tx: Tx, accountId: string, row: MasterPageRow, now: number): Promise<void> {
  const { id, name, label, slug, distribution, active } = row;
  const values = [accountId, id, name, label, slug, distribution, active, new Date(now)];
  await withFreeSlug(slug, tx.run(updateMaster, values));
}

const mastersByIds = statement<MasterPageRow>(
  `select ${masterColumns} from master_pages where account_id = $1 and id = any($2)`,
);

/** The master pages with these ids, deleted ones too, in no order. */
export async function findMasterPages(tx: Tx, accountId: string, ids: readonly string[]): Promise<MasterPageRow[]> {
  return ids.length === 0 ? [] : tx.rows(mastersByIds, [accountId, ids]);
}

const lockMaster = statement<MasterPageRow>(
  `select ${masterColumns} from master_pages where account_id = $1 and id = $2 for no key update`,
);

/** A master page that nobody else changes until the transaction ends. */
export async function lockMasterPage(tx: Tx, accountId: string, id: string): Promise<MasterPageRow | undefined> {
  return tx.one(lockMaster, [accountId, id]);
}

/** One page of the living master pages. */
export async function listMasterPages(tx: Tx, accountId: string, query: Paging): Promise<KeysetPage<MasterPageRow>> {
  const { limit, after, before } = query;
  const columns = masterColumns;
  return keysetPage<MasterPageRow>(tx, {
    table: 'master_pages',
    columns,
    accountId,
    filters: [],
    limit,
    after,
    before,
  });
}

const buryMaster = statement(
  `update master_pages set deleted_time = $3, last_updated_time = $3, active = false
   where account_id = $1 and id = $2 and deleted_time is null`,
);

/** Marks a living master page as deleted; false if there is none. */
export async function buryMasterPage(tx: Tx, accountId: string, id: string, now: number): Promise<boolean> {
  return (await tx.run(buryMaster, [accountId, id, new Date(now)])) === 1;
}

export interface MasterMemberRow {
  booking_page_id: string;
  priority: number;
}

const masterMembers = statement<MasterMemberRow>(
  `select booking_page_id, priority from master_page_pages where account_id = $1 and master_page_id = $2 order by position`,
);

/** The booking pages of a master page, in its own order. */
export async function findMasterMembers(tx: Tx, accountId: string, masterId: string): Promise<MasterMemberRow[]> {
  return tx.rows(masterMembers, [accountId, masterId]);
}

const membersOffering = statement<MasterMemberRow>(
  `select m.booking_page_id, m.priority from master_page_pages m
     join page_event_types l on l.account_id = $1 and l.booking_page_id = m.booking_page_id and l.event_type_id = $3
   where m.account_id = $1 and m.master_page_id = $2`,
);

/** Those booking pages of a master page that offer an event type. */
export async function findMembersOffering(
  tx: Tx,
  accountId: string,
  masterId: string,
  eventType: string,
): Promise<MasterMemberRow[]> {
  return tx.rows(membersOffering, [accountId, masterId, eventType]);
}

const dropMembers = statement(
  `delete from master_page_pages where account_id = $1 and master_page_id = $2 and not (booking_page_id = any($3))`,
);
const addMembers = statement(
  `insert into master_page_pages (account_id, master_page_id, booking_page_id, position, priority)
   select $1, $2, booking_page_id, position, priority
   from unnest($3::text[], $4::smallint[]) with ordinality as listed (booking_page_id, priority, position)
   on conflict (account_id, master_page_id, booking_page_id) do update set position = excluded.position, priority = excluded.priority`,
);

/** Sets the booking pages of a master page, in this order. */
export async function setMasterMembers(
  tx: Tx,
  accountId: string,
  masterId: string,
  members: readonly { booking_page: string; priority: number }[],
): Promise<void> {
  const ids = members.map((each) => each.booking_page);
  await Promise.all([
    tx.run(dropMembers, [accountId, masterId, ids]),
    tx.run(addMembers, [accountId, masterId, ids, members.map((each) => each.priority)]),
  ]);
}

export interface AssignmentRuleRow {
  event_type_id: string;
  /** A booking page or a pool. */
  owner_id: string;
  member_ids: string[];
}

const rulesOfMaster = statement<AssignmentRuleRow>(
  `select event_type_id, owner_id, member_ids from master_page_event_types
   where account_id = $1 and master_page_id = $2 order by position`,
);

/** The event types of a master page with dynamic rules, and who takes their meetings, in its own order. */
export async function findAssignmentRules(tx: Tx, accountId: string, masterId: string): Promise<AssignmentRuleRow[]> {
  return tx.rows(rulesOfMaster, [accountId, masterId]);
}

const dropRules = statement(
  `delete from master_page_event_types where account_id = $1 and master_page_id = $2 and not (event_type_id = any($3))`,
);
const addRule = statement(
  `insert into master_page_event_types (account_id, master_page_id, event_type_id, position, owner_id, member_ids)
   values ($1, $2, $3, $4, $5, $6)
   on conflict (account_id, master_page_id, event_type_id) do update set
     position = excluded.position, owner_id = excluded.owner_id, member_ids = excluded.member_ids`,
);

/** Sets the rules of a master page, in this order. */
export async function setAssignmentRules(
  tx: Tx,
  accountId: string,
  masterId: string,
  rules: readonly AssignmentRuleRow[],
): Promise<void> {
  await Promise.all([
    tx.run(dropRules, [accountId, masterId, rules.map((each) => each.event_type_id)]),
    ...rules.map((each, position) =>
      tx.run(addRule, [accountId, masterId, each.event_type_id, position, each.owner_id, each.member_ids]),
    ),
  ]);
}

/** What of a master page does not go together. */
export type Conflict = 'proposals' | 'sessions' | 'capacity' | 'with_event_types' | 'without_event_types';

const conflicts = statement<{ conflict: Conflict }>(
  `with offered as (
     select m.scenario, r.event_type_id, r.member_ids from master_pages m
       join master_page_event_types r on r.account_id = $1 and r.master_page_id = m.id
     where m.account_id = $1 and m.deleted_time is null and (m.id = $2 or r.event_type_id = $2)
     union all
     select m.scenario, l.event_type_id, '{}' from master_pages m
       join master_page_pages b on b.account_id = $1 and b.master_page_id = m.id
       join page_event_types l on l.account_id = $1 and l.booking_page_id = b.booking_page_id
     where m.account_id = $1 and m.deleted_time is null and m.scenario = 'rule_based_static'
       and (m.id = $2 or b.booking_page_id = $2 or l.event_type_id = $2)
   ), ruled as (
     select e.rules, o.member_ids from offered o join event_types e on e.account_id = $1 and e.id = o.event_type_id
   ), chosen as (
     select m.scenario, exists (
         select from page_event_types l where l.account_id = $1 and l.booking_page_id = b.booking_page_id) as typed
     from master_pages m join master_page_pages b on b.account_id = $1 and b.master_page_id = m.id
     where m.account_id = $1 and m.deleted_time is null and (m.id = $2 or b.booking_page_id = $2)
   )
   select 'proposals' as conflict from ruled where (rules ->> 'proposals')::int > 0
   union all select 'sessions' from ruled where (rules ->> 'sessions')::int > 1
   union all select 'capacity' from ruled where (rules ->> 'capacity')::int > 1 and cardinality(member_ids) > 0
   union all select 'with_event_types' from chosen where scenario = 'pages_only' and typed
   union all select 'without_event_types' from chosen where scenario <> 'pages_only' and not typed
   limit 1`,
);

/** The first thing that does not go together on the living master pages that a master page, page or event type is part of. */
export async function findConflict(tx: Tx, accountId: string, id: string): Promise<Conflict | undefined> {
  return (await tx.one(conflicts, [accountId, id]))?.conflict;
}

const living = statement<BookingPageRow>(
  `select ${pageColumns} from booking_pages where account_id = $1 and deleted_time is null
   order by creation_time desc, id desc`,
);

/** Every living booking page, newest first. */
export async function livingBookingPages(tx: Tx, accountId: string): Promise<BookingPageRow[]> {
  return tx.rows(living, [accountId]);
}
