import { loadCalendarsAsPages } from '../calendars/load-as-pages.ts';
import type { Tx } from '../db/pool.ts';
import { loadEventTypesInV1 } from '../event-types/load-in-v1.ts';
import { nationalNumber } from '../http/phone.ts';
import { iso } from '../http/time.ts';
import { zoneName } from '../http/zone-name.ts';
import { loadMasterPagesInV1 } from '../master-pages/load-in-v1.ts';
import { loadPagesInV1 } from '../pages/load-in-v1.ts';
import { loadNames } from '../users/load-names.ts';
import { guestLinks } from './guest-links.ts';
import type { BookingRow } from './store.ts';

const statuses = {
  requested: 'Requested',
  scheduled: 'Scheduled',
  rescheduled: 'Rescheduled',
  completed: 'Completed',
  canceled: 'Canceled',
  no_show: 'No-Show',
} as const;

const calendarTypes: Record<string, string> = {
  google: 'Google',
  exchange: 'Exchange',
  office_365: 'Office_365',
  icloud: 'iCloud',
};

/**
 * Bookings as API v1 shows them (contract 10.3), with every key in its order and related objects in full. What was booked
 * is a `booking_page` there; for a booking calendar, which v1 did not know, the calendar stands in its place.
 */
export async function renderV1(tx: Tx, accountId: string, rows: readonly BookingRow[], baseUrl: string) {
  const userIds = rows.flatMap((row) => [row.owner_id, row.host_id, row.canceled_by_user_id ?? []].flat());
  const users = await loadNames(tx, accountId, [...new Set(userIds)]);
  const idsOf = (key: 'booking_calendar_id' | 'booking_page_id' | 'master_page_id' | 'event_type_id') => [
    ...new Set(rows.flatMap((row) => row[key] ?? [])),
  ];
  const [calendars, pages, masters, types] = await Promise.all([
    loadCalendarsAsPages(tx, accountId, idsOf('booking_calendar_id'), baseUrl),
    loadPagesInV1(tx, accountId, idsOf('booking_page_id'), baseUrl),
    loadMasterPagesInV1(tx, accountId, idsOf('master_page_id'), baseUrl),
    loadEventTypesInV1(tx, accountId, idsOf('event_type_id')),
  ]);
  const nameOf = (id: string | null): string | null => users.get(id ?? '')?.name ?? null;
  return rows.map((row) => {
    const at = row.starting_time ?? row.creation_time;
    const own = pages.get(row.booking_page_id ?? '');
    const page = own?.page ?? calendars.get(row.booking_calendar_id ?? '');
    const zone = own?.timezone ?? users.get(row.host_id)?.timezone;
    return {
      object: 'booking' as const,
      tracking_id: row.id,
      package_id: row.package_id,
      subject: row.subject,
      status: statuses[row.status],
      creation_time: iso(row.creation_time),
      starting_time: iso(row.starting_time),
      owner: nameOf(row.owner_id) ?? '',
      duration_minutes: row.duration_minutes,
      virtual_or_physical_location: row.join_url ?? row.location_description ?? '',
      customer_time_zone_description: zoneName(row.customer_timezone, at),
      cancel_reschedule_link: guestLinks(row, baseUrl).manage,
      canceled_booking_tracking_id: row.rescheduled_booking_id,
      cancel_reschedule_reason: row.canceled_by === null ? null : row.cancel_reason,
      name_of_user_who_canceled_rescheduled: row.canceled_by === 'user' ? nameOf(row.canceled_by_user_id) : null,
      name_of_customer_who_canceled_rescheduled:
        row.canceled_by === 'customer' ? (row.form_submission?.name ?? null) : null,
      form_submission: formInV1(row.form_submission),
      booking_page:
        page === undefined ? null : { ...page, time_zone_description: zone === undefined ? null : zoneName(zone, at) },
      master_page: masters.get(row.master_page_id ?? '') ?? null,
      event_type: types.get(row.event_type_id ?? '') ?? null,
      external_calendar: {
        type: calendarTypes[row.external_calendar?.type ?? ''] ?? row.external_calendar?.type ?? null,
        name: row.external_calendar?.name ?? null,
        id: row.external_calendar?.id ?? null,
        event_id: row.external_calendar?.event_id ?? null,
      },
    };
  });
}

/** The answers with v1's own empty values. */
function formInV1(form: BookingRow['form_submission']) {
  if (form === null) return null;
  const { name, email, phone, mobile_phone, note, company, guests, custom_fields } = form;
  return {
    name,
    email,
    phone: phone ?? '',
    mobile_phone: mobile_phone === null ? '' : nationalNumber(mobile_phone),
    note: note ?? '',
    company,
    guests: guests.length === 0 ? [''] : guests,
    custom_fields,
  };
}
