import type { Tx } from '../db/pool.ts';
import { wakeDeliveries } from '../deliveries/wake.ts';
import { endReplay, lockRunningReplays, type RunningReplay, releaseNext } from './store.ts';

/**
 * Lets running replays go on: each webhook is owed up to `atOnce` old deliveries at a time, so that they never take all of the
 * requests that its endpoint may have at once and a new event finds one free. Returns true if there is more to look at right
 * away.
 */
export async function advance(tx: Tx, now: number, atOnce: number): Promise<boolean> {
  let more = false;
  let released = 0;
  for (const replay of await lockRunningReplays(tx)) {
    const step = await advanceOne(tx, replay, now, atOnce);
    released += step.released;
    more ||= step.more;
  }
  if (released > 0) tx.afterCommit(wakeDeliveries);
  return more;
}

async function advanceOne(tx: Tx, replay: RunningReplay, now: number, atOnce: number) {
  const { account_id, id } = replay;
  const nothing = { released: 0, more: false };
  if (replay.webhook_deleted) {
    await endReplay(tx, account_id, id, 'canceled', now);
    return nothing;
  }
  const room = atOnce - replay.under_way;
  if (replay.must_wait || room <= 0) return nothing;
  const { released, more } = await releaseNext(tx, replay, room, now);
  if (!more) await endReplay(tx, account_id, id, 'finished', now);
  // With room left, all that was looked at was not wanted, or not enough of it.
  return { released, more: more && released < room };
}
