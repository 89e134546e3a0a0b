import { nextAttempt } from '../core/retry.ts';
import type { Tx } from '../db/pool.ts';
import type { Attempt } from './attempt.ts';
import { type AttemptRecord, type EndpointNews, recordAttempts, updateEndpoints } from './store.ts';

/** Keeps attempts as they ended, moves their deliveries on, and remembers how their endpoints do. `random` is from 0 up to 1. */
export async function record(tx: Tx, attempts: readonly Attempt[], now: number, random: () => number): Promise<void> {
  await recordAttempts(
    tx,
    attempts.map((attempt) => recordOf(attempt, now, random())),
    now,
  );
  await updateEndpoints(tx, endpointNews(attempts));
}

function recordOf(
  { delivery, startedTime, requestHeaders, responseBody, exchange }: Attempt,
  now: number,
  random: number,
): AttemptRecord {
  const number = delivery.attempts + 1;
  const delivered = exchange.outcome === 'ok';
  const next = delivered
    ? undefined
    : nextAttempt({
        attempts: number,
        eventTime: delivery.replay_time ?? delivery.event_time,
        startedTime,
        random,
      });
  const state = delivered ? 'delivered' : next === undefined ? 'failed' : 'pending';
  return {
    account_id: delivery.account_id,
    delivery_id: delivery.id,
    webhook_id: delivery.webhook_id,
    event_id: delivery.event_id,
    number,
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

/** What the attempts, in the order in which they ended, say of their endpoints; sorted, so that processes lock rows in one order. */
function endpointNews(attempts: readonly Attempt[]): EndpointNews[] {
  const news = new Map<string, EndpointNews>();
  for (const { delivery, startedTime, exchange } of attempts) {
    const { account_id, webhook_id } = delivery;
    let one = news.get(webhook_id);
    if (one === undefined) {
      one = { account_id, webhook_id, last_success_time: null, failing_since: null, failures: 0 };
      news.set(webhook_id, one);
    }
    if (exchange.outcome === 'ok') {
      Object.assign(one, {
        last_success_time: iso(startedTime + exchange.durationMs),
        failing_since: null,
        failures: 0,
      });
    } else {
      one.failing_since ??= iso(startedTime);
      one.failures++;
    }
  }
  return [...news.values()].sort((a, b) => (a.webhook_id < b.webhook_id ? -1 : 1));
}
