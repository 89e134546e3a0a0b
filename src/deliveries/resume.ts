import type { Tx } from '../db/pool.ts';
import { resumeEndpoint } from '../endpoints/resume-endpoint.ts';
import { countOwed, dropDeliveries, reviveFailed } from './store.ts';
import { wakeDeliveries } from './wake.ts';

/**
 * Lets a paused webhook get deliveries again. With `replay` it gets what was kept for it and what was given up since it began
 * to fail, oldest first, for 72 hours from now; without, all of that is given up. Nothing happens to one that is not paused.
 */
export async function resume(
  tx: Tx,
  accountId: string,
  webhookId: string,
  { replay }: { replay: boolean },
  now: number,
): Promise<{ replayed: number; dropped: number }> {
  const before = await resumeEndpoint(tx, accountId, webhookId, now);
  if (before === undefined) return { replayed: 0, dropped: 0 };
  tx.afterCommit(wakeDeliveries);
  if (!replay) return { replayed: 0, dropped: await dropDeliveries(tx, [before], now) };
  if (before.failing_since !== null) await reviveFailed(tx, accountId, webhookId, before.failing_since, now);
  return { replayed: (await countOwed(tx, accountId, webhookId)).waiting, dropped: 0 };
}
