import { type AttemptEnd, type Endpoint, waitOf } from '../core/endpoint.ts';
import { nextAttempt } from '../core/retry.ts';
import { retryAfterMs } from '../core/retry-after.ts';
import type { Tx } from '../db/pool.ts';
import { judgeAttempts } from '../endpoints/judge-attempts.ts';
import type { Attempt } from './attempt.ts';
import { type AttemptRecord, recordAttempts } from './store.ts';

/** An attempt, and when it ended by the clock that it was started by. */
export interface EndedAttempt extends Attempt {
  endedTime: number;
}

/**
 * Keeps attempts, in the order in which they ended, as they ended; remembers how their endpoints do, and moves their
 * deliveries on accordingly. `random` is from 0 up to 1.
 */
export async function record(
  tx: Tx,
  attempts: readonly EndedAttempt[],
  now: number,
  random: () => number,
): Promise<void> {
  const ends = attempts.map((attempt) => ({ ...endOf(attempt), ...webhookOf(attempt) }));
  const endpoints = await judgeAttempts(tx, ends, now, random);
  const records = attempts.map((attempt, i) =>
    recordOf(attempt, now, nextTime(attempt, ends[i]!, endpoints[i]!, random())),
  );
  await recordAttempts(tx, records, now);
}

function endOf({ exchange, startedTime, endedTime }: EndedAttempt): AttemptEnd {
  const header = (name: string) => [exchange.headers?.[name]].flat()[0];
  return {
    startedTime,
    endedTime,
    delivered: exchange.outcome === 'ok',
    status: exchange.status,
    askedMs: retryAfterMs(header('retry-after'), header('date'), endedTime),
  };
}

function webhookOf({ delivery, exchange }: Attempt) {
  const { account_id, webhook_id, name, url } = delivery;
  const error = exchange.error ?? (exchange.status === undefined ? exchange.outcome : `status ${exchange.status}`);
  return { account_id, webhook_id, name, url, error: exchange.outcome === 'ok' ? null : error };
}

/** When the delivery is tried again; undefined if it need not be, or will not be. */
function nextTime({ delivery }: EndedAttempt, end: AttemptEnd, endpoint: Endpoint, random: number): number | undefined {
  if (end.delivered) return undefined;
  const { event_time, resumed_time, replay_time, attempts, last_tried_time } = delivery;
  const since = Math.max(event_time, resumed_time ?? 0, replay_time ?? 0);
  return nextAttempt({ ...end, ...waitOf(endpoint, end, last_tried_time), attempts: attempts + 1, since }, random);
}

function recordOf(
  { delivery, startedTime, requestHeaders, responseBody, exchange }: Attempt,
  now: number,
  next: number | undefined,
): AttemptRecord {
  const state = exchange.outcome === 'ok' ? 'delivered' : next === undefined ? 'failed' : 'pending';
  return {
    account_id: delivery.account_id,
    delivery_id: delivery.id,
    webhook_id: delivery.webhook_id,
    event_id: delivery.event_id,
    number: delivery.attempts + 1,
    started_time: iso(startedTime),
    outcome: exchange.outcome,
    status: exchange.status ?? null,
    error: exchange.error ?? null,
    duration_ms: exchange.durationMs,
    phases: exchange.phases ?? null,
    url: delivery.url,
    request_headers: requestHeaders,
    response_headers: exchange.headers ?? null,
    response_body: responseBody ?? null,
    lease_until: iso(delivery.lease_until),
    state,
    next_time: next === undefined ? null : iso(next),
    settled_time: state === 'pending' ? null : iso(now),
  };
}

function iso(instant: number): string {
  return new Date(instant).toISOString();
}
