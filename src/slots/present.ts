import { clock } from '../availability/schema.ts';
import type { Reason } from '../core/why.ts';
import { iso } from '../http/time.ts';
import type { Candidate, Offering } from '../offerings/schema.ts';
import type { Slot } from './list-slots.ts';
import type { ClaimRow, HoldRow } from './store.ts';

/** A hold as the API shows one. */
export function presentHold(row: HoldRow) {
  return {
    object: 'slot_hold' as const,
    id: row.id,
    start_time: iso(row.starts_at),
    duration_minutes: row.duration_minutes,
    host: row.host_id,
    expires_time: iso(row.expires_at),
  };
}

/** A start on a master page, which says of which pages a guest picks one there, or that he does not. */
export function presentMasterSlot(slot: Slot) {
  return { ...slot, booking_pages: slot.booking_pages ?? null };
}

/** Why a host is not offered, with the facts: the stretch of time it is about, and the booking behind it. */
export function presentReason(reason: Reason, host: Candidate, { panel }: Offering, claims: readonly ClaimRow[]) {
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
