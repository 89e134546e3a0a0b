import { equals, type KeysetPage, keysetPage, oneOf, type Paging } from '../db/keyset.ts';
import { statement, type Tx } from '../db/pool.ts';

export interface UserRow {
  id: string;
  first_name: string;
  last_name: string;
  email: string;
  status: 'active' | 'invited';
  role_name: 'Account Owner' | 'Administrator' | 'Team Manager' | 'Member';
  timezone: string;
  seat: boolean;
  creation_time: number;
  deleted_time: number | null;
  teams: string[];
}

const columns = `id, first_name, last_name, email, status, role_name, timezone, seat, creation_time, deleted_time,
  array(select m.team_id from team_members m join teams t on t.account_id = m.account_id and t.id = m.team_id
        where m.account_id = users.account_id and m.user_id = users.id and t.deleted_time is null order by m.team_id) as teams`;

const insert = statement(
  `insert into users (account_id, id, first_name, last_name, email, status, role_name, timezone, seat, creation_time, last_updated_time)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10)`,
);

/** Writes a user as he is. */
export async function insertUser(
  tx: Tx,
  accountId: string,
  user: Omit<UserRow, 'teams' | 'deleted_time'>,
): Promise<void> {
  await tx.run(insert, [
    accountId,
    user.id,
    user.first_name,
    user.last_name,
    user.email,
    user.status,
    user.role_name,
    user.timezone,
    user.seat,
    new Date(user.creation_time),
  ]);
}

const byIds = statement<UserRow>(`select ${columns} from users where account_id = $1 and id = any($2)`);

/** The users with these ids, deleted ones too, in no order. */
export async function findUsers(tx: Tx, accountId: string, ids: readonly string[]): Promise<UserRow[]> {
  return ids.length === 0 ? [] : tx.rows(byIds, [accountId, ids]);
}

/** One page of the living users, or of those of them whose id is in `within`. */
export async function listUsers(
  tx: Tx,
  accountId: string,
  query: Paging & { email?: string | undefined },
  within?: readonly string[],
): Promise<KeysetPage<UserRow>> {
  const { limit, after, before } = query;
  const reached = oneOf('id', within).map((filter) => ({ ...filter, few: true as const }));
  const filters = [...equals('email_lower', query.email?.toLowerCase()), ...reached];
  const table = { table: 'users', columns, ranked: ['email_lower'] };
  return keysetPage<UserRow>(tx, { ...table, accountId, filters, reach: reached[0], limit, after, before });
}

const lockById = statement<UserRow>(`select ${columns} from users where account_id = $1 and id = $2 for no key update`);

/** The user with this id, deleted or not; nobody else changes him until the transaction ends. */
export async function lockUser(tx: Tx, accountId: string, id: string): Promise<UserRow | undefined> {
  return tx.one(lockById, [accountId, id]);
}

const change = statement(
  `update users set first_name = $3, last_name = $4, role_name = $5, last_updated_time = $6 where account_id = $1 and id = $2`,
);

/** Writes a user's names and role. */
export async function updateUser(tx: Tx, accountId: string, user: UserRow, now: Date): Promise<void> {
  await tx.run(change, [accountId, user.id, user.first_name, user.last_name, user.role_name, now]);
}

const identify = statement(
  `update users set first_name = $3, last_name = $4, email = $5, timezone = $6, last_updated_time = $7
   where account_id = $1 and id = $2`,
);

/** Writes who a user is. His e-mail address must be free (constraint `user_email_unique`). */
export async function identifyUser(
  tx: Tx,
  accountId: string,
  id: string,
  person: Pick<UserRow, 'first_name' | 'last_name' | 'email' | 'timezone'>,
  now: Date,
): Promise<void> {
  const { first_name, last_name, email, timezone } = person;
  await tx.run(identify, [accountId, id, first_name, last_name, email, timezone, now]);
}

const bury = statement(
  `update users set deleted_time = $3, last_updated_time = $3, seat = false where account_id = $1 and id = $2`,
);

/** Leaves a user's tombstone. */
export async function buryUser(tx: Tx, accountId: string, id: string, now: Date): Promise<void> {
  await tx.run(bury, [accountId, id, now]);
}

const living = statement<{ n: number }>(
  'select count(*) as n from users where account_id = $1 and deleted_time is null',
);

/** How many living users the account has. */
export async function countUsers(tx: Tx, accountId: string): Promise<number> {
  return (await tx.one(living, [accountId]))?.n ?? 0;
}

const ownerId = statement<{ id: string }>(
  `select id from users where account_id = $1 and role_name = 'Account Owner' and deleted_time is null
   order by creation_time, id limit 1`,
);

/** The id of the account's owner. */
export async function findOwnerId(tx: Tx, accountId: string): Promise<string | undefined> {
  return (await tx.one(ownerId, [accountId]))?.id;
}

const administrators = statement<UserRow>(
  `select ${columns} from users
   where account_id = $1 and role_name in ('Account Owner', 'Administrator') and status = 'active' and deleted_time is null
   order by id`,
);

/** The account's living owner and administrators. */
export async function findAdministrators(tx: Tx, accountId: string): Promise<UserRow[]> {
  return tx.rows(administrators, [accountId]);
}

const credentials = ['passwords', 'two_factors', 'recovery_codes', 'passkeys', 'sign_on_identities'].map((table) =>
  statement(`delete from ${table} where account_id = $1 and user_id = $2`),
);

/** Forgets everything that a user signs in with. */
export async function forgetCredentials(tx: Tx, accountId: string, id: string): Promise<void> {
  for (const each of credentials) await tx.run(each, [accountId, id]);
}

const status = statement(
  `update users set status = $3, seat = $3 = 'active', last_updated_time = $4 where account_id = $1 and id = $2`,
);

/** Writes that a user has accepted his invitation, and has a seat; or that he is shut out, and no meeting comes to him. */
export async function setStatus(
  tx: Tx,
  accountId: string,
  id: string,
  wanted: UserRow['status'],
  now: Date,
): Promise<void> {
  await tx.run(status, [accountId, id, wanted, now]);
}

const byAddress = statement<UserRow>(
  `select ${columns} from users where account_id = $1 and lower(email) = lower($2) and deleted_time is null`,
);

/** The account's living user with this address. */
export async function findByEmailAddress(tx: Tx, accountId: string, email: string): Promise<UserRow | undefined> {
  return tx.one(byAddress, [accountId, email]);
}
