import { clock } from '../availability/schema.ts';
import { type Reason, why } from '../core/why.ts';
import type { Tx } from '../db/pool.ts';
import { iso } from '../http/time.ts';
import type { Candidate, Offering, Target } from '../offerings/schema.ts';
import { findOffering } from './find-offering.ts';
import { loadStanding } from './load-standing.ts';
import type { ClaimRow } from './store.ts';

/**
 * Says of any instant whether an offering has it as a start, and for each host every rule that keeps it from being
 * offered. Unlike the list of free times it knows the offering's horizon, which closes a time for guests (product
 * description 1.4). `start` and `now` in epoch milliseconds.
 */
export async function explainStart(tx: Tx, accountId: string, target: Target, start: number, now: number) {
  const offering = await findOffering(tx, accountId, target, now);
  const { horizon } = offering.rules;
  // Days that still have a free slot are counted from now on.
  const from = horizon.kind === 'bookable_days' ? Math.min(now, start) : start;
  const { standing, claims } = await loadStanding(tx, accountId, offering, { from, to: start + 1, now });
  const reasons = why({ ...standing, rules: { ...standing.rules, horizon } }, start);
  return {
    object: 'slot_explanation' as const,
    start_time: iso(start),
    offered: reasons.some((list) => list.length === 0),
    hosts: offering.host.members.map((host, i) => ({
      host: host.id,
      reasons: reasons[i]!.map((reason) => present(reason, host, offering, claims)),
    })),
  };
}

/** A reason with its facts: the stretch of time it is about, and the booking behind it. */
function present(reason: Reason, host: Candidate, { panel }: Offering, claims: readonly ClaimRow[]) {
  const plain = { rule: reason.rule, start_time: null, end_time: null, booking: null, detail: null };
  switch (reason.rule) {
    case 'busy':
    case 'buffer': {
      const people = [host, ...panel.flatMap((place) => place.members)].map((person) => person.id);
      const claim = claims.find(
        (each) => each.starts_at === reason.start && each.ends_at === reason.end && people.includes(each.user_id),
      );
      const booking = claim?.source_id.startsWith('BKNG-') ? claim.source_id : null;
      return { ...plain, start_time: iso(reason.start), end_time: iso(reason.end), booking };
    }
    case 'past':
      return { ...plain, start_time: iso(reason.now) };
    case 'lead_time':
      return { ...plain, start_time: iso(reason.earliest) };
    case 'horizon':
      return { ...plain, detail: [reason.earliest, reason.latest].filter(Boolean).join(' to ') || null };
    case 'does_not_fit':
      return { ...plain, end_time: iso(reason.openUntil) };
    case 'outside_hours':
      return {
        ...plain,
        detail: reason.hours.map(([begin, end]) => `${clock(begin)}-${clock(end)}`).join(', ') || 'closed',
      };
    case 'cap':
      return { ...plain, detail: `${reason.count} of ${reason.limit} a ${reason.period}` };
    default:
      return plain;
  }
}
