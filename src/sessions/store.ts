import { equals, type KeysetPage, keysetPage, type Paging } from '../db/keyset.ts';
import { statement, type Tx } from '../db/pool.ts';
import type { Role } from '../http/route.ts';
import type { WayIn } from './schema.ts';

export interface SessionRow {
  id: string;
  user_id: string;
  way: WayIn;
  second_factor: boolean;
  address: string;
  user_agent: string;
  creation_time: number;
  last_used_time: number;
}

const columns = 'id, user_id, way, second_factor, address, user_agent, creation_time, last_used_time';

const insert = statement(
  `insert into user_sessions (account_id, id, user_id, hash, way, second_factor, address, user_agent, creation_time, last_used_time)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9)`,
);

/** Writes a session that begins now, with the hash of its token. */
export async function insertSession(
  tx: Tx,
  accountId: string,
  session: Omit<SessionRow, 'last_used_time'> & { hash: Buffer },
): Promise<void> {
  const { id, user_id, hash, way, second_factor, address, user_agent, creation_time } = session;
  const now = new Date(creation_time);
  await tx.run(insert, [accountId, id, user_id, hash, way, second_factor, address, user_agent, now]);
}

/** A session with whose it is. */
export interface FoundSession extends SessionRow {
  account_id: string;
  account_email: string;
  role_name: Role;
}

const byHash = statement<FoundSession>(
  `select s.account_id, a.email as account_email, u.role_name, ${columns
    .split(', ')
    .map((column) => `s.${column}`)
    .join(', ')}
   from user_sessions s join accounts a using (account_id)
   join users u on u.account_id = s.account_id and u.id = s.user_id
   where s.hash = $1 and u.status = 'active' and u.deleted_time is null`,
);

/** The session with this token's hash, of a living user. Needs a system transaction, since the account is what is looked for. */
export async function findByHash(tx: Tx, hash: Buffer): Promise<FoundSession | undefined> {
  return tx.one(byHash, [hash]);
}

const byId = statement<SessionRow>(`select ${columns} from user_sessions where account_id = $1 and id = $2`);

/** A session. */
export async function findSession(tx: Tx, accountId: string, id: string): Promise<SessionRow | undefined> {
  return tx.one(byId, [accountId, id]);
}

const touch = statement(
  `update user_sessions set last_used_time = greatest(last_used_time, $3) where account_id = $1 and id = $2`,
);

/** Notes when a session was last used; never an earlier time than another process did. */
export async function markSessionUsed(tx: Tx, accountId: string, id: string, now: number): Promise<void> {
  await tx.run(touch, [accountId, id, new Date(now)]);
}

const remove = statement<{ user_id: string }>(
  `delete from user_sessions where account_id = $1 and id = $2 returning user_id`,
);

/** Ends a session; undefined if there is none. */
export async function deleteSession(tx: Tx, accountId: string, id: string): Promise<{ user_id: string } | undefined> {
  return tx.one(remove, [accountId, id]);
}

/** One page of a user's sessions. */
export async function listSessions(
  tx: Tx,
  accountId: string,
  userId: string,
  { limit, after, before }: Paging,
): Promise<KeysetPage<SessionRow>> {
  const filters = equals('user_id', userId);
  const [reach] = filters;
  const page = { table: 'user_sessions', columns, accountId, filters, reach, limit, after, before, keepsAll: true };
  return keysetPage<SessionRow>(tx, page);
}

const removeAll = statement(`delete from user_sessions where account_id = $1 and user_id = $2 and id <> $3`);

/** Ends all of a user's sessions but one; says how many. */
export async function deleteSessionsOf(tx: Tx, accountId: string, userId: string, but: string): Promise<number> {
  return tx.run(removeAll, [accountId, userId, but]);
}

const confirm = statement(`update user_sessions set second_factor = true where account_id = $1 and id = $2`);

/** Notes that who began a session has shown a second factor. */
export async function markSecondFactor(tx: Tx, accountId: string, id: string): Promise<void> {
  await tx.run(confirm, [accountId, id]);
}

const removeOld = statement(
  `delete from user_sessions where (account_id, id) in (
     select account_id, id from user_sessions where last_used_time < $1 order by last_used_time limit 1000)`,
);

/** Deletes sessions that nobody has used since; says how many. Needs a system transaction. */
export async function deleteOldSessions(tx: Tx, before: number): Promise<number> {
  return tx.run(removeOld, [new Date(before)]);
}
