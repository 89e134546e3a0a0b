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
