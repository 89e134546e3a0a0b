import { statement, type Tx } from '../db/pool.ts';

export type LinkPurpose = 'invitation' | 'password';

export interface LinkRow {
  account_id: string;
  user_id: string;
  creation_time: number;
  expiry_time: number;
}

const upsert = statement(
  `insert into personal_links (account_id, user_id, purpose, hash, creation_time, expiry_time) values ($1, $2, $3, $4, $5, $6)
   on conflict (account_id, user_id, purpose) do update set
     hash = excluded.hash, creation_time = excluded.creation_time, expiry_time = excluded.expiry_time`,
);

/** Writes the hash of a link's token, in place of an earlier one for the same purpose. */
export async function upsertLink(
  tx: Tx,
  accountId: string,
  link: { userId: string; purpose: LinkPurpose; hash: Buffer; now: number; expiry: number },
): Promise<void> {
  const { userId, purpose, hash, now, expiry } = link;
  await tx.run(upsert, [accountId, userId, purpose, hash, new Date(now), new Date(expiry)]);
}

const byHash = statement<LinkRow>(
  `select l.account_id, l.user_id, l.creation_time, l.expiry_time from personal_links l
   join users u on u.account_id = l.account_id and u.id = l.user_id
   where l.hash = $1 and l.purpose = $2 and u.deleted_time is null for update of l`,
);

/** The link with this token's hash, of a living user; nobody else uses it until the transaction ends. Needs a system transaction. */
export async function lockLink(tx: Tx, hash: Buffer, purpose: LinkPurpose): Promise<LinkRow | undefined> {
  return tx.one(byHash, [hash, purpose]);
}

const byUser = statement<LinkRow>(
  `select account_id, user_id, creation_time, expiry_time from personal_links
   where account_id = $1 and user_id = $2 and purpose = $3`,
);

/** A user's link for a purpose. */
export async function findLink(
  tx: Tx,
  accountId: string,
  userId: string,
  purpose: LinkPurpose,
): Promise<LinkRow | undefined> {
  return tx.one(byUser, [accountId, userId, purpose]);
}

const remove = statement(`delete from personal_links where account_id = $1 and user_id = $2 and purpose = $3`);
const removeAll = statement(`delete from personal_links where account_id = $1 and user_id = $2`);

/** Takes a user's links away, or the one for a purpose; says how many. */
export async function deleteLinks(tx: Tx, accountId: string, userId: string, purpose?: LinkPurpose): Promise<number> {
  return purpose === undefined ? tx.run(removeAll, [accountId, userId]) : tx.run(remove, [accountId, userId, purpose]);
}
