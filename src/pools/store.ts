import type { Method } from '../core/assign.ts';
import type { Cycle } from '../core/cycle.ts';
import { type KeysetPage, keysetPage, type Paging } from '../db/keyset.ts';
import { statement, type Tx } from '../db/pool.ts';

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
