import type { Tx } from '../db/pool.ts';
import { problem } from '../http/problem.ts';
import { hold } from '../slots/hold.ts';
import { livingHolds } from '../slots/living-holds.ts';
import { releaseHold } from '../slots/release-hold.ts';
import { startsOf } from './list-times.ts';
import type { Subject } from './look-at-page.ts';

/**
 * Holds the times that a guest picked, instead of those that he had held before, and returns the holds' ids. Refused like a
 * booking if one of them is not free.
 */
export async function holdTimes(
  tx: Tx,
  accountId: string,
  { target, offering, invitation }: Subject,
  wish: { starts: readonly number[]; before: readonly string[] },
  now: number,
): Promise<string[]> {
  for (const { id } of await livingHolds(tx, accountId, wish.before, target, now))
    await releaseHold(tx, accountId, id, now);
  const list = startsOf(tx, accountId, offering, now);
  const ids: string[] = [];
  for (const start of wish.starts) {
    if ((await list(start, start + 1)).length === 0) throw problem('start_not_available');
    const held = await hold(
      tx,
      accountId,
      target,
      { start, durationMinutes: offering.durationMinutes, ...invitation },
      now,
    );
    ids.push(held.id);
  }
  return ids;
}
