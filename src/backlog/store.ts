import { statement, type Tx } from '../db/pool.ts';

/** A webhook and what it is owed. Times are in epoch milliseconds. */
export interface BacklogRow {
  account_id: string;
  account_name: string;
  id: string;
  name: string;
  url: string;
  deleted: boolean;
  failing_since: number | null;
  failures: number;
  parked_since: number | null;
  recovered_time: number | null;
  pace: number | null;
  paused_time: number | null;
  last_success_time: number | null;
  /** Deliveries that it is owed. */
  pending: number;
  /** Those of them whose time has come. */
  due: number;
  /** Since when the first of these has been due. */
  due_since: number | null;
  /** When the oldest delivery that it is owed was written. */
  oldest_time: number | null;
}

// For each webhook a range of one index and the beginning of another's: what was settled costs nothing.
const backlog = statement<BacklogRow>(
  `select w.account_id, a.name as account_name, w.id, w.name, w.url, w.deleted_time is not null as deleted,
     e.failing_since, e.failures, e.parked_since, e.recovered_time,
     e.pace, e.paused_time, e.last_success_time, p.pending, p.due, p.due_since, o.creation_time as oldest_time
   from webhooks w
   join accounts a on a.account_id = w.account_id
   join webhook_endpoints e on e.account_id = w.account_id and e.webhook_id = w.id
   cross join lateral (
     select count(*) as pending, count(*) filter (where next_time <= $1) as due, min(next_time) filter (where next_time <= $1) as due_since
     from deliveries where account_id = w.account_id and webhook_id = w.id and state = 'pending') p
   left join lateral (
     select creation_time from deliveries
     where account_id = w.account_id and webhook_id = w.id and state = 'pending' and p.pending > 0
     order by creation_time, id limit 1) o on true
   where ($2::text is null or w.account_id = $2) and (p.pending > 0 or w.deleted_time is null)
   order by w.account_id, w.creation_time, w.id`,
);

/** Every living webhook of all accounts or of one, and deleted ones that are still owed something. */
export function webhookBacklogs(tx: Tx, now: number, accountId?: string): Promise<BacklogRow[]> {
  return tx.rows(backlog, [new Date(now), accountId ?? null]);
}

/** The last attempt of a webhook. */
export interface LastAttemptRow {
  webhook_id: string;
  started_time: number;
  outcome: string;
  status: number | null;
  error: string | null;
}

const lastAttempts = statement<LastAttemptRow>(
  `select w.webhook_id, l.* from unnest($1::text[], $2::text[]) as w (account_id, webhook_id)
   cross join lateral (
     select started_time, outcome, status, error from attempts
     where account_id = w.account_id and webhook_id = w.webhook_id order by started_time desc limit 1) l`,
);

/** The last attempt of each of these webhooks that had one. */
export function lastAttemptsOf(
  tx: Tx,
  webhooks: readonly Pick<BacklogRow, 'account_id' | 'id'>[],
): Promise<LastAttemptRow[]> {
  return tx.rows(lastAttempts, [webhooks.map((w) => w.account_id), webhooks.map((w) => w.id)]);
}
