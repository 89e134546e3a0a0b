import type { Tally } from '../core/assign.ts';
import { statement, type Tx } from '../db/pool.ts';

/** A scope of fairness, and the member of it that got a booking. */
export interface Tallied {
  scope: string;
  member: string;
}

const tallies = statement<{
  scope_id: string;
  member_id: string;
  last_booked_time: number | null;
  received: number;
  removed: number;
}>(
  `select scope_id, member_id, last_booked_time, received, removed from tallies
   where account_id = $1 and scope_id = any($2) and member_id = any($3)`,
);

/** What the members have had in each of the scopes, by scope and member; who never was booked is not in it. */
export async function findTallies(
  tx: Tx,
  accountId: string,
  scopes: readonly string[],
  members: readonly string[],
): Promise<Map<string, Map<string, Tally>>> {
  const rows = await tx.rows(tallies, [accountId, scopes, members]);
  const found = new Map(scopes.map((scope) => [scope, new Map<string, Tally>()]));
  for (const { scope_id, member_id, last_booked_time, received, removed } of rows) {
    const lastBooked = last_booked_time ?? Number.NEGATIVE_INFINITY;
    found.get(scope_id)?.set(member_id, { received, removed, lastBooked });
  }
  return found;
}

// In the order of their keys, so that two bookings that count in several scopes cannot wait for each other.
// Later than all others of the scope: requests overtake each other between their clock's time and the members' locks, and
// who was booked last must not seem to have been idle for longest.
const received = statement(
  `insert into tallies (account_id, scope_id, member_id, last_booked_time, received)
   select $1, scope, member, greatest($4::timestamptz,
       (select max(last_booked_time) + interval '1 millisecond' from tallies where account_id = $1 and scope_id = scope)), 1
   from unnest($2::text[], $3::text[]) as counted (scope, member) order by 1, 2, 3
   on conflict (account_id, scope_id, member_id) do update set
     last_booked_time = excluded.last_booked_time, received = tallies.received + 1`,
);

/** Adds one to what the members received. */
export async function addReceived(tx: Tx, accountId: string, tallied: readonly Tallied[], now: number): Promise<void> {
  await tx.run(received, [accountId, ...columnsOf(tallied), new Date(now)]);
}

const removed = statement(
  `update tallies set removed = removed + 1 from unnest($2::text[], $3::text[]) as counted (scope, member)
   where account_id = $1 and scope_id = scope and member_id = member`,
);

/** Adds one to what the members lost. */
export async function addRemoved(tx: Tx, accountId: string, tallied: readonly Tallied[]): Promise<void> {
  await tx.run(removed, [accountId, ...columnsOf(tallied)]);
}

const memberPages = statement<{ id: string }>(
  `select id from booking_pages p where account_id = $1 and owner_id = $2 and deleted_time is null and (
     exists (select from resource_pool_members where account_id = $1 and booking_page_id = p.id
       and pool_id in (select split_part(scope, ':', 1) from unnest($3::text[]) scope))
     or exists (select from tallies where account_id = $1 and member_id = p.id and scope_id = any($3)))
   order by id`,
);

/** A user's pages that are counted in one of the scopes, or are in the pool of one. */
export async function findMemberPages(
  tx: Tx,
  accountId: string,
  scopes: readonly string[],
  userId: string,
): Promise<string[]> {
  return (await tx.rows(memberPages, [accountId, userId, scopes])).map((row) => row.id);
}

function columnsOf(tallied: readonly Tallied[]): [scopes: string[], members: string[]] {
  return [tallied.map((each) => each.scope), tallied.map((each) => each.member)];
}
