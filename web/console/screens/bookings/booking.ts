import type { Booking } from '../../../../packages/client/daybook.ts';
import { api } from '../../core/api.ts';
import { change, refresh } from '../../core/query.ts';
import { ms, shortDate, span } from '../../core/time.ts';
import { words } from './words.ts';

/** With what stands in the table beside its own fields. */
export const expand = 'booking_calendar,booking_page,event_type';

export function guestOf(booking: Booking): string {
  return booking.form_submission?.name || booking.form_submission?.email || booking.subject;
}

/** `Wed, Dec 2, 9:30 – 10:00 AM`. */
export function whenOf(booking: Booking): string {
  if (booking.starting_time === null) return words.noTime;
  const start = ms(booking.starting_time);
  return `${shortDate(start)}, ${span(start, booking.duration_minutes)}`;
}

/** What it was booked on, by name, if the reader may see it. */
export function offeringOf(booking: Booking): string | undefined {
  const { booking_calendar, event_type, booking_page } = booking;
  for (const each of [booking_calendar, event_type, booking_page])
    if (each !== null && typeof each === 'object' && 'name' in each) return each.name;
  return undefined;
}

/** The address of who hosts it: the first of those who take part, since `owner` stays who had it first. */
export function hostEmailOf(booking: Booking): string | undefined {
  const guest = booking.form_submission?.email;
  const [first] = booking.attendees;
  return first === guest ? undefined : first;
}

/** How a guest's own answers are read out. */
export function answersOf(booking: Booking): { name: string; value: string }[] {
  const all = [...(booking.form_submission?.custom_fields ?? []), ...booking.custom_fields];
  return all
    .map(({ name, value }) => ({ name, value: Array.isArray(value) ? value.join(', ') : String(value ?? '') }))
    .filter(({ value }) => value !== '');
}

export function isPast(booking: Booking): boolean {
  return booking.starting_time !== null && ms(booking.starting_time) < Date.now();
}

/** Puts what the API answered in place of what is shown, and has the lists read anew that it may have left or joined. */
export function settled(booking: Booking): void {
  change<Booking>(booking.id, (shown) => ({ ...shown, ...booking }));
  void refresh('bookings');
  void refresh('home');
}

/** Does something that has an undo: at once in the page, then at the server. */
export async function trash(booking: Booking, inTrash: boolean): Promise<Booking> {
  const back = change<Booking>(booking.id, (shown) => ({ ...shown, in_trash: inTrash }));
  try {
    const options = { expand };
    return inTrash ? await api.trashBooking(booking.id, options) : await api.restoreBooking(booking.id, options);
  } catch (error) {
    back();
    throw error;
  }
}
