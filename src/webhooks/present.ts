import { redacted } from '../http/deleted.ts';
import { iso } from '../http/time.ts';
import type { WebhookRow } from './store.ts';

/** A webhook of a list: living, and without its secret. */
export function presentListedWebhook(row: WebhookRow) {
  const { id, api_version, name, url, events } = row;
  return { object: 'webhook' as const, id, api_version, name, url, events, creation_time: iso(row.creation_time) };
}

/** A webhook with the secret that its creator is shown once. */
export function presentCreatedWebhook({ row, secret }: { row: WebhookRow; secret: string }) {
  return { ...presentListedWebhook(row), secret };
}

/** A webhook read by its id, or what is left of a deleted one. */
export function presentWebhook(row: WebhookRow) {
  if (row.deleted_time !== null) return redacted('webhook', row.id);
  return { ...presentListedWebhook(row), secret: null };
}
