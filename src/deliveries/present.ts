import { stateOf } from '../core/endpoint.ts';
import type { EndpointRow } from '../endpoints/store.ts';
import { iso } from '../http/time.ts';
import type { Owed } from './store.ts';

/** How a webhook does, and what it is owed. */
export function presentStatus({ endpoint, owed }: { endpoint: EndpointRow; owed: Owed }) {
  return {
    object: 'webhook_status' as const,
    webhook: endpoint.webhook_id,
    state: stateOf(endpoint, owed.waiting),
    failing_since: iso(endpoint.failing_since),
    failures: endpoint.failures,
    last_success_time: iso(endpoint.last_success_time),
    next_attempt_time: endpoint.paused_time === null ? iso(endpoint.next_probe_time) : null,
    paused_time: iso(endpoint.paused_time),
    paused_reason: endpoint.paused_reason,
    pace_per_second: endpoint.pace === null ? null : Math.round(endpoint.pace * 10) / 10,
    waiting: owed.waiting,
    oldest_waiting_time: iso(owed.oldest_waiting_time),
  };
}
