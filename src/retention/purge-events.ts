import type { Tx } from '../db/pool.ts';
import { deleteWithDeliveries, type EventCursor, oldEvents, takeWalk } from './store.ts';

const dayMs = 86_400_000;

/** For so long the events of a paused webhook are kept at the least, whatever the setting says. */
export const pausedKeptMs = 30 * dayMs;

const batch = 500;

/** Where a walk through an account's events begins. */
export const beginning: EventCursor = { time: 0, id: '' };

/** What one step of the walk deleted, and where the next one begins: undefined at the end. */
export interface PurgeStep {
  events: number;
  /** Deliveries that a webhook was paused for too long to get. */
  undelivered: number;
  next: EventCursor | undefined;
}

/**
 * Deletes events older than `keptMs`, with their deliveries, from among an account's next 500. What is still owed to a webhook
 * stays; what a paused one has not got stays for 30 days at the least. Leaves the rest of the walk to another process that is at
 * it. Needs a system transaction.
 */
export async function purgeEvents(
  tx: Tx,
  accountId: string,
  { now, keptMs, after }: { now: number; keptMs: number; after: EventCursor },
): Promise<PurgeStep> {
  if (!(await takeWalk(tx))) return { events: 0, undelivered: 0, next: undefined };
  const limits = { before: now - keptMs, pausedBefore: now - Math.max(keptMs, pausedKeptMs) };
  const { seen, last_time, last_id, ids, undelivered } = await oldEvents(tx, accountId, limits, after, batch);
  if (ids.length > 0) await deleteWithDeliveries(tx, accountId, ids);
  return { events: ids.length, undelivered, next: seen < batch ? undefined : { time: last_time!, id: last_id! } };
}
