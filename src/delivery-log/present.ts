import { iso } from '../http/time.ts';
import { explainOutcome } from './explain-outcome.ts';
import type { AttemptRow, DeliveryRow, WrittenEvent } from './store.ts';
import type { Tested } from './test-webhook.ts';

/** A delivery of a list. */
export function presentListedDelivery(row: DeliveryRow) {
  return {
    object: 'delivery' as const,
    id: row.id,
    webhook: row.webhook_id,
    event: row.event_id,
    type: row.event_type,
    subject: row.subject_id,
    version: row.version,
    state: row.state,
    attempts: row.attempts,
    creation_time: iso(row.creation_time),
    next_attempt_time: row.state === 'pending' ? iso(row.next_time) : null,
    settled_time: iso(row.settled_time),
    replay_time: iso(row.replay_time),
  };
}

/** A delivery with the bytes that it sends. */
export function presentDelivery(row: DeliveryRow & { body: string }) {
  return { ...presentListedDelivery(row), body: row.body };
}

/** An attempt with what was sent and what came back. */
export function presentAttempt(row: AttemptRow) {
  const { status, response_headers, response_body } = row;
  const untimed = { dns_ms: null, connect_ms: null, tls_ms: null, first_byte_ms: null, total_ms: row.duration_ms };
  return {
    object: 'attempt' as const,
    id: row.id,
    delivery: row.delivery_id,
    number: row.number,
    started_time: iso(row.started_time),
    outcome: row.outcome,
    summary: explainOutcome(row.outcome, status),
    error: row.error,
    timings: row.phases ?? untimed,
    request: { method: 'POST' as const, url: row.url, headers: row.request_headers },
    response: status === null ? null : { status, headers: response_headers ?? {}, body: response_body ?? '' },
  };
}

/** An event as webhooks of v2 were sent it, to the byte. */
export function presentEvent(row: WrittenEvent) {
  return JSON.parse(row.body);
}

/** What a test of a webhook has shown. */
export function presentTest({ webhookId, eventType, url, requestHeaders, body, responseBody, exchange }: Tested) {
  const { outcome, status, headers, error, phases } = exchange;
  const nothingSent = { dns_ms: null, connect_ms: null, tls_ms: null, first_byte_ms: null, total_ms: 0 };
  return {
    object: 'webhook_test' as const,
    webhook: webhookId,
    type: eventType,
    outcome,
    summary: explainOutcome(outcome, status ?? null),
    error: error ?? null,
    timings: phases ?? nothingSent,
    request: { method: 'POST' as const, url, headers: requestHeaders, body },
    response: status === undefined ? null : { status, headers: headers ?? {}, body: responseBody ?? '' },
  };
}
