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
