import { type Tx, violatedConstraint } from '../db/pool.ts';
import { acceptableUrl } from '../http/address-guard.ts';
import { problem } from '../http/problem.ts';
import type { WebhookSettings } from './create.ts';
import { subscribableInV1, type WebhookChange } from './schema.ts';
import { lockWebhook, updateWebhook, type WebhookRow } from './store.ts';

/**
 * Changes a living webhook and returns it, under the rules that it was made under: a URL that leads to a public host, a name
 * of its own, and for a webhook of API v1 only events that v1 knows. What it is owed already goes to the new URL.
 */
export async function changeWebhook(
  tx: Tx,
  accountId: string,
  id: string,
  change: WebhookChange,
  now: number,
  { allowed }: Pick<WebhookSettings, 'allowed'>,
): Promise<WebhookRow> {
  const webhook = await lockWebhook(tx, accountId, id);
  if (webhook === undefined || webhook.deleted_time !== null) throw problem('no_such_webhook', { value: id });
  const changed: WebhookRow = {
    ...webhook,
    name: change.name ?? webhook.name,
    url: change.url ?? webhook.url,
    events: change.events ?? webhook.events,
    delivery_order: change.delivery_order ?? webhook.delivery_order,
  };
  if (change.url !== undefined && acceptableUrl(change.url, allowed) === undefined)
    throw problem('invalid_webhook_url', { value: change.url });
  const tooNew = changed.events.find((event) => changed.api_version === 'v1' && !subscribableInV1.includes(event));
  if (tooNew !== undefined) throw problem('invalid_webhook_events', { value: tooNew });
  try {
    await updateWebhook(tx, accountId, changed, now);
  } catch (error) {
    if (violatedConstraint(error) === 'webhook_name_unique')
      throw problem('webhook_name_taken', { value: changed.name });
    throw error;
  }
  return changed;
}
