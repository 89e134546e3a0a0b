import type { Tx } from '../db/pool.ts';
import { wakeDeliveries } from '../deliveries/wake.ts';
import { problem } from '../http/problem.ts';
import { findLivingWebhook } from '../webhooks/find-living.ts';
import { type DeliveryRow, findDelivery, setPending } from './store.ts';

/**
 * Sends a settled delivery again: the same bytes under the same event id, in turn with what else its webhook is owed, for up to
 * 72 hours. Returns it as it is then. Refuses one that is pending, or whose webhook was deleted.
 */
export async function replayDelivery(
  tx: Tx,
  accountId: string,
  id: string,
  now: number,
): Promise<DeliveryRow & { body: string }> {
  const found = await findDelivery(tx, accountId, id);
  if (found === undefined) throw problem('no_such_delivery', { value: id });
  await findLivingWebhook(tx, accountId, found.webhook_id);
  if (!(await setPending(tx, accountId, id, now))) throw problem('delivery_pending', { value: id });
  tx.afterCommit(wakeDeliveries);
  return { ...found, state: 'pending', attempts: 0, next_time: now, replay_time: now, settled_time: null };
}
