import type { BookingRow } from './store.ts';

/**
 * How it is told that one booking stands for another: rescheduled on the same calendar or page, and after a user's request
 * to reschedule; canceled and then rescheduled elsewhere (contract 8.1).
 */
export function eventOfMove(
  before: BookingRow,
  after: BookingRow,
): 'booking.rescheduled' | 'booking.canceled_then_rescheduled' {
  const same =
    before.booking_calendar_id === after.booking_calendar_id && before.booking_page_id === after.booking_page_id;
  return same || before.reschedule_requested ? 'booking.rescheduled' : 'booking.canceled_then_rescheduled';
}
