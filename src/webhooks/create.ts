import { newId } from '../core/id.ts';
import { type Tx, violatedConstraint } from '../db/pool.ts';
import type { Seal } from '../db/seal.ts';
import { type AllowedHosts, acceptableUrl } from '../http/address-guard.ts';
import { problem } from '../http/problem.ts';
import { newSecret } from './new-secret.ts';
import type { NewWebhook } from './schema.ts';
import { insertWebhook, type WebhookRow } from './store.ts';

/** What the slice needs to know of this installation. */
export interface WebhookSettings {
  /** Hosts for which http and private addresses are fine. */
  allowed: AllowedHosts;
  seal: Seal;
}

/**
 * Subscribes a URL to events and returns the webhook with its new secret of 32 hex digits, which is kept sealed. Refuses
 * URLs that do not lead to a public host, and a name that a living webhook of the account has.
 */
export async function createWebhook(
  tx: Tx,
  accountId: string,
  wanted: NewWebhook,
  now: number,
  settings: WebhookSettings,
  apiVersion: WebhookRow['api_version'] = 'v2',
): Promise<{ row: WebhookRow; secret: string }> {
  if (acceptableUrl(wanted.url, settings.allowed) === undefined)
    throw problem('invalid_webhook_url', { value: wanted.url });
  const secret = newSecret();
  const row: WebhookRow = {
    ...wanted,
    id: newId('WHK'),
    api_version: apiVersion,
    delivery_order: wanted.delivery_order ?? 'booking',
    previous_secret_until: null,
    creation_time: now,
    deleted_time: null,
  };
  try {
    await insertWebhook(tx, accountId, row, settings.seal.seal(secret));
  } catch (error) {
    if (violatedConstraint(error) === 'webhook_name_unique')
      throw problem('webhook_name_taken', { value: wanted.name });
    throw error;
  }
  return { row, secret };
}
