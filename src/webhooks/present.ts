import { redacted } from '../http/deleted.ts';
import { iso } from '../http/time.ts';
import { spellStandard } from './spell-standard.ts';
import type { WebhookRow } from './store.ts';

/** A webhook of a list: living, and without its secret. */
export function presentListedWebhook(row: WebhookRow) {
  const { id, api_version, name, url, events, delivery_order } = row;
  return {
    object: 'webhook' as const,
    id,
    api_version,
    name,
    url,
    events,
    delivery_order,
    previous_secret_until: iso(row.previous_secret_until),
    creation_time: iso(row.creation_time),
  };
}

/** A webhook with the secret that is shown once, to whoever made or rotated it. */
export function presentCreatedWebhook({ row, secret }: { row: WebhookRow; secret: string }) {
  return { ...presentListedWebhook(row), secret, standard_secret: spellStandard(secret) };
}

/** A living webhook read by its id. */
export function presentLivingWebhook(row: WebhookRow) {
  return { ...presentListedWebhook(row), secret: null };
}

/** A webhook read by its id, or what is left of a deleted one. */
export function presentWebhook(row: WebhookRow) {
  return row.deleted_time === null ? presentLivingWebhook(row) : redacted('webhook', row.id);
}
