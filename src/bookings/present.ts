import { iso } from '../http/time.ts';
import { presentUtmParams } from '../offerings/present.ts';
import { guestLinks } from './guest-links.ts';
import type { BookingRow } from './store.ts';

/** A booking with every key of the contract's 7.1, in the order of the live service. Related objects are ids. */
export function presentLivingBooking(row: BookingRow, baseUrl: string) {
  const byCalendar = row.booking_calendar_id !== null;
  return {
    object: 'booking' as const,
    id: row.id,
    tracking_id: row.id,
    subject: row.subject,
    status: row.status,
    in_trash: row.in_trash,
    creation_time: iso(row.creation_time),
    starting_time: iso(row.starting_time),
    last_updated_time: iso(row.last_updated_time),
    attendees: row.attendees,
    owner: row.owner_id,
    duration_minutes: row.duration_minutes,
    virtual_conferencing: row.join_url === null ? null : { join_url: row.join_url },
    location_description: row.location_description,
    rescheduled_booking_id: row.rescheduled_booking_id,
    cancel_reschedule_information:
      row.canceled_by === null
        ? null
        : { reason: row.cancel_reason, actioned_by: row.canceled_by, user_id: row.canceled_by_user_id },
    customer_timezone: row.customer_timezone,
    form_submission: presentForm(row.form_submission),
    booking_page: row.booking_page_id,
    master_page: row.master_page_id,
    event_type: row.event_type_id,
    external_calendar: presentExternalCalendar(row.external_calendar),
    conversation: row.conversation_id,
    utm_params: presentUtmParams(row.utm_params),
    contact: row.contact_id,
    booking_calendar: row.booking_calendar_id,
    cancel_url: byCalendar ? `${baseUrl}/m/${row.id}/cancel` : null,
    reschedule_url: byCalendar ? `${baseUrl}/m/${row.id}` : null,
    ics_url: byCalendar ? `${baseUrl}/api/bookings/ics/${row.ics_token}-${row.id.slice(-6).toLowerCase()}` : null,
    payment_information: presentPayment(row.payment_information),
    custom_fields: row.custom_fields,
  };
}

// The database keeps the keys of an object in an order of its own; these are the contract's.

function presentForm(form: BookingRow['form_submission']) {
  if (form === null) return null;
  const { name, email, phone, mobile_phone, note, company, guests, custom_fields } = form;
  return { name, email, phone, mobile_phone, note, company, guests, custom_fields };
}

function presentExternalCalendar(calendar: BookingRow['external_calendar']) {
  const { type = null, name = null, id = null, event_id = null } = calendar ?? {};
  return { type, name, id, event_id };
}

function presentPayment(payment: BookingRow['payment_information']) {
  if (payment === null) return null;
  const { amount_charged, currency, transaction_id } = payment;
  return { amount_charged, currency, transaction_id };
}

/**
 * A booking as events carry it: without contact and utm_params, with the link to change it, and with its conversation as an
 * object or null (contract 8.4).
 */
export function presentForEvent(row: BookingRow, baseUrl: string, conversation: object | null) {
  const { contact: _, utm_params: __, ...rest } = presentLivingBooking(row, baseUrl);
  return { ...rest, conversation, cancel_reschedule_url: rest.reschedule_url ?? guestLinks(row, baseUrl).manage };
}

/** What was booked on a page: one booking, or those of a package in the order of their times. */
export function presentScheduled(rows: readonly BookingRow[]) {
  const ids = [...rows].sort((a, b) => (a.starting_time ?? 0) - (b.starting_time ?? 0)).map((row) => row.id);
  return { id: ids[0]!, bookings: ids };
}
