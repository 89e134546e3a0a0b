import { type Allotment, isHeld, type OwedEndpoint } from '../core/allot.ts';
import { parkedGapMs } from '../core/retry.ts';
import { aheadMs, dueUntil } from '../core/turn.ts';
import { type Statement, statement, type Tx } from '../db/pool.ts';
import type { Outcome, Phases } from '../http/outgoing.ts';
import type { EventType } from '../webhooks/schema.ts';

/** Some time within a gap after `time`. */
const within = ({ least, most }: { least: number; most: number }, time: string) =>
  `${time} + interval '${least} ms' + random() * interval '${most - least} ms'`;

/**
 * When a delivery that is written at `time` is due: at once, or within the hour if its webhook's backlog is parked or the
 * webhook is paused (columns of `e`). So a parked backlog is not full of what seems due, and is not due all at once.
 */
const firstDue = (time: string) =>
  `case when e.parked_since is null and e.paused_time is null then ${time} else ${within(parkedGapMs.first, time)} end`;

// A delivery's id is its event's and its webhook's: one event owes one webhook one delivery, and the primary key says so.
const insertWithDeliveries = statement<{ in_v1: boolean }>(
  `with event as (
     insert into events (account_id, id, type, subject_id, version, creation_time, body_v2)
     values ($1, $2, $3, $4, $5, $6, $7)
   ), subscribers as (
     select w.id, w.api_version, ${firstDue('$6::timestamptz')} as due
     from webhooks w join webhook_endpoints e on e.account_id = w.account_id and e.webhook_id = w.id
     where w.account_id = $1 and w.deleted_time is null and w.events && array[$3::text, split_part($3, '.', 1)]
   ), owed as (
     insert into deliveries (account_id, id, event_id, event_type, webhook_id, order_key, version, next_time, creation_time)
     select $1, 'DLV-' || substr($2, 6) || substr(w.id, 5), $2, $3, w.id, $4, $5, w.due, $6
     from subscribers w where w.api_version = 'v2'
   )
   select exists (select 1 from subscribers where api_version = 'v1') as in_v1`,
);

/** What an event is, and its bytes in API v2. */
export interface EventRow {
  id: string;
  type: EventType;
  subjectId: string;
  version: number;
  now: number;
  bodyV2: string;
}

/**
 * Writes an event and a delivery to each living webhook of v2 that subscribed to it. True if some of v1 did:
 * most accounts have none, and then nothing is rendered for them.
 */
export async function insertEvent(tx: Tx, accountId: string, event: EventRow): Promise<boolean> {
  const { id, type, subjectId, version, bodyV2 } = event;
  const values = [accountId, id, type, subjectId, version, new Date(event.now), bodyV2];
  return (await tx.one(insertWithDeliveries, values))!.in_v1;
}

const addV1 = statement(
  `with event as (
     update events set body_v1 = $3 where account_id = $1 and id = $2
     returning type, subject_id, version, creation_time
   )
   insert into deliveries (account_id, id, event_id, event_type, webhook_id, order_key, version, next_time, creation_time)
   select $1, 'DLV-' || substr($2, 6) || substr(w.id, 5), $2, type, w.id, subject_id, version, ${firstDue('event.creation_time')}, event.creation_time
   from event join webhooks w on w.account_id = $1 and w.deleted_time is null and w.api_version = 'v1'
     and w.events && array[type, split_part(type, '.', 1)]
   join webhook_endpoints e on e.account_id = w.account_id and e.webhook_id = w.id`,
);

/** Adds an event's bytes in API v1, and its deliveries to the webhooks of v1. */
export async function addEventInV1(tx: Tx, accountId: string, id: string, body: string): Promise<void> {
  await tx.run(addV1, [accountId, id, body]);
}

/**
 * True for a pending delivery that no process is at and that is the oldest about its subject that waits for its webhook. An
 * older one is visible wherever a younger one is, because the subject's row is locked while its versions are written. Ordered
 * and limited, so that the database cannot but use the index deliveries_in_order: statistics of a queue are always wrong, and
 * with the anti-join of a `not exists` it read all of an endpoint's backlog for each row.
 */
const ready = `d.state = 'pending' and (d.lease_until is null or d.lease_until <= $1)
  and d.id = (
    select o.id from deliveries o
    where o.account_id = d.account_id and o.webhook_id = d.webhook_id and o.order_key = d.order_key and o.state = 'pending'
    order by o.version, o.creation_time, o.id limit 1)`;

/** The ready deliveries to a webhook of `w` that are due by some time, longest due first. */
const dueBy = (time: string, most: string) => `d.account_id = w.account_id and d.webhook_id = w.webhook_id and ${ready}
  and d.next_time <= ${time} order by d.next_time limit ${most}`;

/** True for what is due, and for what has not been tried since some time. */
const dueOrUntried = (since: string) =>
  `(d.next_time <= $1 or d.last_tried_time is null or d.last_tried_time < ${since})`;

/** The ready deliveries to a webhook of `w` that are due or not tried since some time, oldest first. */
const untriedSince = (
  time: string,
  most: string,
) => `d.account_id = w.account_id and d.webhook_id = w.webhook_id and ${ready}
  and ${dueOrUntried(time)} order by d.creation_time, d.id limit ${most}`;

/**
 * The one that is next if everything goes one by one: about the subject of the oldest, the oldest. Its state is looked at in a
 * way that hides the partial indexes: in the one whose condition it meets, the database read all that the account is owed.
 */
const next = (deliveries: string, more = '') => `${deliveries}
  where d.account_id = w.account_id and d.state || '' = 'pending' and (d.lease_until is null or d.lease_until <= $1)
  and d.id = (
    select o.id from deliveries o
    where o.account_id = w.account_id and o.webhook_id = w.webhook_id and o.state = 'pending' and o.order_key = (
      select p.order_key from deliveries p
      where p.account_id = w.account_id and p.webhook_id = w.webhook_id and p.state = 'pending'
      order by p.creation_time, p.id limit 1)
    order by o.version, o.creation_time, o.id limit 1) ${more} limit 1`;

/** Up to when what is due to the endpoint of `w` must fall due (core: `dueUntil`). */
const dueTime = `$1::timestamptz + case when w.parked_since is null then interval '0' else interval '${aheadMs} ms' end`;

// Hops from one endpoint to the next along the partial index: the cost follows the endpoints that are owed something,
// not what they are owed, nor what was settled long ago. What a probe or a drain would find is looked up where there may be one.
const owed = statement<OwedEndpoint>(
  `with recursive owed as (
     select ''::text as account_id, ''::text as webhook_id
     union all
     select n.account_id, n.webhook_id from owed o cross join lateral (
       select account_id, webhook_id from deliveries
       where state = 'pending' and (account_id, webhook_id) > (o.account_id, o.webhook_id)
       order by account_id, webhook_id limit 1) n
   )
   select w.*, h.delivery_order = 'strict' as strict, h.deleted_time is not null as deleted,
     coalesce(due.since, case when strict.next_time <= ${dueTime} then strict.next_time end) as due_since,
     coalesce(due.tried, strict.tried) as due_tried,
     coalesce(probe.since, case when w.next_probe_time <= $1 then strict.next_time end) as probe_since,
     coalesce(drain.since, case when w.recovered_time is not null and strict.ready then strict.creation_time end) as drain_since
   from owed o
   cross join lateral (
     select * from webhook_endpoints where account_id = o.account_id and webhook_id = o.webhook_id offset 0) w
   cross join lateral (
     select delivery_order, deleted_time from webhooks where account_id = o.account_id and id = o.webhook_id offset 0) h
   left join lateral (
     select d.next_time as since, coalesce(d.last_tried_time, d.creation_time) as tried from deliveries d
     where h.delivery_order <> 'strict' and w.paused_time is null and ${dueBy(dueTime, '1')}) due on true
   left join lateral (
     select d.next_time as since from deliveries d
     where h.delivery_order <> 'strict' and w.next_probe_time <= $1 and ${dueBy(`'infinity'`, '1')}) probe on true
   left join lateral (
     select d.creation_time as since from deliveries d
     where h.delivery_order <> 'strict' and w.recovered_time is not null and ${untriedSince('w.recovered_time', '1')}) drain on true
   left join lateral (
     ${next(`select d.next_time, d.creation_time, coalesce(d.last_tried_time, d.creation_time) as tried, ${dueOrUntried('w.recovered_time')} as ready from deliveries d`, `and h.delivery_order = 'strict'`)}) strict on true
   where h.deleted_time is not null or (w.paused_time is null and (
     w.recovered_time is not null or due.since is not null or probe.since is not null or strict.next_time is not null))`,
);

/** The endpoints of all accounts that may have something to be sent, and those that are deleted and still owed something. */
export function owedEndpoints(tx: Tx, now: number): Promise<OwedEndpoint[]> {
  return tx.rows(owed, [new Date(now)]);
}

const { first, later, held } = parkedGapMs;

const park = statement(
  `with due as (
     select t.*, w.held from unnest($2::text[], $3::text[], $5::bool[]) as w (account_id, webhook_id, held)
     cross join lateral (
       select d.account_id, d.id from deliveries d
       where d.account_id = w.account_id and d.webhook_id = w.webhook_id and d.state = 'pending'
         and d.next_time <= $1::timestamptz + interval '${aheadMs} ms' and coalesce(d.last_tried_time, d.creation_time)
           > $1::timestamptz - case when w.held then interval '${held.least} ms' else interval '${first.least} ms' end
         and (d.lease_until is null or d.lease_until <= $1)
       order by d.next_time limit $4 for update skip locked) t
   )
   update deliveries d
   set next_time = case
     when due.held then ${within(held, 'coalesce(d.last_tried_time, d.creation_time)')}
     when d.last_tried_time is null then ${within(first, 'd.creation_time')}
     else ${within(later, 'd.last_tried_time')} end
   from due where d.account_id = due.account_id and d.id = due.id`,
);

/**
 * Sets what is due to parked endpoints, and has not waited for as long as something parked does, to the end of that wait; so
 * many deliveries of each.
 */
export async function parkDue(tx: Tx, endpoints: readonly OwedEndpoint[], most: number, now: number): Promise<void> {
  const ids = [endpoints.map((each) => each.account_id), endpoints.map((each) => each.webhook_id)];
  const areHeld = endpoints.map((each) => isHeld(each, now));
  await tx.run(park, [new Date(now), ...ids, most, areHeld]);
}

const drop = statement(
  `update deliveries d set state = 'dropped', settled_time = $1, lease_until = null
   from unnest($2::text[], $3::text[]) as w (account_id, webhook_id)
   where d.account_id = w.account_id and d.webhook_id = w.webhook_id and d.state = 'pending'
     and (d.lease_until is null or d.lease_until <= $1)`,
);

/** Gives up what these webhooks are owed, apart from what is being sent. Returns how much that is. */
export function dropDeliveries(
  tx: Tx,
  webhooks: readonly { account_id: string; webhook_id: string }[],
  now: number,
): Promise<number> {
  return tx.run(drop, [new Date(now), webhooks.map((w) => w.account_id), webhooks.map((w) => w.webhook_id)]);
}

/** A delivery that this process has leased, with all that an attempt needs. */
export interface LeasedDelivery {
  account_id: string;
  id: string;
  event_id: string;
  webhook_id: string;
  /** Attempts recorded so far. */
  attempts: number;
  /** When its latest attempt started. */
  last_tried_time: number | null;
  lease_until: number;
  /** When it was last replayed; its attempts and its 72 hours count from then. */
  replay_time: number | null;
  url: string;
  /** Sealed. */
  secret: Buffer;
  /** Sealed. */
  previous_secret: Buffer | null;
  previous_secret_until: number | null;
  secret_revision: number;
  api_version: 'v1' | 'v2';
  body: string;
  event_time: number;
  /** Of the webhook. */
  name: string;
  /** Of what it is about, as its header says. */
  version: number;
  /** When the endpoint was resumed after a pause, if it ever was. */
  resumed_time: number | null;
}

// `skip locked` lets processes share the work: what another one is taking at this moment is passed over.
const lease = (wanted: string, ready: string) =>
  statement<LeasedDelivery>(
    `with taken as materialized (
     select t.* from unnest($3::text[], $4::text[], ${wanted}
     cross join lateral (
       ${ready} for update skip locked) t
   ), leased as (
     update deliveries d set lease_until = $2
     from taken t
     where d.account_id = t.account_id and d.id = t.id
     returning d.account_id, d.id, d.event_id, d.webhook_id, d.version, d.attempts, d.last_tried_time, d.lease_until, d.replay_time
   )
   select l.*, w.name, w.url, w.secret, w.previous_secret, w.previous_secret_until, w.secret_revision, w.api_version,
     case w.api_version when 'v1' then e.body_v1 else e.body_v2 end as body,
     e.creation_time as event_time, p.resumed_time
   from leased l
   cross join lateral (select * from events where account_id = l.account_id and id = l.event_id offset 0) e
   cross join lateral (select * from webhooks where account_id = l.account_id and id = l.webhook_id offset 0) w
   cross join lateral (
     select resumed_time from webhook_endpoints where account_id = l.account_id and webhook_id = l.webhook_id offset 0) p`,
  );

const leaseDue = lease(
  '$5::int[], $6::timestamptz[]) as w (account_id, webhook_id, slots, until)',
  `select d.account_id, d.id from deliveries d where ${dueBy('w.until', 'w.slots')}`,
);
const leaseUntried = lease(
  '$5::int[], $6::timestamptz[]) as w (account_id, webhook_id, slots, since)',
  `select d.account_id, d.id from deliveries d where ${untriedSince('w.since', 'w.slots')}`,
);
const leaseNext = lease(
  '$5::timestamptz[], $6::timestamptz[]) as w (account_id, webhook_id, until, since)',
  next('select d.account_id, d.id from deliveries d', `and (d.next_time <= w.until or ${dueOrUntried('w.since')})`),
);

/** Leases up to `slots` ready deliveries of each endpoint until `leaseUntil`, in the order that its turn asks for. */
export async function leaseDeliveries(
  tx: Tx,
  allotted: readonly Allotment[],
  now: number,
  leaseUntil: number,
): Promise<LeasedDelivery[]> {
  const untils = (of: readonly Allotment[]) =>
    of.map(({ endpoint, turn }) =>
      turn.mode === 'probe' ? 'infinity' : new Date(dueUntil(endpoint, now)).toISOString(),
    );
  const sinces = (of: readonly Allotment[]) =>
    of.map(({ endpoint, turn }) =>
      turn.mode === 'drain' ? new Date(endpoint.recovered_time!).toISOString() : '-infinity',
    );
  const take = async (from: Statement<LeasedDelivery>, of: readonly Allotment[], ...more: unknown[][]) => {
    if (of.length === 0) return [];
    const ids = [of.map(({ endpoint }) => endpoint.account_id), of.map(({ endpoint }) => endpoint.webhook_id)];
    return tx.rows(from, [new Date(now), new Date(leaseUntil), ...ids, ...more]);
  };
  const strict = allotted.filter(({ endpoint }) => endpoint.strict);
  const [draining, due] = [true, false].map((drains) =>
    allotted.filter(({ endpoint, turn }) => !endpoint.strict && (turn.mode === 'drain') === drains),
  ) as [Allotment[], Allotment[]];
  const slots = (of: readonly Allotment[]) => of.map((each) => each.slots);
  const leased = await Promise.all([
    take(leaseDue, due, slots(due), untils(due)),
    take(leaseUntried, draining, slots(draining), sinces(draining)),
    take(leaseNext, strict, untils(strict), sinces(strict)),
  ]);
  return leased.flat();
}

/** A webhook to which something is under way, and the revision of its secrets that it was signed under. */
export interface SignedUnder {
  account_id: string;
  webhook_id: string;
  secret_revision: number;
}

const revisions = statement<{ webhook_id: string; secret_revision: number }>(
  `select id as webhook_id, secret_revision from webhooks
   where (account_id, id) in (select * from unnest($1::text[], $2::text[]))`,
);

/** The revisions of these webhooks' secrets as they are now. */
export async function secretRevisions(tx: Tx, webhooks: readonly SignedUnder[]): Promise<Map<string, number>> {
  const ids = [webhooks.map((one) => one.account_id), webhooks.map((one) => one.webhook_id)];
  const found = await tx.rows(revisions, ids);
  return new Map(found.map((row) => [row.webhook_id, row.secret_revision]));
}

/** An attempt as it is kept, and what becomes of its delivery. Times are ISO 8601. */
export interface AttemptRecord {
  account_id: string;
  delivery_id: string;
  webhook_id: string;
  event_id: string;
  number: number;
  started_time: string;
  outcome: Outcome | 'secret_unreadable';
  status: number | null;
  error: string | null;
  duration_ms: number;
  phases: Phases | null;
  url: string;
  request_headers: Record<string, string>;
  response_headers: Record<string, string | string[]> | null;
  response_body: string | null;
  lease_until: string;
  state: 'pending' | 'delivered' | 'failed';
  next_time: string | null;
  settled_time: string | null;
}

// The lease that the attempt was made under proves that the delivery is still this process's: one that came back to
// life after its lease ran out logs its attempt and changes nothing else. Younger deliveries about the same subject get
// the same next time, so that they do not stand due and blocked at the head of the index, and are called when it settles.
const record = statement<{ settled: number }>(
  `with result as materialized (
     select * from json_to_recordset($2::json) as r (
       account_id text, delivery_id text, webhook_id text, event_id text, number int, started_time timestamptz, outcome text,
       status smallint, error text, duration_ms int, phases jsonb, url text,
       request_headers jsonb, response_headers jsonb, response_body text, lease_until timestamptz, state text, next_time timestamptz, settled_time timestamptz)
   ), logged as (
     insert into attempts (account_id, delivery_id, number, started_time, webhook_id, event_id, outcome, status, error,
       duration_ms, phases, url, request_headers, response_headers, response_body)
     select account_id, delivery_id, number, started_time, webhook_id, event_id, outcome, status, error, duration_ms,
       phases, url, request_headers, response_headers, response_body
     from result on conflict do nothing
   ), settled as (
     update deliveries d
     set state = r.state, attempts = r.number, next_time = coalesce(r.next_time, d.next_time), lease_until = null,
       last_tried_time = r.started_time, settled_time = r.settled_time
     from result r
     where d.account_id = r.account_id and d.id = r.delivery_id and d.lease_until = r.lease_until
     returning d.account_id, d.webhook_id, d.order_key, d.version, d.state, d.next_time
   ), younger as (
     select y.*, case s.state when 'pending' then s.next_time else $1 end as next_time
     from settled s cross join lateral (
       select f.account_id, f.id from deliveries f
       where f.account_id = s.account_id and f.webhook_id = s.webhook_id and f.order_key = s.order_key and f.state = 'pending'
         and f.version > s.version and f.attempts = 0
         and case s.state when 'pending' then f.next_time < s.next_time else f.next_time > $1 end
       order by f.version, f.creation_time, f.id) y
   ), put_off as (
     update deliveries d set next_time = y.next_time
     from younger y
     where d.account_id = y.account_id and d.id = y.id
   )
   select count(*)::int as settled from settled`,
);

// Seen by a statement of its own: one that waited for the erasure would see deliveries as they were before.
const forgetErased = statement(
  `with tried as (
     select * from unnest($1::text[], $2::text[]) as t (account_id, id)
   ), kept as (
     select d.account_id, d.id from tried t cross join lateral (
       select account_id, id from deliveries where account_id = t.account_id and id = t.id for key share) d
   )
   delete from attempts where (account_id, delivery_id) in (select * from tried except select * from kept)`,
);

/**
 * Keeps attempts, and settles or reschedules their deliveries. Doing it twice is the same as doing it once. Of deliveries that were
 * erased meanwhile nothing is kept.
 */
export async function recordAttempts(tx: Tx, records: readonly AttemptRecord[], now: number): Promise<void> {
  const { settled } = (await tx.one(record, [new Date(now), storableJson(records)]))!;
  if (settled === records.length) return;
  await tx.run(forgetErased, [records.map((each) => each.account_id), records.map((each) => each.delivery_id)]);
}

/** PostgreSQL holds no NUL in any text, and the other side may send anything. */
function storableJson(value: unknown): string {
  return JSON.stringify(value).replace(/(?<!\\)((?:\\\\)*)\\u0000/g, '$1\\ufffd');
}

const owedTo = statement<Owed>(
  `select count(*)::int as waiting, min(creation_time) as oldest_waiting_time
   from deliveries where account_id = $1 and webhook_id = $2 and state = 'pending'`,
);

/** What a webhook is owed. */
export interface Owed {
  waiting: number;
  oldest_waiting_time: number | null;
}

/** How much a webhook is owed, and since when. */
export async function countOwed(tx: Tx, accountId: string, webhookId: string): Promise<Owed> {
  return (await tx.one(owedTo, [accountId, webhookId]))!;
}

const revive = statement(
  `update deliveries set state = 'pending', next_time = $4, settled_time = null
   where account_id = $1 and webhook_id = $2 and creation_time >= $3 and state = 'failed'`,
);

/** Owes a webhook again what was given up of the deliveries that are not older than `since`. */
export async function reviveFailed(tx: Tx, accountId: string, webhookId: string, since: number, now: number) {
  await tx.run(revive, [accountId, webhookId, new Date(since), new Date(now)]);
}

const dropOld = statement(
  `update deliveries d set state = 'dropped', settled_time = $1, lease_until = null
   from webhook_endpoints e
   where e.paused_time is not null and d.account_id = e.account_id and d.webhook_id = e.webhook_id
     and d.state = 'pending' and d.creation_time < $2 and (d.lease_until is null or d.lease_until <= $1)`,
);

/** Gives up what paused webhooks are owed since before `before`. Returns how much that is. */
export function dropOutdated(tx: Tx, before: number, now: number): Promise<number> {
  return tx.run(dropOld, [new Date(now), new Date(before)]);
}

/** Any number will do, as long as nothing else takes it. */
const partitionLock = 4_207_331_002;

const lockPartitions = statement(`select pg_advisory_xact_lock(${partitionLock})`);

const missingPartitions = statement<{ name: string; first: string; next: string }>(
  `select name, day::date::text as first, (day::date + 1)::text as next
   from generate_series($1::date, $1::date + $2::int, '1 day') day, to_char(day, '"attempts_"YYYY_MM_DD') name
   where to_regclass(name) is null`,
);

/** Makes the attempts' partitions from the day of `now` (UTC) to `daysAhead` days later, as far as they are missing. */
export async function makeAttemptPartitions(tx: Tx, now: number, daysAhead: number): Promise<void> {
  await tx.run(lockPartitions);
  const today = new Date(now).toISOString().slice(0, 10);
  for (const { name, first, next } of await tx.rows(missingPartitions, [today, daysAhead])) {
    const create: Statement<unknown> = statement(
      `create table ${name} partition of attempts for values from ('${first}') to ('${next}')`,
    );
    await tx.run(create);
  }
}
