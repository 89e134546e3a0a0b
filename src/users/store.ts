import { equals, type KeysetPage, keysetPage } from '../db/keyset.ts';
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

/** One page of the living users. */
export async function listUsers(
  tx: Tx,
  accountId: string,
  query: { email?: string | undefined; limit: number; after?: string | undefined; before?: string | undefined },
): Promise<KeysetPage<UserRow>> {
  const { limit, after, before } = query;
  const filters = equals('lower(email)', query.email?.toLowerCase());
  return keysetPage<UserRow>(tx, { table: 'users', columns, accountId, filters, limit, after, before });
}
