import { type KeysetPage, keysetPage } from '../db/keyset.ts';
import { statement, type Tx } from '../db/pool.ts';

export interface TeamRow {
  id: string;
  name: string;
  creation_time: number;
  deleted_time: number | null;
}

const columns = 'id, name, creation_time, deleted_time';

const insert = statement(
  `insert into teams (account_id, id, name, creation_time, last_updated_time) values ($1, $2, $3, $4, $4)`,
);

/** Writes a team without members. */
export async function insertTeam(
  tx: Tx,
  accountId: string,
  team: { id: string; name: string },
  now: Date,
): Promise<void> {
  await tx.run(insert, [accountId, team.id, team.name, now]);
}

const insertMembers = statement(
  `insert into team_members (account_id, team_id, user_id, joined_time) select $1, $2, unnest($3::text[]), $4`,
);

/** Adds users to a team, all with the default priority. */
export async function addMembers(
  tx: Tx,
  accountId: string,
  teamId: string,
  userIds: readonly string[],
  now: Date,
): Promise<void> {
  await tx.run(insertMembers, [accountId, teamId, userIds, now]);
}

const byId = statement<TeamRow>(`select ${columns} from teams where account_id = $1 and id = $2`);

/** The team with this id, also if it is deleted. */
export async function findTeam(tx: Tx, accountId: string, id: string): Promise<TeamRow | undefined> {
  return tx.one(byId, [accountId, id]);
}

/** One page of the living teams. */
export async function listTeams(
  tx: Tx,
  accountId: string,
  query: { user?: string | undefined; limit: number; after?: string | undefined; before?: string | undefined },
): Promise<KeysetPage<TeamRow>> {
  const { user, limit, after, before } = query;
  const sql = `exists (select 1 from team_members m where m.account_id = teams.account_id and m.team_id = teams.id and m.user_id = ?)`;
  const filters = user === undefined ? [] : [{ sql, values: [user] }];
  return keysetPage<TeamRow>(tx, { table: 'teams', columns, accountId, filters, limit, after, before });
}

const livingIds = statement<{ id: string }>(
  `select id from teams where account_id = $1 and id = any($2) and deleted_time is null`,
);

/** Which of these ids are living teams of the account. */
export async function livingTeams(tx: Tx, accountId: string, ids: readonly string[]): Promise<Set<string>> {
  return new Set((await tx.rows(livingIds, [accountId, ids])).map((row) => row.id));
}

const leaveOthers = statement(`delete from team_members where account_id = $1 and user_id = $2 and team_id <> all($3)`);
const join = statement(
  `insert into team_members (account_id, user_id, team_id, joined_time) select $1, $2, unnest($3::text[]), $4
   on conflict do nothing`,
);

/** Makes these teams, and no others, the user's. */
export async function replaceMemberships(
  tx: Tx,
  accountId: string,
  userId: string,
  teamIds: readonly string[],
  now: Date,
): Promise<void> {
  await tx.run(leaveOthers, [accountId, userId, teamIds]);
  await tx.run(join, [accountId, userId, teamIds, now]);
}
