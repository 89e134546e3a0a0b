import { statement, type Tx } from '../db/pool.ts';
import type { Target } from '../offerings/schema.ts';

const lockUsers = statement(`select 1 from users where account_id = $1 and id = any($2) order by id for no key update`);

/**
 * Locks everybody whose time a meeting may take, in the order of their ids, so that two bookings that share some of them
 * take turns instead of a deadlock. What is read after it, in a statement of its own, is what the one before left.
 */
export async function lockUsersOf(tx: Tx, accountId: string, userIds: readonly string[]): Promise<void> {
  await tx.run(lockUsers, [accountId, userIds]);
}

/** A stretch of a host's time that is taken, in epoch milliseconds. */
export interface ClaimRow {
  user_id: string;
  source_id: string;
  offering_id: string | null;
  starts_at: number;
  ends_at: number;
  /** How many guests share it; holds that have run out are not counted. */
  seats: number;
}

// A claim is never longer than a day, which lets one index range on its start find all that reach into the window. The order
// of each host's claims makes the planner take that very index.
const claims = statement<ClaimRow>(
  `select c.* from unnest($2::text[]) host cross join lateral (
     select user_id, source_id, offering_id, starts_at, ends_at,
       case when expires_at is null then seats else seats - (
         select count(*) from slot_holds h
         where h.account_id = $1 and h.source_id = claims.source_id and h.expires_at <= $5) end as seats
     from claims
     where account_id = $1 and user_id = host and starts_at > $3::timestamptz - interval '1 day' and starts_at < $4
       and ends_at > $3
     order by starts_at
     offset 0
   ) c`,
);

/**
 * The hosts' taken time that reaches into [from, to), each host's by start. A claim without seats was only held, until
 * before `now`: it is free again, but still in the way of the database's constraint.
 */
export async function findClaims(
  tx: Tx,
  accountId: string,
  userIds: readonly string[],
  from: number,
  to: number,
  now: number,
): Promise<ClaimRow[]> {
  return tx.rows(claims, [accountId, userIds, new Date(from), new Date(to), new Date(now)]);
}

const countable = statement<CountedRow>(
  `select c.* from unnest($2::text[]) host cross join lateral (
     select user_id, counts_for, starts_at from claims
     where account_id = $1 and user_id = host and counts_for = any($3) and starts_at >= $4 and starts_at < $5
     order by starts_at
     offset 0
   ) c`,
);

/** A meeting that counts against its host's caps on a calendar or a page. */
export interface CountedRow {
  user_id: string;
  counts_for: string;
  starts_at: number;
}

/** The meetings within [from, to) that count against the users' caps on these calendars or pages. */
export async function findCounted(
  tx: Tx,
  accountId: string,
  userIds: readonly string[],
  countsFor: readonly string[],
  from: number,
  to: number,
): Promise<CountedRow[]> {
  return tx.rows(countable, [accountId, userIds, countsFor, new Date(from), new Date(to)]);
}

const insertClaims = statement(
  `insert into claims (account_id, source_id, user_id, counts_for, offering_id, starts_at, ends_at, expires_at)
   select $1, $2, unnest($3::text[]), unnest($4::text[]), $5, $6, $7, $8`,
);

/** Time to take: whose, what for, and for how long it is only held, if it is. */
export interface NewClaim {
  sourceId: string;
  people: readonly { userId: string; countsFor: string | null }[];
  offeringId: string;
  start: number;
  end: number;
  expiresAt: number | null;
}

/** Takes people's time; refused by the constraint `claim_no_overlap` if one of them is taken already. */
export async function claim(tx: Tx, accountId: string, wanted: NewClaim): Promise<void> {
  await tx.run(insertClaims, [
    accountId,
    wanted.sourceId,
    wanted.people.map((person) => person.userId),
    wanted.people.map((person) => person.countsFor),
    wanted.offeringId,
    new Date(wanted.start),
    new Date(wanted.end),
    date(wanted.expiresAt),
  ]);
}

const takeSeat = statement(
  `update claims set seats = seats + 1, expires_at = greatest(expires_at, $5)
   where account_id = $1 and source_id = $2 and seats - (
     select count(*) from slot_holds h
     where h.account_id = $1 and h.source_id = $2 and h.expires_at <= $4) < $3`,
);

/** Takes one more seat of a session; false if all `capacity` seats are taken. Its hosts must be locked. */
export async function joinSession(
  tx: Tx,
  accountId: string,
  sessionId: string,
  { capacity, now, expiresAt }: { capacity: number; now: number; expiresAt: number | null },
): Promise<boolean> {
  return (await tx.run(takeSeat, [accountId, sessionId, capacity, new Date(now), date(expiresAt)])) > 0;
}

const deleteClaims = statement(`delete from claims where account_id = $1 and source_id = $2 and seats = 1`);
const leaveSeat = statement(`update claims set seats = seats - 1 where account_id = $1 and source_id = $2`);

/** Frees what a booking or a hold took: its people's time, or its seat in a session that others still share. */
export async function release(tx: Tx, accountId: string, sourceId: string): Promise<void> {
  if ((await tx.run(deleteClaims, [accountId, sourceId])) === 0) await tx.run(leaveSeat, [accountId, sourceId]);
}

const dropClaims = statement(`delete from claims where account_id = $1 and source_id = any($2)`);
const dropHolds = statement(`delete from slot_holds where account_id = $1 and source_id = any($2)`);

/** Clears claims that nothing but holds that have run out stood for. Their people must be locked. */
export async function clearClaims(tx: Tx, accountId: string, sourceIds: readonly string[]): Promise<void> {
  await Promise.all([tx.run(dropClaims, [accountId, sourceIds]), tx.run(dropHolds, [accountId, sourceIds])]);
}

function date(instant: number | null): Date | null {
  return instant === null ? null : new Date(instant);
}

const seatsOf = statement<{ seats: number }>(
  `select max(seats)::int as seats from claims where account_id = $1 and source_id = $2`,
);

/** How many guests share a claim; 0 if there is none. */
export async function countSeats(tx: Tx, accountId: string, sourceId: string): Promise<number> {
  return (await tx.one(seatsOf, [accountId, sourceId]))?.seats ?? 0;
}

// A new host who took part already leaves that share of the claim for the host's.
const leaveShare = statement(`delete from claims where account_id = $1 and source_id = $2 and user_id = $3`);
const handOver = statement(`update claims set user_id = $4 where account_id = $1 and source_id = $2 and user_id = $3`);

/** Gives the host's share of a claim to another; refused by the constraint `claim_no_overlap` if his time is taken. */
export async function moveClaim(tx: Tx, accountId: string, sourceId: string, from: string, to: string): Promise<void> {
  await tx.run(leaveShare, [accountId, sourceId, to]);
  await tx.run(handOver, [accountId, sourceId, from, to]);
}

const holdColumns = `id, source_id, host_id, member_id, target, starts_at, duration_minutes, creation_time, expires_at`;

/** A guest's pick, kept for him; times in epoch milliseconds. */
export interface HoldRow {
  id: string;
  source_id: string;
  host_id: string;
  member_id: string;
  target: Target;
  starts_at: number;
  duration_minutes: number;
  creation_time: number;
  expires_at: number;
}

const addHold = statement(
  `insert into slot_holds (account_id, ${holdColumns}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
);

/** Writes a hold; its time is claimed by `claim` or `joinSession`. */
export async function insertHold(tx: Tx, accountId: string, row: HoldRow): Promise<void> {
  await tx.run(addHold, [
    accountId,
    row.id,
    row.source_id,
    row.host_id,
    row.member_id,
    JSON.stringify(row.target),
    new Date(row.starts_at),
    row.duration_minutes,
    new Date(row.creation_time),
    new Date(row.expires_at),
  ]);
}

const holdById = statement<HoldRow>(`select ${holdColumns} from slot_holds where account_id = $1 and id = $2`);

/** The hold with this id, if it has not been cleared away. */
export async function findHold(tx: Tx, accountId: string, id: string): Promise<HoldRow | undefined> {
  return tx.one(holdById, [accountId, id]);
}

const dropHold = statement(`delete from slot_holds where account_id = $1 and id = $2`);

/** Takes a hold away; false if somebody else has. Its seat is released apart. */
export async function deleteHold(tx: Tx, accountId: string, id: string): Promise<boolean> {
  return (await tx.run(dropHold, [accountId, id])) === 1;
}

const expiredHolds = statement<HoldRow & { account_id: string }>(
  `select account_id, ${holdColumns} from slot_holds where expires_at <= $1 order by expires_at limit $2`,
);

/** Holds that have run out, over all accounts. */
export async function findExpiredHolds(
  tx: Tx,
  now: number,
  limit: number,
): Promise<(HoldRow & { account_id: string })[]> {
  return tx.rows(expiredHolds, [new Date(now), limit]);
}
