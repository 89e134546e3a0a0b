import { why } from '../core/why.ts';
import type { Tx } from '../db/pool.ts';
import { iso } from '../http/time.ts';
import type { Target } from '../offerings/schema.ts';
import { findOffering, withDuration } from './find-offering.ts';
import { loadForGuests } from './load-for-guests.ts';
import { presentReason } from './present.ts';

/**
 * Says of any instant whether an offering has it as a start, and for each host every rule that keeps it from being
 * offered. `start` and `now` in epoch milliseconds.
 */
export async function explainStart(
  tx: Tx,
  accountId: string,
  target: Target,
  { start, durationMinutes }: { start: number; durationMinutes: number | undefined },
  now: number,
) {
  const offering = withDuration(await findOffering(tx, accountId, target, now), durationMinutes);
  const { standing, claims } = await loadForGuests(tx, accountId, offering, { from: start, to: start + 1, now });
  const reasons = why(standing, start);
  return {
    object: 'slot_explanation' as const,
    start_time: iso(start),
    offered: reasons.some((list) => list.length === 0),
    hosts: offering.host.members.map((host, i) => ({
      host: host.id,
      booking_page: host.pageId,
      reasons: reasons[i]!.map((reason) => presentReason(reason, host, offering, claims)),
    })),
  };
}
