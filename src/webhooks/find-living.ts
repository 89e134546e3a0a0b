import type { Tx } from '../db/pool.ts';
import { problem } from '../http/problem.ts';
import { findAnyWebhook } from './find-any.ts';
import type { WebhookRow } from './store.ts';

/** A living webhook; refused if there is none. */
export async function findLivingWebhook(tx: Tx, accountId: string, id: string): Promise<WebhookRow> {
  const row = await findAnyWebhook(tx, accountId, id);
  if (row.deleted_time !== null) throw problem('no_such_webhook', { value: id });
  return row;
}
