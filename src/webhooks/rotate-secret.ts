import type { Tx } from '../db/pool.ts';
import type { Seal } from '../db/seal.ts';
import { problem } from '../http/problem.ts';
import { newSecret } from './new-secret.ts';
import { lockWebhook, setSecret, type WebhookRow } from './store.ts';

/**
 * Gives a living webhook a new secret and returns both. For `overlapSeconds` the old one is good as well: `Oncehub-Signature`
 * stays with it, `webhook-signature` has a signature of each. With 0 every older secret is dead at once. Refused for webhooks of
 * API v1, which are not signed, and while two secrets are good already: a third would cut off receivers that have the first.
 */
export async function rotateSecret(
  tx: Tx,
  accountId: string,
  id: string,
  overlapSeconds: number,
  now: number,
  seal: Seal,
): Promise<{ row: WebhookRow; secret: string }> {
  const webhook = await lockWebhook(tx, accountId, id);
  if (webhook === undefined || webhook.deleted_time !== null) throw problem('no_such_webhook', { value: id });
  if (webhook.api_version === 'v1') throw problem('webhook_not_signed', { value: id });
  if (overlapSeconds > 0 && (webhook.previous_secret_until ?? 0) > now)
    throw problem('rotation_under_way', { value: id });
  const secret = newSecret();
  const until = overlapSeconds === 0 ? null : now + overlapSeconds * 1000;
  await setSecret(tx, accountId, id, seal.seal(secret), until, now);
  return { row: { ...webhook, previous_secret_until: until }, secret };
}
