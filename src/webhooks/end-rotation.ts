import type { Tx } from '../db/pool.ts';
import { problem } from '../http/problem.ts';
import { dropPreviousSecret, lockWebhook, type WebhookRow } from './store.ts';

/** Ends the time in which the secret before the last rotation is good as well, and returns the webhook; also if it is over. */
export async function endRotation(tx: Tx, accountId: string, id: string, now: number): Promise<WebhookRow> {
  const webhook = await lockWebhook(tx, accountId, id);
  if (webhook === undefined || webhook.deleted_time !== null) throw problem('no_such_webhook', { value: id });
  await dropPreviousSecret(tx, accountId, id, now);
  return { ...webhook, previous_secret_until: null };
}
