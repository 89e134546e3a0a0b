import type { Endpoint } from '../core/endpoint.ts';
import type { TurnMarks } from '../core/turn.ts';
import { statement, type Tx } from '../db/pool.ts';

/** Which endpoint: that of a webhook of an account. */
export interface EndpointId {
  account_id: string;
  webhook_id: string;
}

export interface EndpointRow extends Endpoint, EndpointId {}

const columns = `account_id, webhook_id, failing_since, failures, last_success_time, next_probe_time, parked_since, trying_until,
  recovered_time, pace, pace_limit, next_send_time, slowed_time, paused_time, paused_reason, resumed_time, notices`;

// Sorted, so that processes lock rows in one order.
const lock = statement<EndpointRow>(
  `select ${columns} from webhook_endpoints
   where (account_id, webhook_id) in (select * from unnest($1::text[], $2::text[]))
   order by account_id, webhook_id for update`,
);

const ids = (endpoints: readonly EndpointId[]) => [
  endpoints.map((each) => each.account_id),
  endpoints.map((each) => each.webhook_id),
];

/** The rows of these endpoints, which nobody else changes until the transaction ends. */
export function lockEndpoints(tx: Tx, endpoints: readonly EndpointId[]): Promise<EndpointRow[]> {
  return tx.rows(lock, ids(endpoints));
}

const find = statement<EndpointRow>(
  `select ${columns} from webhook_endpoints where account_id = $1 and webhook_id = $2`,
);

/** What is known of a webhook's endpoint. */
export function findEndpointRow(tx: Tx, accountId: string, webhookId: string): Promise<EndpointRow | undefined> {
  return tx.one(find, [accountId, webhookId]);
}

const write = statement(
  `update webhook_endpoints e
   set failing_since = n.failing_since, failures = n.failures, last_success_time = n.last_success_time,
     next_probe_time = n.next_probe_time, parked_since = n.parked_since, trying_until = n.trying_until,
     recovered_time = n.recovered_time, pace = n.pace, pace_limit = n.pace_limit, next_send_time = n.next_send_time,
     slowed_time = n.slowed_time, paused_time = n.paused_time, paused_reason = n.paused_reason,
     resumed_time = n.resumed_time, notices = n.notices
   from json_to_recordset($1::json) as n (
     account_id text, webhook_id text, failing_since timestamptz, failures int, last_success_time timestamptz,
     next_probe_time timestamptz, parked_since timestamptz, trying_until timestamptz, recovered_time timestamptz,
     pace float8, pace_limit float8, next_send_time timestamptz, slowed_time timestamptz, paused_time timestamptz,
     paused_reason text, resumed_time timestamptz, notices smallint)
   where e.account_id = n.account_id and e.webhook_id = n.webhook_id`,
);

/** Writes rows that were locked before. */
export async function writeEndpoints(tx: Tx, rows: readonly EndpointRow[]): Promise<void> {
  await tx.run(write, [JSON.stringify(rows.map(withTimes))]);
}

/** Times as the database reads them. */
function withTimes<Row extends object>(row: Row): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      typeof value === 'number' && /_(time|since|until)$/.test(name) ? new Date(value).toISOString() : value,
    ]),
  );
}

/** A turn that somebody would like to take: what he saw in the endpoint's row, and what is to stand there. */
export interface WantedTurn extends EndpointId {
  seen: TurnMarks;
  taken: TurnMarks;
}

// Who finds the row locked, or no longer as he saw it, comes too late.
const take = statement<EndpointId>(
  `with wanted as (
     select * from json_to_recordset($1::json) as w (
       account_id text, webhook_id text, next_probe_time timestamptz, next_send_time timestamptz, trying_until timestamptz,
       seen_probe_time timestamptz, seen_send_time timestamptz, seen_trying_until timestamptz)
   ), free as materialized (
     select e.account_id, e.webhook_id, w.next_probe_time, w.next_send_time, w.trying_until
     from wanted w join webhook_endpoints e on e.account_id = w.account_id and e.webhook_id = w.webhook_id
     where e.next_probe_time is not distinct from w.seen_probe_time and e.next_send_time is not distinct from w.seen_send_time
       and e.trying_until is not distinct from w.seen_trying_until
     for update of e skip locked
   )
   update webhook_endpoints e
   set next_probe_time = f.next_probe_time, next_send_time = f.next_send_time, trying_until = f.trying_until
   from free f where e.account_id = f.account_id and e.webhook_id = f.webhook_id
   returning e.account_id, e.webhook_id`,
);

/** Takes the turns that nobody else has taken, and says which. */
export function takeFreeTurns(tx: Tx, wanted: readonly WantedTurn[]): Promise<EndpointId[]> {
  const rows = wanted.map(({ account_id, webhook_id, seen, taken }) => ({
    ...withTimes({ account_id, webhook_id, ...taken }),
    seen_probe_time: seen.next_probe_time === null ? null : new Date(seen.next_probe_time),
    seen_send_time: seen.next_send_time === null ? null : new Date(seen.next_send_time),
    seen_trying_until: seen.trying_until === null ? null : new Date(seen.trying_until),
  }));
  return tx.rows(take, [JSON.stringify(rows)]);
}

const end = statement(
  `update webhook_endpoints e set recovered_time = null
   from unnest($1::text[], $2::text[], $3::timestamptz[]) as d (account_id, webhook_id, recovered_time)
   where e.account_id = d.account_id and e.webhook_id = d.webhook_id and e.recovered_time = d.recovered_time`,
);

/** Ends drains that have nothing left, unless another has begun meanwhile. */
export async function endDrainsOf(tx: Tx, endpoints: readonly EndpointRow[]): Promise<void> {
  await tx.run(end, [...ids(endpoints), endpoints.map(({ recovered_time }) => new Date(recovered_time!))]);
}
