import type { Tx } from '../db/pool.ts';
import { resolveNoticesOf } from './store.ts';

/** What was said of a webhook is over: it works again, or is gone. */
export async function resolveNotices(tx: Tx, accountId: string, webhookId: string, now: number): Promise<void> {
  await resolveNoticesOf(tx, accountId, webhookId, now);
}
