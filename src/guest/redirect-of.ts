import type { BookingRow } from '../bookings/store.ts';
import type { GuestSettings } from '../guest-settings/schema.ts';
import { nationalNumber } from '../http/phone.ts';
import { iso } from '../http/time.ts';

/** Where a guest goes on to, and after how many seconds of his confirmation. */
export interface Redirect {
  url: string;
  afterSeconds: number;
}

/** What a redirect tells of. */
export interface Concluded {
  done: 'scheduled' | 'rescheduled' | 'canceled';
  bookings: readonly BookingRow[];
  /** True for who may see the guest's answers; nobody else's address carries them. */
  own: boolean;
  /** What the address of the page carried when the guest came, as parameters. */
  arrival: URLSearchParams;
  /** The Classic page's name in its address; null for a calendar's booking. */
  classicPage: string | null;
}

/**
 * Where the settings send a guest after what he did; null if nowhere. Only the address of one who has booked carries data, and
 * only as far as the settings say: the booking and its answers, by the names of calendars or of Classic pages (contract 12.3),
 * and what the guest came with.
 */
export function redirectOf(settings: GuestSettings, concluded: Concluded): Redirect | null {
  const base = settings[`redirect_${concluded.done}`];
  if (base === null) return null;
  const url = new URL(base);
  if (concluded.done === 'scheduled') {
    if (settings.redirect_with_answers && concluded.own) addAnswers(url, concluded);
    const named = new Set([...url.searchParams.keys()].map((name) => name.toLowerCase()));
    for (const [name, value] of concluded.arrival) {
      const utm = name.toLowerCase().startsWith('utm_');
      // Classic pages pass nothing else on.
      if (utm ? !settings.redirect_with_utm : !settings.redirect_with_answers || concluded.classicPage !== null)
        continue;
      if (!named.has(name.toLowerCase())) url.searchParams.append(name, value);
    }
  }
  // Classic addresses have blanks as %20.
  if (concluded.classicPage !== null) url.search = url.search.replaceAll('+', '%20');
  return { url: url.href, afterSeconds: settings.redirect_after_seconds };
}

function addAnswers(url: URL, { bookings, classicPage }: Concluded): void {
  const [booking] = bookings as [BookingRow];
  const pairs = classicPage === null ? calendarPairs(booking) : classicPairs(booking, classicPage);
  for (const [name, value] of pairs) {
    const text = Array.isArray(value) ? value.join(', ') : value == null ? '' : String(value);
    if (text !== '') url.searchParams.append(name, text);
  }
}

function calendarPairs(booking: BookingRow): [name: string, value: unknown][] {
  const form = booking.form_submission;
  return [
    ['booking_calendar', booking.booking_calendar_id],
    ['subject', booking.subject],
    ['status', booking.status],
    ['customer_timezone', booking.customer_timezone],
    ['id', booking.id],
    ['creation_time', iso(booking.creation_time)],
    ['starting_time', booking.starting_time && iso(booking.starting_time)],
    ['name', form?.name],
    ['email', form?.email],
    ['phone', form?.mobile_phone],
    ['company', form?.company],
    ['note', form?.note],
    ...customPairs(booking),
  ];
}

function classicPairs(booking: BookingRow, page: string): [name: string, value: unknown][] {
  const form = booking.form_submission;
  const start = booking.starting_time;
  const at = Temporal.Instant.fromEpochMilliseconds(start ?? booking.creation_time);
  const offset = at.toZonedDateTimeISO(booking.customer_timezone).offsetNanoseconds / 3_600_000_000_000;
  return [
    ['Name', form?.name],
    ['Email', form?.email],
    ['subject', booking.subject],
    ['company', form?.company],
    ['mobile', form?.mobile_phone && nationalNumber(form.mobile_phone)],
    ['phone', form?.phone],
    ['note', form?.note],
    ['customerGuests', form?.guests],
    ['location', booking.location_description],
    ...customPairs(booking).map(([name, value]) => [name.replaceAll(' ', ''), value] as [string, unknown]),
    ['bookingPage', page],
    ['creationTime', iso(booking.creation_time)],
    ['meetingTime', start && iso(start)],
    ['timeZone', zoneName(booking.customer_timezone, at.epochMilliseconds)],
    ['utcOffset', Math.trunc(offset)],
  ];
}

/** `Eastern Time`, in English whatever the guest reads. */
function zoneName(timeZone: string, instant: number): string {
  const format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longGeneric' });
  return format.formatToParts(instant).find(({ type }) => type === 'timeZoneName')!.value;
}

function customPairs(booking: BookingRow): [name: string, value: unknown][] {
  return (booking.form_submission?.custom_fields ?? []).map(({ name, value }) => [name, value]);
}
