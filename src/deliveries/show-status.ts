import type { Tx } from '../db/pool.ts';
import { findEndpoint } from '../endpoints/find-endpoint.ts';
import { countOwed } from './store.ts';

/** What is known of a webhook's endpoint, and what it is owed. The webhook must exist. */
export async function showStatus(tx: Tx, accountId: string, webhookId: string) {
  const [endpoint, owed] = await Promise.all([
    findEndpoint(tx, accountId, webhookId),
    countOwed(tx, accountId, webhookId),
  ]);
  return { endpoint, owed };
}
