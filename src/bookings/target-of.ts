import type { Target } from '../offerings/schema.ts';
import type { BookingRow } from './store.ts';

/** The address under which a booking was made. */
export function targetOf(booking: BookingRow): Target {
  if (booking.booking_calendar_id !== null) return { calendar: booking.booking_calendar_id };
  return { page: booking.booking_page_id ?? '', eventType: booking.event_type_id, master: booking.master_page_id };
}
