import type { Tx } from '../db/pool.ts';
import { livingWebhooks, type WebhookRow } from './store.ts';

/** Every living webhook of an account, newest first. */
export async function listAllWebhooks(tx: Tx, accountId: string): Promise<WebhookRow[]> {
  return livingWebhooks(tx, accountId);
}
