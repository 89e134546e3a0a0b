import { type Database, type Statement, statement } from '../db/pool.ts';
import { type ProblemName, problem } from './problem.ts';
import type { Caller, Context, Reach, Route, Subject } from './route.ts';

/** Says how far a caller reaches with a route. Keys of the account and the two upper roles reach everything. */
function reachOf(route: Pick<Route, 'reach'>, { actor }: Caller): Reach {
  if (actor.kind === 'key' || actor.role === 'Account Owner' || actor.role === 'Administrator') return 'all';
  const reach = actor.role === 'Team Manager' ? route.reach?.teamManager : route.reach?.member;
  return reach ?? 'none';
}

/** True if a role may not use the route at all. */
export function closedToSomebody(route: Pick<Route, 'reach'>): boolean {
  return [route.reach?.teamManager, route.reach?.member].some((reach) => reach === undefined || reach === 'none');
}

const teamsOf = statement<{ id: string }>(
  `select t.id from team_members m join teams t on t.account_id = m.account_id and t.id = m.team_id
   where m.account_id = $1 and m.user_id = $2 and t.deleted_time is null order by t.id`,
);
const colleaguesOf = statement<{ id: string }>(
  `select distinct other.user_id as id from team_members m
   join teams t on t.account_id = m.account_id and t.id = m.team_id
   join team_members other on other.account_id = m.account_id and other.team_id = m.team_id
   where m.account_id = $1 and m.user_id = $2 and other.user_id <> $2 and t.deleted_time is null order by id`,
);

/** What can be outside of a caller's reach: how it is refused then, and whether it ($2) is one of somebody's ($3). */
const subjects: Record<Subject, { unknown: ProblemName; reached: Statement<unknown> }> = {
  booking: {
    unknown: 'no_such_booking',
    reached: statement(
      `select from booking_hosts where account_id = $1 and booking_id = $2 and user_id = any($3) limit 1`,
    ),
  },
  booking_calendar: {
    unknown: 'no_such_booking_calendar',
    reached: statement(`select from booking_calendars where account_id = $1 and id = $2 and host_id = any($3)`),
  },
  contact: {
    unknown: 'no_such_contact',
    reached: statement(`select from contacts where account_id = $1 and id = $2 and owner_id = any($3)`),
  },
  user: {
    unknown: 'no_such_user',
    reached: statement(`select from users where account_id = $1 and id = $2 and id = any($3)`),
  },
};

/**
 * The one place where roles are enforced, before a handler runs. Gives the ids of the users and teams whose objects the caller
 * reaches with the route, undefined for everybody's. Refused with 403 if his role has no part in it; an object outside his
 * reach reads like one that is not there. A team manager manages the teams that he is a member of (product description 5.1).
 */
export async function reachWith(
  route: Route,
  caller: Caller,
  db: Database,
  id: string | undefined,
): Promise<readonly string[] | undefined> {
  const reach = reachOf(route, caller);
  if (reach === 'all' || caller.actor.kind === 'key') return undefined;
  const { accountId, actor } = caller;
  if (reach === 'none') throw problem('role_forbidden', { value: actor.role });
  return db.read(accountId, async (tx) => {
    const who = [accountId, actor.id];
    const [teams, colleagues] = await Promise.all([
      tx.rows(teamsOf, who),
      reach === 'team' ? tx.rows(colleaguesOf, who) : [],
    ]);
    const within = [actor.id, ...colleagues.map((row) => row.id), ...teams.map((row) => row.id)];
    const subject = route.reach?.of === undefined ? undefined : subjects[route.reach.of];
    if (subject !== undefined && id !== undefined && (await tx.run(subject.reached, [accountId, id, within])) === 0)
      throw problem(subject.unknown, { value: id });
    return within;
  });
}

/** Refuses to give an object to somebody, or to nobody, outside of the caller's reach. */
export function requireReach({ within, caller }: Pick<Context, 'within' | 'caller'>, id: string | null): void {
  if (within === undefined || (id !== null && within.includes(id))) return;
  throw problem('role_forbidden', { value: caller.actor.kind === 'user' ? caller.actor.role : '' });
}
