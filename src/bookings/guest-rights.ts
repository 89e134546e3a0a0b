import { may } from '../core/booking.ts';
import type { BookingRow } from './store.ts';

/** Whether a guest may do something to his booking himself, and what he must say. */
export interface Right {
  allowed: boolean;
  /** Until when it was or is allowed, epoch ms; null if no time is set. */
  until: number | null;
  reason: 'mandatory' | 'optional' | 'none';
}

/** What a guest may do to his booking. */
export interface GuestRights {
  cancel: Right;
  reschedule: Right;
}

/**
 * What a guest may do at `now`, epoch ms: cancel and move what has not begun, take a request back, and pick another time after
 * his host has asked for one. What was paid for is not his to cancel (contract 6.4).
 */
export function guestRights(booking: BookingRow, now: number): GuestRights {
  const { status, starting_time: start } = booking;
  const ahead = status === 'requested' || (start !== null && now < start);
  const asked = status === 'canceled' && booking.reschedule_requested;
  const right = (allowed: boolean): Right => ({
    allowed,
    until: status === 'requested' || asked ? null : start,
    reason: 'optional',
  });
  return {
    cancel: right(ahead && may('withdraw', status) && booking.payment_information === null),
    reschedule: right(asked || (ahead && may('resubmit', status))),
  };
}
