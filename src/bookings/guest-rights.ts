import { may } from '../core/booking.ts';
import { builtInSettings, type Policy } from '../guest-settings/schema.ts';
import type { BookingRow } from './store.ts';

/** Whether a guest may do something to his booking himself, and until when he could or can, epoch ms; null if at any time. */
export interface Right {
  allowed: boolean;
  until: number | null;
}

/** What a guest may do to his booking, and whether he has to say why. */
export interface GuestRights {
  cancel: Right;
  reschedule: Right;
  reason: Policy['reason'];
}

/**
 * What a guest may do at `now`, epoch ms, by the policy that his booking was made under (product description 1.12): cancel and
 * move what has not begun. No policy binds a request, which he can take back, nor him after his host has asked for another
 * time. What was paid for is not his to cancel (contract 6.4).
 */
export function guestRights(booking: BookingRow, now: number): GuestRights {
  const { status, starting_time: start, policy } = booking;
  const { cancel, reschedule, reason } = policy ?? builtInSettings;
  const asked = status === 'canceled' && booking.reschedule_requested;
  const free = status === 'requested' || asked;
  const by = (permission: Policy['cancel'], possible: boolean): Right => {
    if (free || start === null) return { allowed: possible, until: null };
    if (permission.allowed === 'never') return { allowed: false, until: null };
    const until = start - (permission.minutes_before ?? 0) * 60_000;
    return { allowed: possible && now < until, until };
  };
  return {
    cancel: by(cancel, may('withdraw', status) && booking.payment_information === null),
    reschedule: by(reschedule, asked || may('resubmit', status)),
    reason,
  };
}
