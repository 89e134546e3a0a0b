import { type KeysetPage, keysetPage, type Paging } from '../db/keyset.ts';
import { statement, type Tx } from '../db/pool.ts';
import type { Member } from './schema.ts';

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
  query: Paging & { user?: string | undefined },
): Promise<KeysetPage<TeamRow>> {
  const { user, limit, after, before } = query;
  const sql = `id = any(array(select team_id from team_members m where m.account_id = $1 and m.user_id = ?))`;
  const filters = user === undefined ? [] : [{ sql, values: [user], few: true as const }];
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

const lockById = statement<TeamRow>(`select ${columns} from teams where account_id = $1 and id = $2 for no key update`);

/** The team with this id, deleted or not; nobody else changes it until the transaction ends. */
export async function lockTeam(tx: Tx, accountId: string, id: string): Promise<TeamRow | undefined> {
  return tx.one(lockById, [accountId, id]);
}

const rename = statement(`update teams set name = $3, last_updated_time = $4 where account_id = $1 and id = $2`);

/** Writes a team's name. */
export async function renameTeam(tx: Tx, accountId: string, id: string, name: string, now: Date): Promise<void> {
  await tx.run(rename, [accountId, id, name, now]);
}

const bury = statement(`update teams set deleted_time = $3, last_updated_time = $3 where account_id = $1 and id = $2`);

/** Leaves a team's tombstone. */
export async function buryTeam(tx: Tx, accountId: string, id: string, now: Date): Promise<void> {
  await tx.run(bury, [accountId, id, now]);
}

const usersById = statement<{ id: string }>(
  `select id from users where account_id = $1 and id = any($2) and deleted_time is null order by id for share`,
);

/** Which of these ids are living users of the account; none of them is deleted until the transaction ends. */
export async function livingUsers(tx: Tx, accountId: string, ids: readonly string[]): Promise<Set<string>> {
  return new Set((await tx.rows(usersById, [accountId, ids])).map((row) => row.id));
}

const dismissOthers = statement(
  `delete from team_members where account_id = $1 and team_id = $2 and user_id <> all($3)`,
);
const admit = statement(
  `insert into team_members (account_id, team_id, user_id, priority, joined_time)
   select $1, $2, m.user_id, m.priority, $5 from unnest($3::text[], $4::smallint[]) m (user_id, priority)
   on conflict (account_id, team_id, user_id) do update set priority = excluded.priority`,
);

/** Makes these users, and no others, the team's members. */
export async function replaceMembers(
  tx: Tx,
  accountId: string,
  teamId: string,
  members: readonly Member[],
  now: Date,
): Promise<void> {
  const users = members.map((member) => member.user);
  await tx.run(dismissOthers, [accountId, teamId, users]);
  await tx.run(admit, [accountId, teamId, users, members.map((member) => member.priority), now]);
}

export interface MemberRow {
  user_id: string;
  priority: number;
  joined_time: number;
}

const membersOf = statement<MemberRow>(
  `select user_id, priority, joined_time from team_members where account_id = $1 and team_id = $2
   order by joined_time, user_id`,
);

/** A team's members, those who joined first in front. */
export async function findMembers(tx: Tx, accountId: string, teamId: string): Promise<MemberRow[]> {
  return tx.rows(membersOf, [accountId, teamId]);
}
