import type { Tx } from '../db/pool.ts';
import { problem } from '../http/problem.ts';
import { findWebhook, type WebhookRow } from './store.ts';

/** A webhook, also a deleted one; refused if the account never had it. */
export async function findAnyWebhook(tx: Tx, accountId: string, id: string): Promise<WebhookRow> {
  const row = await findWebhook(tx, accountId, id);
  if (row === undefined) throw problem('no_such_webhook', { value: id });
  return row;
}
