import { statement, type Tx } from '../db/pool.ts';

const somebody = statement(
  `select from users u where u.deleted_time is null and u.status = 'active' and (
     exists (select from passwords where account_id = u.account_id and user_id = u.id)
     or exists (select from passkeys where account_id = u.account_id and user_id = u.id)
     or exists (select from sign_on_identities where account_id = u.account_id and user_id = u.id)) limit 1`,
);

/** True if anybody can sign in to this server. Needs a system transaction. */
export async function canAnybodySignIn(tx: Tx): Promise<boolean> {
  return (await tx.run(somebody)) > 0;
}

// More than one account and nobody who can sign in to any of them: then none is meant.
const unclaimed = statement<{ account_id: string; name: string }>(
  `select account_id, name from accounts where 1 = (select count(*) from (select from accounts limit 2) as first_two)
     and exists (select from users u where u.account_id = accounts.account_id and u.role_name = 'Account Owner' and u.deleted_time is null)`,
);

/** The server's only account, if it has an owner. Needs a system transaction. */
export async function findOnlyAccount(tx: Tx): Promise<{ account_id: string; name: string } | undefined> {
  return tx.one(unclaimed);
}

const insert = statement(`insert into setup_links (account_id, hash, creation_time) values ('*', $1, $2)`);

/** Writes the hash of a link's token. */
export async function insertSetupLink(tx: Tx, hash: Buffer, now: number): Promise<void> {
  await tx.run(insert, [hash, new Date(now)]);
}

const find = statement(`select from setup_links where account_id = '*' and hash = $1`);

/** True if there is a link with this token's hash. Needs a system transaction. */
export async function hasSetupLink(tx: Tx, hash: Buffer): Promise<boolean> {
  return (await tx.run(find, [hash])) > 0;
}

const lock = statement(`select pg_advisory_xact_lock(4207331002)`);
const removeAll = statement(`delete from setup_links where account_id = '*'`);

/** Nobody else opens the first account until the transaction ends. */
export async function lockSignUp(tx: Tx): Promise<void> {
  await tx.run(lock);
}

/** Uses up all links. Needs a system transaction. */
export async function deleteSetupLinks(tx: Tx): Promise<void> {
  await tx.run(removeAll);
}
