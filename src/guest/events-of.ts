import { presentLivingBooking } from '../bookings/present.ts';
import type { BookingRow } from '../bookings/store.ts';
import { nationalNumber } from '../http/phone.ts';
import { iso } from '../http/time.ts';
import type { Redirect } from './redirect-of.ts';

/** Something that the website around a page hears of; told once for each key. */
export interface PageEvent {
  key: string;
  type: string;
  payload: object;
}

/** What a page has to say to the website around it. */
export interface Told {
  events: readonly PageEvent[];
  redirect: Redirect | null;
}

/** What is said of a calendar in every event of its page (contract 12.1). */
export interface CalendarFacts {
  id: string;
  subject: string;
  host: string;
  url: string;
  name: string;
  duration_minutes: number;
}

/** A calendar's page is there. */
export function loadedEvent(calendar: CalendarFacts): PageEvent {
  return { key: `loaded ${calendar.id}`, type: 'oncehub.booking_calendar.loaded', payload: calendar };
}

/** The guest picked a time on a calendar's page. `start` is in epoch milliseconds. */
export function pickedEvent(calendar: CalendarFacts, start: number, zone: string): PageEvent {
  return {
    key: `picked ${start}`,
    type: 'oncehub.booking_calendar.time_slot_selected',
    payload: { ...calendar, starting_time: iso(start), customer_timezone: zone },
  };
}

/** What a guest can do with a booking that websites hear of; the contract has the first, the others are ours. */
const typesOf = {
  scheduled: 'oncehub.booking.scheduled',
  rescheduled: 'oncehub.booking.rescheduled',
  canceled: 'oncehub.booking.canceled',
} as const;

/**
 * A guest made, moved or cancelled a booking; utm parameters one by one, and empty where there are none. Of a guest who is shown to
 * nobody (`own` is false) nothing is told.
 */
export function bookingEvent(done: keyof typeof typesOf, row: BookingRow, own: boolean, baseUrl: string): PageEvent {
  const shown = presentLivingBooking(row, baseUrl);
  const utm = row.utm_params;
  return {
    key: `done ${done} ${row.id} ${row.version}`,
    type: typesOf[done],
    payload: {
      id: row.id,
      subject: row.subject,
      status: row.status,
      creation_time: shown.creation_time,
      starting_time: shown.starting_time,
      customer_timezone: row.customer_timezone,
      host: row.host_id,
      duration_minutes: row.duration_minutes,
      location_description: row.location_description ?? '',
      attendees: own ? row.attendees : [],
      booking_calendar: row.booking_calendar_id,
      cancel_url: shown.cancel_url,
      reschedule_url: shown.reschedule_url,
      utm_campaign: utm?.campaign ?? '',
      utm_content: utm?.content ?? '',
      utm_medium: utm?.medium ?? '',
      utm_source: utm?.source ?? '',
      utm_term: utm?.term ?? '',
      ics_url: shown.ics_url,
      custom_fields: own ? answersOf(row) : [],
    },
  };
}

function answersOf({ form_submission: form }: BookingRow): { name: string; value: unknown }[] {
  if (form === null) return [];
  const plain = {
    name: form.name,
    email: form.email,
    phone: form.mobile_phone,
    company: form.company,
    note: form.note,
  };
  const given = Object.entries(plain).flatMap(([name, value]) => (value == null ? [] : [{ name, value }]));
  return [...given, ...form.custom_fields];
}

/** The same for `SOAfterConfirmationFunction` of Classic embeds (contract 12.2). Times are texts without a zone. */
export function confirmedEvent(
  rows: readonly BookingRow[],
  links: { manage: string; ics: string },
  hostZone: string,
): PageEvent {
  const [first] = rows as [BookingRow];
  const form = first.form_submission;
  return {
    key: `done confirmed ${first.id}`,
    type: 'daybook.confirmed',
    payload: {
      errorStatus: 0,
      bookingInfo: {
        Version: '7.35',
        MeetingTimes: rows
          .filter((row) => row.starting_time !== null)
          .map((row) => ({
            UTCTime: wallClock(row.starting_time!, 'UTC'),
            CustomerTime: wallClock(row.starting_time!, row.customer_timezone),
            SOTime: wallClock(row.starting_time!, hostZone),
          })),
        CancelRescheduleLink: links.manage,
        Note: form?.note ?? '',
        CalendarEvent: { ICS: links.ics, VCS: links.ics },
        statusCode: '1',
        Message: null,
        CustomerName: form?.name ?? '',
        CustomerEmail: form?.email ?? '',
        CustomerPhone: form?.mobile_phone == null ? '' : nationalNumber(form.mobile_phone),
        EventTypeName: first.subject,
        BookingId: rows.map((row) => row.id),
      },
    },
  };
}

function wallClock(instant: number, zone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(instant)
    .toZonedDateTimeISO(zone)
    .toPlainDateTime()
    .toString()
    .slice(0, 19);
}
