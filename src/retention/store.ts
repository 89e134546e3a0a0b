import { statement, type Tx } from '../db/pool.ts';

const withOldEvents = statement<{ account_id: string }>(
  `select account_id from accounts a
   where exists (select 1 from events e where e.account_id = a.account_id and e.creation_time < $1) order by account_id`,
);

/** The accounts that have events from before a time: one look into an index for each account there is. */
export async function accountsWithOldEvents(tx: Tx, before: number): Promise<string[]> {
  return (await tx.rows(withOldEvents, [new Date(before)])).map((row) => row.account_id);
}

/** Any number will do, as long as nothing else takes it. */
const walkLock = 4_207_331_003;

const lockWalk = statement<{ locked: boolean }>(`select pg_try_advisory_xact_lock(${walkLock}) as locked`);

/** False if another process is deleting old events at this moment. */
export async function takeWalk(tx: Tx): Promise<boolean> {
  return (await tx.one(lockWalk))!.locked;
}

/** Where a walk through an account's events stands. */
export interface EventCursor {
  time: number;
  id: string;
}

/** What a step of that walk looked at, and which events of it may go. */
export interface OldEvents {
  seen: number;
  last_time: number | null;
  last_id: string | null;
  ids: string[];
  /** Deliveries of these to webhooks that had been paused for so long that they will not get them any more. */
  undelivered: number;
}

// An event goes with all of its deliveries or stays with all of them. Walked through by account and time, because an index
// over the times of all accounts' deliveries would be one more to write with every delivery.
const old = statement<OldEvents>(
  `with old as materialized (
     select id, creation_time from events
     where account_id = $1 and creation_time < $2 and (creation_time, id) > ($4, $5)
     order by creation_time, id limit $6
   ), owed as materialized (
     select d.event_id, d.state = 'pending' as pending,
       (d.settled_time >= $2 and d.state <> 'dropped')
       or (d.state = 'pending' and e.paused_time is null)
       or (e.paused_time is not null and o.creation_time >= $3) as stays
     from old o
     cross join lateral (
       select event_id, webhook_id, state, settled_time from deliveries
       where account_id = $1 and event_id = o.id offset 0) d
     cross join lateral (
       select paused_time from webhook_endpoints where account_id = $1 and webhook_id = d.webhook_id offset 0) e
   ), gone as materialized (
     select o.id from old o where not exists (select 1 from owed w where w.event_id = o.id and w.stays)
   )
   select (select count(*) from old) as seen, l.creation_time as last_time, l.id as last_id,
     array(select id from gone) as ids,
     (select count(*) from owed w join gone g on g.id = w.event_id where w.pending) as undelivered
   from (select 1) one
   left join lateral (select creation_time, id from old order by creation_time desc, id desc limit 1) l on true`,
);

/**
 * Looks at an account's next `limit` events from before `before`. Those may go of which nothing is owed any more: given up,
 * or settled before then, and, if their webhook is paused, from before `pausedBefore`, the earlier of the two times.
 */
export async function oldEvents(
  tx: Tx,
  accountId: string,
  { before, pausedBefore }: { before: number; pausedBefore: number },
  after: EventCursor,
  limit: number,
): Promise<OldEvents> {
  const values = [accountId, new Date(before), new Date(pausedBefore), new Date(after.time), after.id, limit];
  return (await tx.one(old, values))!;
}

const deleteDeliveries = statement(`delete from deliveries where account_id = $1 and event_id = any ($2)`);
const deleteEvents = statement(`delete from events where account_id = $1 and id = any ($2)`);

/** Deletes events with all of their deliveries. */
export async function deleteWithDeliveries(tx: Tx, accountId: string, ids: readonly string[]): Promise<void> {
  await Promise.all([tx.run(deleteDeliveries, [accountId, ids]), tx.run(deleteEvents, [accountId, ids])]);
}

const oldestPartition = statement<{ name: string }>(
  `select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
   where i.inhparent = 'attempts'::regclass and c.relname ~ '^attempts_\\d{4}_\\d\\d_\\d\\d$' and c.relname < $1
   order by c.relname limit 1`,
);

/** The oldest day of attempts, as its table is called, that was over when the day of `before` (UTC) began. */
export async function oldestDayOfAttempts(tx: Tx, before: number): Promise<string | undefined> {
  const day = new Date(before).toISOString().slice(0, 10).replaceAll('-', '_');
  return (await tx.one(oldestPartition, [`attempts_${day}`]))?.name;
}

// Who waits for this lock makes all wait who come after him, so he does not wait long.
const hurry = statement(`select set_config('lock_timeout', '200ms', true)`);

/** Drops a day of attempts. Fails within a moment if somebody is reading attempts just now. */
export async function dropDayOfAttempts(tx: Tx, name: string): Promise<void> {
  await tx.run(hurry);
  await tx.run(statement(`drop table ${name}`));
}

// The default partition is for days whose own table could not be made.
const deleteStray = statement(
  `delete from attempts_default where ctid = any (array(
     select ctid from attempts_default where started_time < $1 limit $2))`,
);

/** Deletes up to `limit` old attempts that have no day's table; returns how many. */
export async function deleteStrayAttempts(tx: Tx, before: number, limit: number): Promise<number> {
  return tx.run(deleteStray, [new Date(before), limit]);
}

// Locked one after the other, events, deliveries, attempts: whoever writes deliveries of an event, or what a delivery was
// answered, is waited for, so that what he wrote goes too, and comes too late afterwards.
const eventsAbout = statement<{ id: string }>(
  `select id from events where account_id = $1 and subject_id = any($2) for update`,
);
const takeDeliveries = statement<{ id: string }>(
  `delete from deliveries where account_id = $1 and event_id = any ($2) returning id`,
);
const deleteAttempts = statement(`delete from attempts where account_id = $1 and delivery_id = any ($2)`);

/** Deletes the events about some objects with their deliveries and what was sent and answered; returns how many events there were. */
export async function deleteEventsAbout(tx: Tx, accountId: string, subjectIds: readonly string[]): Promise<number> {
  const idsOf = (rows: { id: string }[]) => rows.map((row) => row.id);
  const ids = idsOf(await tx.rows(eventsAbout, [accountId, subjectIds]));
  const deliveries = idsOf(await tx.rows(takeDeliveries, [accountId, ids]));
  await Promise.all([tx.run(deleteAttempts, [accountId, deliveries]), tx.run(deleteEvents, [accountId, ids])]);
  return ids.length;
}
