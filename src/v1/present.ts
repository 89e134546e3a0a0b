import { iso } from '../http/time.ts';
import type { WebhookRow } from '../webhooks/store.ts';

/** A webhook as v1 shows one: it has no version there and no secret. */
export function presentWebhookInV1({ id, name, url, events, creation_time }: WebhookRow) {
  return { object: 'webhook' as const, id, name, url, events: [...events], creation_time: iso(creation_time) };
}
