import { type Statement, statement, type Tx } from '../db/pool.ts';
import type { Outcome, Phases } from '../http/outgoing.ts';
import type { EventType } from '../webhooks/schema.ts';

// A delivery's id is its event's and its webhook's: one event owes one webhook one delivery, and the primary key says so.
const insertWithDeliveries = statement<{ in_v1: boolean }>(
  `with event as (
     insert into events (account_id, id, type, subject_id, version, creation_time, body_v2)
     values ($1, $2, $3, $4, $5, $6, $7)
   ), subscribers as (
     select id, api_version from webhooks w
     where w.account_id = $1 and w.deleted_time is null and w.events && array[$3::text, split_part($3, '.', 1)]
   ), owed as (
     insert into deliveries (account_id, id, event_id, webhook_id, order_key, version, next_time, creation_time)
     select $1, 'DLV-' || substr($2, 6) || substr(w.id, 5), $2, w.id, $4, $5, $6, $6
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
 * Writes an event and a delivery, due at once, to each living webhook of v2 that subscribed to it. True if some of v1 did:
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
   insert into deliveries (account_id, id, event_id, webhook_id, order_key, version, next_time, creation_time)
   select $1, 'DLV-' || substr($2, 6) || substr(w.id, 5), $2, w.id, subject_id, version, event.creation_time, event.creation_time
   from event join webhooks w on w.account_id = $1 and w.deleted_time is null and w.api_version = 'v1'
     and w.events && array[type, split_part(type, '.', 1)]`,
);

/** Adds an event's bytes in API v1, and its deliveries to the webhooks of v1. */
export async function addEventInV1(tx: Tx, accountId: string, id: string, body: string): Promise<void> {
  await tx.run(addV1, [accountId, id, body]);
}

/**
 * True for a pending delivery that may be tried at $1: due, no process at it, and the oldest about its subject that waits
 * for its webhook. An older one is visible wherever a younger one is, because the subject's row is locked while its
 * versions are written. Ordered and limited, so that the database cannot but use the index deliveries_in_order: statistics
 * of a queue are always wrong, and with the anti-join of a `not exists` it read all of an endpoint's backlog for each row.
 */
const ready = `d.state = 'pending' and d.next_time <= $1 and (d.lease_until is null or d.lease_until <= $1)
  and d.id = (
    select o.id from deliveries o
    where o.account_id = d.account_id and o.webhook_id = d.webhook_id and o.order_key = d.order_key and o.state = 'pending'
    order by o.version, o.creation_time, o.id limit 1)`;

export interface OwedEndpoint {
  account_id: string;
  webhook_id: string;
  /** When the delivery that has waited longest fell due; null if the webhook is deleted and nothing is due. */
  due_since: number | null;
  deleted: boolean;
  failing: boolean;
}

// Hops from one endpoint to the next along the partial index: the cost follows the endpoints that are owed something,
// not what they are owed, nor what was settled long ago.
const owed = statement<OwedEndpoint>(
  `with recursive owed as (
     select ''::text as account_id, ''::text as webhook_id
     union all
     select n.account_id, n.webhook_id from owed o cross join lateral (
       select account_id, webhook_id from deliveries
       where state = 'pending' and (account_id, webhook_id) > (o.account_id, o.webhook_id)
       order by account_id, webhook_id limit 1) n
   )
   select o.account_id, o.webhook_id, f.next_time as due_since, w.deleted_time is not null as deleted,
     e.failing_since is not null as failing
   from owed o
   join webhooks w on w.account_id = o.account_id and w.id = o.webhook_id
   left join webhook_endpoints e on e.account_id = o.account_id and e.webhook_id = o.webhook_id
   left join lateral (
     select d.next_time from deliveries d
     where d.account_id = o.account_id and d.webhook_id = o.webhook_id and ${ready}
     order by d.next_time limit 1) f on true
   where w.deleted_time is not null or (f.next_time is not null and e.paused_time is null)`,
);

/** The endpoints of all accounts that have a delivery ready, and those that are deleted and still owed something. */
export function owedEndpoints(tx: Tx, now: number): Promise<OwedEndpoint[]> {
  return tx.rows(owed, [new Date(now)]);
}

const drop = statement(
  `update deliveries d set state = 'dropped', settled_time = $1, lease_until = null
   from unnest($2::text[], $3::text[]) as w (account_id, webhook_id)
   where d.account_id = w.account_id and d.webhook_id = w.webhook_id and d.state = 'pending'
     and (d.lease_until is null or d.lease_until <= $1)`,
);

/** Gives up what these webhooks are owed, apart from what is being sent. */
export async function dropDeliveries(tx: Tx, webhooks: readonly OwedEndpoint[], now: number): Promise<void> {
  await tx.run(drop, [new Date(now), webhooks.map((w) => w.account_id), webhooks.map((w) => w.webhook_id)]);
}

/** A delivery that this process has leased, with all that an attempt needs. */
export interface LeasedDelivery {
  account_id: string;
  id: string;
  event_id: string;
  webhook_id: string;
  /** Attempts recorded so far. */
  attempts: number;
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
  failing: boolean;
}

// `skip locked` lets processes share the work: what another one is taking at this moment is passed over.
const lease = statement<LeasedDelivery>(
  `with taken as materialized (
     select t.* from unnest($3::text[], $4::text[], $5::int[]) as w (account_id, webhook_id, slots)
     cross join lateral (
       select d.account_id, d.id from deliveries d
       where d.account_id = w.account_id and d.webhook_id = w.webhook_id and ${ready}
       order by d.next_time limit w.slots for update skip locked) t
   ), leased as (
     update deliveries d set lease_until = $2
     from taken t
     where d.account_id = t.account_id and d.id = t.id
     returning d.account_id, d.id, d.event_id, d.webhook_id, d.attempts, d.lease_until, d.replay_time
   )
   select l.*, w.url, w.secret, w.previous_secret, w.previous_secret_until, w.secret_revision, w.api_version,
     case w.api_version when 'v1' then e.body_v1 else e.body_v2 end as body,
     e.creation_time as event_time, p.failing_since is not null as failing
   from leased l
   cross join lateral (select * from events where account_id = l.account_id and id = l.event_id offset 0) e
   cross join lateral (select * from webhooks where account_id = l.account_id and id = l.webhook_id offset 0) w
   left join lateral (
     select failing_since from webhook_endpoints where account_id = l.account_id and webhook_id = l.webhook_id offset 0) p on true`,
);

/** Leases up to `slots` ready deliveries of each endpoint until `leaseUntil`, longest due first. */
export function leaseDeliveries(
  tx: Tx,
  allotted: readonly { account_id: string; webhook_id: string; slots: number }[],
  now: number,
  leaseUntil: number,
): Promise<LeasedDelivery[]> {
  return tx.rows(lease, [
    new Date(now),
    new Date(leaseUntil),
    allotted.map((w) => w.account_id),
    allotted.map((w) => w.webhook_id),
    allotted.map((w) => w.slots),
  ]);
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
const record = statement(
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
       settled_time = r.settled_time
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
   )
   update deliveries d set next_time = y.next_time
   from younger y
   where d.account_id = y.account_id and d.id = y.id`,
);

/** Keeps attempts, and settles or reschedules their deliveries. Doing it twice is the same as doing it once. */
export async function recordAttempts(tx: Tx, records: readonly AttemptRecord[], now: number): Promise<void> {
  await tx.run(record, [new Date(now), storableJson(records)]);
}

/** PostgreSQL holds no NUL in any text, and the other side may send anything. */
function storableJson(value: unknown): string {
  return JSON.stringify(value).replace(/(?<!\\)((?:\\\\)*)\\u0000/g, '$1\\ufffd');
}

/** What a run of attempts says of their endpoint. */
export interface EndpointNews {
  account_id: string;
  webhook_id: string;
  /** Of the last success, if there was one; it ends a failing time that began before. */
  last_success_time: string | null;
  /** When the first failure after that started. */
  failing_since: string | null;
  /** Failures after it. */
  failures: number;
}

const update = statement(
  `update webhook_endpoints e
   set failing_since = case when n.last_success_time is null then coalesce(e.failing_since, n.failing_since) else n.failing_since end,
     failures = case when n.last_success_time is null then e.failures + n.failures else n.failures end,
     last_success_time = coalesce(n.last_success_time, e.last_success_time)
   from json_to_recordset($1::json) as n (
     account_id text, webhook_id text, last_success_time timestamptz, failing_since timestamptz, failures int)
   where e.account_id = n.account_id and e.webhook_id = n.webhook_id`,
);

/** Keeps what is known of the endpoints. */
export async function updateEndpoints(tx: Tx, news: readonly EndpointNews[]): Promise<void> {
  await tx.run(update, [JSON.stringify(news)]);
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
