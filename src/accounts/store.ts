import { statement, type Tx } from '../db/pool.ts';
import type { Caller } from '../http/route.ts';

export interface AccountRow {
  id: string;
  name: string;
  email: string;
  timezone: string;
}

const insert = statement(
  `insert into accounts (account_id, name, email, timezone, creation_time) values ($1, $2, $3, $4, $5)`,
);

/** Writes an account as it is. */
export async function insertAccount(tx: Tx, account: AccountRow, now: Date): Promise<void> {
  await tx.run(insert, [account.id, account.name, account.email, account.timezone, now]);
}

const anyAccount = statement<{ account_id: string }>(`select account_id from accounts limit 1`);

/** True if the installation has an account already. Needs a system transaction. */
export async function hasAccounts(tx: Tx): Promise<boolean> {
  return (await tx.one(anyAccount)) !== undefined;
}

const insertKeyRow = statement(
  `insert into api_keys (account_id, id, name, prefix, hash, creation_time) values ($1, $2, $3, $4, $5, $6)`,
);

/** Writes a key's hash and the few characters that its owner recognises it by. */
export async function insertKey(
  tx: Tx,
  accountId: string,
  key: { id: string; name: string; prefix: string; hash: Buffer },
  now: Date,
): Promise<void> {
  await tx.run(insertKeyRow, [accountId, key.id, key.name, key.prefix, key.hash, now]);
}

const byHash = statement<Caller & { revoked: boolean }>(
  `select k.account_id as "accountId", a.email as "accountEmail", k.id as "keyId", k.deleted_time is not null as revoked
   from api_keys k join accounts a using (account_id) where k.hash = $1`,
);

/** The caller that a key's hash stands for. Needs a system transaction, since the account is what is looked for. */
export async function findCaller(tx: Tx, hash: Buffer): Promise<Caller | 'revoked' | undefined> {
  const row = await tx.one(byHash, [hash]);
  if (row === undefined) return undefined;
  if (row.revoked) return 'revoked';
  return { accountId: row.accountId, accountEmail: row.accountEmail, keyId: row.keyId };
}

const touchKey = statement(`update api_keys set last_used_time = $3 where account_id = $1 and id = $2`);

/** Notes when a key was last used. */
export async function markKeyUsed(tx: Tx, caller: Caller, now: Date): Promise<void> {
  await tx.run(touchKey, [caller.accountId, caller.keyId, now]);
}

const timezone = statement<{ timezone: string }>(`select timezone from accounts where account_id = $1`);

/** The account's own zone. */
export async function findTimezone(tx: Tx, accountId: string): Promise<string> {
  return (await tx.one(timezone, [accountId]))?.timezone ?? 'UTC';
}
