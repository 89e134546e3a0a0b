import { redacted } from '../http/deleted.ts';
import { iso } from '../http/time.ts';
import { spellStandard } from './spell-standard.ts';
import type { WebhookRow } from './store.ts';

/** A webhook of a list: living, and without its secret. */
export function presentListedWebhook(row: WebhookRow) {
  const { id, api_version, name, url, events } = row;
  return {
    object: 'webhook' as const,
    id,
    api_version,
    name,
    url,
    events,
    creation_time: iso(row.creation_time),
  };
}

/** A new webhook, with the secret that is shown once. */
export function presentCreatedWebhook({ row, secret }: { row: WebhookRow; secret: string }) {
  return { ...presentListedWebhook(row), secret };
}

/** A living webhook with what the contract's object does not hold. */
export function presentWebhookSettings(row: WebhookRow) {
  return {
    ...presentListedWebhook(row),
    object: 'webhook_settings' as const,
    delivery_order: row.delivery_order,
    previous_secret_until: iso(row.previous_secret_until),
  };
}

/** The same with a new secret, which is shown once, as both kinds of libraries take it. */
export function presentRotatedWebhook({ row, secret }: { row: WebhookRow; secret: string }) {
  return { ...presentWebhookSettings(row), secret, standard_secret: spellStandard(secret) };
}

/** A webhook read by its id, or what is left of a deleted one. */
export function presentWebhook(row: WebhookRow) {
  return row.deleted_time === null ? { ...presentListedWebhook(row), secret: null } : redacted('webhook', row.id);
}
