import type { Tx } from '../db/pool.ts';
import { problem } from '../http/problem.ts';
import { resolveNotices } from '../notices/resolve-notices.ts';
import { buryWebhook } from './store.ts';

/** Ends a living webhook and forgets its secret. The delivery loop drops what it was still owed. */
export async function removeWebhook(tx: Tx, accountId: string, id: string, now: number) {
  if (!(await buryWebhook(tx, accountId, id, now))) throw problem('no_such_webhook', { value: id });
  await resolveNotices(tx, accountId, id, now);
  return { id, deleted: true as const };
}
