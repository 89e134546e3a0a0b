import { type Database, type Statement, statement, type Tx } from '../db/pool.ts';
import { type ProblemName, problem } from './problem.ts';
import type { Actor, Caller, Context, Reach, Route, Subject } from './route.ts';

/** Says how far a caller reaches with a route. Keys of the account and the two upper roles reach everything. */
function reachOf(route: Pick<Route, 'reach'>, actor: Actor): Reach {
  if (actor.kind === 'key' || actor.role === 'Account Owner' || actor.role === 'Administrator') return 'all';
  const reach = actor.role === 'Team Manager' ? route.reach?.teamManager : route.reach?.member;
  return reach ?? 'none';
}

/** What somebody may do: the ids of operations and how far he reaches with each. */
export function permissionsOf(routes: readonly Route[], actor: Actor): Record<string, Exclude<Reach, 'none'>> {
  const reached = routes
    .filter((route) => route.audience !== 'anybody' && route.deprecated !== true)
    .map((route) => [route.id, reachOf(route, actor)] as const);
  return Object.fromEntries(reached.filter((each): each is [string, Exclude<Reach, 'none'>] => each[1] !== 'none'));
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

const pageOf = statement(`select from booking_pages where account_id = $1 and id = $2 and owner_id = any($3)`);
const calendarOf = statement(`select from booking_calendars where account_id = $1 and id = $2 and host_id = any($3)`);

/**
 * What can be outside of a caller's reach: how it is refused then, and whether it ($2) is one of somebody's ($3). `alone`: what is
 * his teams' is not a member's own.
 */
const subjects: Record<Subject, { unknown: ProblemName; reached: Statement<unknown>; alone?: true }> = {
  attachment: {
    unknown: 'no_such_attachment',
    reached: statement(
      `select from attachments a join bookings b on b.account_id = a.account_id and b.id = a.booking_id
       where a.account_id = $1 and a.id = $2 and (b.owner_id = any($3) or exists (select from booking_hosts h
         where h.account_id = $1 and h.booking_id = b.id and h.user_id = any($3)))`,
    ),
  },
  booking: {
    unknown: 'no_such_booking',
    reached: statement(
      `select from bookings where account_id = $1 and id = $2 and (owner_id = any($3) or exists (select from booking_hosts h
         where h.account_id = $1 and h.booking_id = bookings.id and h.user_id = any($3)))`,
    ),
  },
  booking_calendar: { unknown: 'no_such_booking_calendar', reached: calendarOf },
  booking_page: { unknown: 'no_such_booking_page', reached: pageOf, alone: true },
  calendar_settings: { unknown: 'no_such_booking_calendar', reached: calendarOf, alone: true },
  contact: {
    unknown: 'no_such_contact',
    reached: statement(`select from contacts where account_id = $1 and id = $2 and owner_id = any($3)`),
  },
  conversation: {
    unknown: 'no_such_conversation',
    reached: statement(`select from conversations where account_id = $1 and id = $2 and owner_id = any($3)`),
  },
  hold: {
    unknown: 'no_such_hold',
    // Who holds a time on a team's calendar may release it, whichever colleague it is.
    reached: statement(
      `select from slot_holds h where account_id = $1 and id = $2 and (host_id = any($3) or exists (
         select from booking_calendars c
         where c.account_id = h.account_id and c.id = h.target ->> 'calendar' and c.host_id = any($3)))`,
    ),
  },
  link: {
    unknown: 'no_such_link',
    reached: statement(
      `select from one_time_links l where account_id = $1 and id = $2 and exists (select from booking_calendars c
         where c.account_id = l.account_id and c.id = l.target ->> 'calendar' and c.host_id = any($3))`,
    ),
  },
  page_in_v1: {
    unknown: 'no_such_booking_page',
    reached: statement(
      `select from booking_pages where account_id = $1 and id = $2 and owner_id = any($3)
       union all select from booking_calendars where account_id = $1 and id = $2 and host_id = any($3)`,
    ),
  },
  saved_view: {
    unknown: 'no_such_saved_view',
    reached: statement(`select from saved_views where account_id = $1 and id = $2 and user_id = any($3)`),
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
  const reach = reachOf(route, caller.actor);
  if (reach === 'all' || caller.actor.kind === 'key') return undefined;
  const { accountId, actor } = caller;
  if (reach === 'none') throw problem('role_forbidden', { value: actor.role });
  return db.read(accountId, async (tx) => {
    const who = [accountId, actor.id];
    const subject = route.reach?.of === undefined ? undefined : subjects[route.reach.of];
    const [teams, colleagues] = await Promise.all([
      reach === 'own' && subject?.alone === true ? [] : tx.rows(teamsOf, who),
      reach === 'team' ? tx.rows(colleaguesOf, who) : [],
    ]);
    const within = [actor.id, ...colleagues.map((row) => row.id), ...teams.map((row) => row.id)];
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

/** Refuses what is named in a body and lies outside of the caller's reach, like something that is not there. */
export async function requireNamed(
  tx: Tx,
  { within, caller }: Pick<Context, 'within' | 'caller'>,
  subject: Subject,
  id: string,
  param: string = subject,
): Promise<void> {
  const { unknown, reached } = subjects[subject];
  if (within === undefined || (await tx.run(reached, [caller.accountId, id, within])) > 0) return;
  throw problem(unknown, { value: id, param });
}
