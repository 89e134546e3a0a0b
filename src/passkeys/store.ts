import { equals, type KeysetPage, keysetPage, type Paging } from '../db/keyset.ts';
import { statement, type Tx } from '../db/pool.ts';

export interface PasskeyRow {
  id: string;
  user_id: string;
  name: string;
  credential_id: string;
  public_key: Buffer;
  counter: number;
  transports: string[];
  backed_up: boolean;
  creation_time: number;
  last_used_time: number | null;
}

const columns =
  'id, user_id, name, credential_id, public_key, counter, transports, backed_up, creation_time, last_used_time';

const insert = statement(
  `insert into passkeys (account_id, id, user_id, name, credential_id, public_key, counter, transports, backed_up, creation_time)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
);

/** Writes a passkey. Its credential is known to no other (constraint `passkey_credential_unique`). */
export async function insertPasskey(tx: Tx, accountId: string, row: Omit<PasskeyRow, 'last_used_time'>): Promise<void> {
  const { id, user_id, name, credential_id, public_key, counter, transports, backed_up, creation_time } = row;
  const time = new Date(creation_time);
  await tx.run(insert, [
    accountId,
    ...[id, user_id, name, credential_id, public_key, counter, transports, backed_up, time],
  ]);
}

const byCredential = statement<PasskeyRow & { account_id: string }>(
  `select p.account_id, p.id, p.user_id, p.name, p.credential_id, p.public_key, p.counter, p.transports, p.backed_up,
     p.creation_time, p.last_used_time
   from passkeys p join users u on u.account_id = p.account_id and u.id = p.user_id
   where p.credential_id = $1 and u.status = 'active' and u.deleted_time is null`,
);

/** The passkey with this credential, of a living user. Needs a system transaction. */
export async function findByCredential(tx: Tx, credentialId: string) {
  return tx.one(byCredential, [credentialId]);
}

const ofUser = statement<PasskeyRow>(
  `select ${columns} from passkeys where account_id = $1 and user_id = $2 order by creation_time, id`,
);

/** All passkeys of a user. */
export async function findPasskeysOf(tx: Tx, accountId: string, userId: string): Promise<PasskeyRow[]> {
  return tx.rows(ofUser, [accountId, userId]);
}

/** One page of a user's passkeys. */
export async function listPasskeys(
  tx: Tx,
  accountId: string,
  userId: string,
  { limit, after, before }: Paging,
): Promise<KeysetPage<PasskeyRow>> {
  const filters = equals('user_id', userId);
  const [reach] = filters;
  const page = { table: 'passkeys', columns, accountId, filters, reach, limit, after, before, keepsAll: true };
  return keysetPage<PasskeyRow>(tx, page);
}

const use = statement(
  `update passkeys set counter = $3, backed_up = $4, last_used_time = $5 where account_id = $1 and id = $2`,
);

/** Writes what is new of a passkey after it was used. */
export async function markPasskeyUsed(
  tx: Tx,
  accountId: string,
  id: string,
  { counter, backedUp }: { counter: number; backedUp: boolean },
  now: number,
): Promise<void> {
  await tx.run(use, [accountId, id, counter, backedUp, new Date(now)]);
}

const rename = statement<PasskeyRow>(
  `update passkeys set name = $4 where account_id = $1 and user_id = $2 and id = $3 returning ${columns}`,
);

/** Gives a user's passkey a name; undefined if he has none with this id. */
export async function renamePasskey(tx: Tx, accountId: string, userId: string, id: string, name: string) {
  return tx.one(rename, [accountId, userId, id, name]);
}

const remove = statement<PasskeyRow>(
  `delete from passkeys where account_id = $1 and user_id = $2 and id = $3 returning ${columns}`,
);

/** Takes a user's passkey away; undefined if he has none with this id. */
export async function deletePasskey(tx: Tx, accountId: string, userId: string, id: string) {
  return tx.one(remove, [accountId, userId, id]);
}

const removeOf = statement(`delete from passkeys where account_id = $1 and user_id = $2`);

/** Takes all of a user's passkeys away. */
export async function deletePasskeysOf(tx: Tx, accountId: string, userId: string): Promise<void> {
  await tx.run(removeOf, [accountId, userId]);
}

const forget = statement(`delete from passkey_challenges where creation_time < $1`);
const insertOne = statement(`insert into passkey_challenges (challenge, user_id, creation_time) values ($1, $2, $3)`);

/** Writes a challenge, and forgets those from before `oldest`. Needs a system transaction. */
export async function insertChallenge(
  tx: Tx,
  { challenge, userId, now, oldest }: { challenge: string; userId: string | null; now: number; oldest: number },
): Promise<void> {
  await tx.run(forget, [new Date(oldest)]);
  await tx.run(insertOne, [challenge, userId, new Date(now)]);
}

const take = statement(
  `delete from passkey_challenges where account_id = '*' and challenge = $1 and user_id is not distinct from $2 and creation_time >= $3`,
);

/** Uses up a challenge; false if it was used, is too old, or was another's. Needs a system transaction. */
export async function takeChallenge(tx: Tx, challenge: string, userId: string | null, oldest: number) {
  return (await tx.run(take, [challenge, userId, new Date(oldest)])) === 1;
}
