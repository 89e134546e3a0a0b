import { type KeysetPage, keysetPage, type Paging } from '../db/keyset.ts';
import { statement, type Tx } from '../db/pool.ts';
import type { Caller, Role } from '../http/route.ts';

export interface AccountRow {
  id: string;
  name: string;
  email: string;
  timezone: string;
  /** ISO weekday that weeks begin on. */
  week_start: number;
  creation_time: number;
}

const insert = statement(
  `insert into accounts (account_id, name, email, timezone, creation_time) values ($1, $2, $3, $4, $5)`,
);

/** Writes an account whose weeks begin on Monday. */
export async function insertAccount(
  tx: Tx,
  account: Pick<AccountRow, 'id' | 'name' | 'email' | 'timezone'>,
  now: Date,
): Promise<void> {
  await tx.run(insert, [account.id, account.name, account.email, account.timezone, now]);
}

const anyAccount = statement<{ account_id: string }>(`select account_id from accounts limit 1`);

/** True if the installation has an account already. Needs a system transaction. */
export async function hasAccounts(tx: Tx): Promise<boolean> {
  return (await tx.one(anyAccount)) !== undefined;
}

const byId = statement<AccountRow>(
  `select account_id as id, name, email, timezone, week_start, creation_time from accounts where account_id = $1`,
);

/** The account. */
export async function findAccount(tx: Tx, accountId: string): Promise<AccountRow | undefined> {
  return tx.one(byId, [accountId]);
}

// Bookings and all else that refers to the account go on meanwhile.
const lock = statement(`select from accounts where account_id = $1 for no key update`);

/** Nobody else changes the account, or takes this lock, until the transaction ends. */
export async function lockAccount(tx: Tx, accountId: string): Promise<void> {
  await tx.run(lock, [accountId]);
}

const update = statement(
  `update accounts set name = $2, email = $3, timezone = $4, week_start = $5 where account_id = $1`,
);

/** Writes an account's particulars. */
export async function updateAccount(tx: Tx, account: AccountRow): Promise<void> {
  await tx.run(update, [account.id, account.name, account.email, account.timezone, account.week_start]);
}

export interface KeyRow {
  id: string;
  name: string;
  prefix: string;
  user_id: string | null;
  creation_time: number;
  last_used_time: number | null;
  deleted_time: number | null;
}

const keyColumns = 'id, name, prefix, user_id, creation_time, last_used_time, deleted_time';

const insertKeyRow = statement(
  `insert into api_keys (account_id, id, name, prefix, hash, user_id, creation_time) values ($1, $2, $3, $4, $5, $6, $7)`,
);

/**
 * Writes a key's hash and the few characters that its owner recognises it by. A living key's name is unique
 * (constraint `api_key_name_unique`).
 */
export async function insertKey(
  tx: Tx,
  accountId: string,
  key: { id: string; name: string; prefix: string; hash: Buffer; userId: string | null },
  now: Date,
): Promise<void> {
  await tx.run(insertKeyRow, [accountId, key.id, key.name, key.prefix, key.hash, key.userId, now]);
}

const keyById = statement<KeyRow>(`select ${keyColumns} from api_keys where account_id = $1 and id = $2`);

/** The key, also a deleted one. */
export async function findKey(tx: Tx, accountId: string, id: string): Promise<KeyRow | undefined> {
  return tx.one(keyById, [accountId, id]);
}

/** One page of the living keys. */
export async function listKeys(
  tx: Tx,
  accountId: string,
  { limit, after, before }: Paging,
): Promise<KeysetPage<KeyRow>> {
  return keysetPage<KeyRow>(tx, {
    table: 'api_keys',
    columns: keyColumns,
    accountId,
    filters: [],
    limit,
    after,
    before,
  });
}

const countKeys = statement<{ n: number }>(
  `select count(*) as n from api_keys where account_id = $1 and deleted_time is null`,
);

/** How many living keys the account has. */
export async function livingKeys(tx: Tx, accountId: string): Promise<number> {
  return (await tx.one(countKeys, [accountId]))?.n ?? 0;
}

const livingUser = statement(`select from users where account_id = $1 and id = $2 and deleted_time is null for share`);

/** True if the id is a living user's; he is not deleted until the transaction ends. */
export async function isLivingUser(tx: Tx, accountId: string, id: string): Promise<boolean> {
  return (await tx.run(livingUser, [accountId, id])) === 1;
}

const bury = statement(
  `update api_keys set deleted_time = $3 where account_id = $1 and id = $2 and deleted_time is null`,
);

/** Leaves a living key's tombstone; false if there is none. */
export async function buryKey(tx: Tx, accountId: string, id: string, now: Date): Promise<boolean> {
  return (await tx.run(bury, [accountId, id, now])) === 1;
}

const buryOf = statement(
  `update api_keys set deleted_time = $3 where account_id = $1 and user_id = $2 and deleted_time is null`,
);

/** Leaves the tombstones of a user's personal keys. */
export async function buryKeysOf(tx: Tx, accountId: string, userId: string, now: Date): Promise<void> {
  await tx.run(buryOf, [accountId, userId, now]);
}

const byHash = statement<{
  accountId: string;
  accountEmail: string;
  keyId: string;
  revoked: boolean;
  userId: string | null;
  role: Role;
  acceptable: boolean;
}>(
  `select k.account_id as "accountId", a.email as "accountEmail", k.id as "keyId", k.deleted_time is not null as revoked,
     k.user_id as "userId", u.role_name as role, u.status = 'active' and u.deleted_time is null as acceptable
   from api_keys k join accounts a using (account_id)
   left join users u on u.account_id = k.account_id and u.id = k.user_id
   where k.hash = $1`,
);

/**
 * The caller that a key's hash stands for. A personal key of a user who has not accepted his invitation stands for nobody. Needs
 * a system transaction, since the account is what is looked for.
 */
export async function findCaller(tx: Tx, hash: Buffer): Promise<Caller | 'revoked' | undefined> {
  const row = await tx.one(byHash, [hash]);
  if (row === undefined) return undefined;
  if (row.revoked) return 'revoked';
  const { accountId, accountEmail, keyId, userId, role } = row;
  const through = { kind: 'key' as const, id: keyId };
  if (userId === null) return { accountId, accountEmail, through, actor: through };
  if (!row.acceptable) return undefined;
  return { accountId, accountEmail, through, actor: { kind: 'user', id: userId, role } };
}

const touchKey = statement(
  `update api_keys set last_used_time = greatest(last_used_time, $3) where account_id = $1 and id = $2`,
);

/** Notes when a key was last used; never an earlier time than another process did. */
export async function markKeyUsed(tx: Tx, caller: Caller, now: Date): Promise<void> {
  await tx.run(touchKey, [caller.accountId, caller.through.id, now]);
}

const timezone = statement<{ timezone: string }>(`select timezone from accounts where account_id = $1`);

/** The account's own zone. */
export async function findTimezone(tx: Tx, accountId: string): Promise<string> {
  return (await tx.one(timezone, [accountId]))?.timezone ?? 'UTC';
}
