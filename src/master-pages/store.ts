import { type KeysetPage, keysetPage, type Paging } from '../db/keyset.ts';
import { statement, type Tx } from '../db/pool.ts';
import { withFreeSlug } from '../offerings/with-free-slug.ts';
import type { Distribution, Scenario } from './schema.ts';

export interface MasterPageRow {
  id: string;
  name: string;
  label: string;
  slug: string;
  scenario: Scenario;
  distribution: Distribution;
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
   where m.account_id = $1 and m.master_page_id = $2 order by m.position`,
);

/** Those booking pages of a master page that offer an event type, in its own order. */
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
