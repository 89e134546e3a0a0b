import { statement, type Tx } from '../db/pool.ts';

const upsert = statement(
  `insert into passwords (account_id, user_id, hash, creation_time, changed_time) values ($1, $2, $3, $4, $4)
   on conflict (account_id, user_id) do update set hash = excluded.hash, changed_time = excluded.changed_time`,
);

/** Gives a user a password, kept as a PHC string. */
export async function upsertPassword(
  tx: Tx,
  accountId: string,
  userId: string,
  hash: string,
  now: number,
): Promise<void> {
  await tx.run(upsert, [accountId, userId, hash, new Date(now)]);
}

const byUser = statement<{ hash: string }>(`select hash from passwords where account_id = $1 and user_id = $2`);

/** A user's password as it is kept. */
export async function findPassword(tx: Tx, accountId: string, userId: string): Promise<string | undefined> {
  return (await tx.one(byUser, [accountId, userId]))?.hash;
}

// More accounts than this share no address in earnest.
const byEmail = statement<{ account_id: string; id: string; email: string; first_name: string; last_name: string }>(
  `select account_id, id, email, first_name, last_name from users
   where lower(email) = lower($1) and deleted_time is null and status = 'active' order by account_id limit 5`,
);

/** The users, of all accounts, who have an address and have accepted their invitation. Needs a system transaction. */
export async function findOwnersOf(tx: Tx, email: string) {
  return tx.rows(byEmail, [email]);
}
