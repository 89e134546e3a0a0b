import { statement, type Tx } from '../db/pool.ts';

export interface TwoFactorRow {
  secret: Buffer;
  confirmed_time: number | null;
  last_used_time: number | null;
}

const upsert = statement(
  `insert into two_factors (account_id, user_id, secret, creation_time) values ($1, $2, $3, $4)
   on conflict (account_id, user_id) do update set secret = excluded.secret, creation_time = excluded.creation_time
   where two_factors.confirmed_time is null`,
);

/** Writes a sealed secret that is still to be confirmed; false if a confirmed one is there. */
export async function upsertSecret(tx: Tx, accountId: string, userId: string, secret: Buffer, now: number) {
  return (await tx.run(upsert, [accountId, userId, secret, new Date(now)])) === 1;
}

const byUser = statement<TwoFactorRow>(
  `select secret, confirmed_time, last_used_time from two_factors where account_id = $1 and user_id = $2`,
);

/** A user's secret, confirmed or not. */
export async function findTwoFactor(tx: Tx, accountId: string, userId: string): Promise<TwoFactorRow | undefined> {
  return tx.one(byUser, [accountId, userId]);
}

// Of two requests with the same code the second finds it used.
const use = statement(
  `update two_factors set last_used_time = $3 where account_id = $1 and user_id = $2
     and (last_used_time is null or last_used_time < $3)`,
);

/** Uses up the codes of a step of time, by its begin, and of all before; false if it was used up. */
export async function useStep(tx: Tx, accountId: string, userId: string, begin: number): Promise<boolean> {
  return (await tx.run(use, [accountId, userId, new Date(begin)])) === 1;
}

const confirm = statement(`update two_factors set confirmed_time = $3 where account_id = $1 and user_id = $2`);

/** Lets a secret count from now on. */
export async function confirmSecret(tx: Tx, accountId: string, userId: string, now: number): Promise<void> {
  await tx.run(confirm, [accountId, userId, new Date(now)]);
}

const removeSecret = statement(`delete from two_factors where account_id = $1 and user_id = $2`);
const removeCodes = statement(`delete from recovery_codes where account_id = $1 and user_id = $2`);
const insertCode = statement(`insert into recovery_codes (account_id, user_id, hash) values ($1, $2, $3)`);
const useCode = statement(`delete from recovery_codes where account_id = $1 and user_id = $2 and hash = $3`);
const countCodes = statement<{ n: number }>(
  `select count(*) as n from recovery_codes where account_id = $1 and user_id = $2`,
);

/** Forgets a user's secret and recovery codes; false if he had none. */
export async function deleteTwoFactor(tx: Tx, accountId: string, userId: string): Promise<boolean> {
  await tx.run(removeCodes, [accountId, userId]);
  return (await tx.run(removeSecret, [accountId, userId])) === 1;
}

/** Gives a user recovery codes, by their hashes, in place of those he had. */
export async function replaceCodes(
  tx: Tx,
  accountId: string,
  userId: string,
  hashes: readonly Buffer[],
): Promise<void> {
  await tx.run(removeCodes, [accountId, userId]);
  for (const hash of hashes) await tx.run(insertCode, [accountId, userId, hash]);
}

/** Uses up a recovery code; false if it is none. */
export async function useRecoveryCode(tx: Tx, accountId: string, userId: string, hash: Buffer): Promise<boolean> {
  return (await tx.run(useCode, [accountId, userId, hash])) === 1;
}

/** How many recovery codes a user has left. */
export async function countRecoveryCodes(tx: Tx, accountId: string, userId: string): Promise<number> {
  return (await tx.one(countCodes, [accountId, userId]))!.n;
}
