import { z } from 'zod';
import { bookingStatuses } from '../bookings/schema.ts';
import { iso } from '../http/time.ts';
import type { ActivityRow } from './store.ts';

interface Column<Type extends z.ZodType = z.ZodType> {
  /** What people call it, for the column's head. */
  title: string;
  type: Type;
  value(row: ActivityRow, baseUrl: string): z.input<Type>;
}

function column<Type extends z.ZodType>(title: string, type: Type, value: Column<Type>['value']): Column<Type> {
  return { title, type, value };
}

const text = z.string().nullable();
const instant = z.iso.datetime().nullable();
/** A time as the clock on the wall shows it, with its zone's offset. */
const wallClock = z.iso.datetime({ offset: true }).nullable();
const number = z.int().nullable();

/**
 * Everything that a report can say of an activity, in the order in which people are offered it. The contact's own fields are
 * what he wrote into the form of this booking.
 */
export const activityColumns = {
  status: column('Status', z.enum(bookingStatuses), (row) => row.status),
  in_trash: column('In the trash', z.boolean(), (row) => row.in_trash),
  subject: column('Subject', z.string(), (row) => row.subject),
  starting_time: column('Meeting time, UTC', instant, (row) => iso(row.starting_time)),
  starting_time_customer: column('Meeting time, customer’s zone', wallClock, (row) =>
    onTheWall(row.starting_time, row.customer_timezone),
  ),
  starting_time_owner: column('Meeting time, owner’s zone', wallClock, (row) =>
    onTheWall(row.starting_time, row.owner_timezone),
  ),
  duration_minutes: column('Duration, minutes', z.int(), (row) => row.duration_minutes),
  creation_time: column('Created, UTC', z.iso.datetime(), (row) => iso(row.creation_time)),
  last_updated_time: column('Last updated, UTC', z.iso.datetime(), (row) => iso(row.last_updated_time)),
  location_type: column('Kind of location', text, (row) => row.location_type),
  location: column('Location', text, (row) => row.location_description),
  video_link: column('Video link', text, (row) => row.join_url),
  customer_name: column('Customer’s name', text, (row) => row.form?.name ?? null),
  customer_email: column('Customer’s e-mail', text, (row) => row.form?.email ?? null),
  customer_company: column('Customer’s company', text, (row) => row.form?.company ?? null),
  customer_phone: column('Customer’s phone', text, (row) => row.form?.phone ?? null),
  customer_mobile_phone: column('Customer’s mobile phone', text, (row) => row.form?.mobile_phone ?? null),
  customer_note: column('Customer’s note', text, (row) => row.form?.note ?? null),
  customer_time_zone: column('Customer’s time zone', z.string(), (row) => row.customer_timezone),
  additional_guests: column('Additional guests', z.array(z.string()), (row) => row.form?.guests ?? []),
  answers: column('Custom fields', z.array(z.object({ name: z.string(), value: z.unknown() })), (row) => [
    ...(row.form?.custom_fields ?? []),
    ...row.custom_fields,
  ]),
  contact: column('Contact', text, (row) => row.contact_id),
  owner: column('Owner’s id', z.string(), (row) => row.owner_id),
  owner_name: column('Owner', text, (row) => row.owner_name),
  owner_email: column('Owner’s e-mail', text, (row) => row.owner_email),
  owner_time_zone: column('Owner’s time zone', text, (row) => row.owner_timezone),
  host: column('Host’s id', z.string(), (row) => row.host_id),
  host_name: column('Host', text, (row) => row.host_name),
  host_email: column('Host’s e-mail', text, (row) => row.host_email),
  booking_calendar: column('Booking calendar’s id', text, (row) => row.booking_calendar_id),
  booking_calendar_name: column('Booking calendar', text, (row) => row.booking_calendar_name),
  booking_calendar_link: column('Booking calendar’s link', text, (row, base) => link(row.booking_calendar_slug, base)),
  booking_page: column('Booking page’s id', text, (row) => row.booking_page_id),
  booking_page_name: column('Booking page', text, (row) => row.booking_page_name),
  booking_page_label: column('Booking page’s label', text, (row) => row.booking_page_label),
  booking_page_link: column('Booking page’s link', text, (row, base) => link(row.booking_page_slug, base)),
  event_type: column('Event type’s id', text, (row) => row.event_type_id),
  event_type_name: column('Event type', text, (row) => row.event_type_name),
  master_page: column('Master page’s id', text, (row) => row.master_page_id),
  master_page_name: column('Master page', text, (row) => row.master_page_name),
  master_page_label: column('Master page’s label', text, (row) => row.master_page_label),
  master_page_link: column('Master page’s link', text, (row, base) => link(row.master_page_slug, base)),
  tracking_id: column('Tracking id', z.string(), (row) => row.id),
  package: column('Package’s id', text, (row) => row.package_id),
  sessions: column('Sessions of the package', z.int(), (row) => row.sessions),
  rescheduled_booking_id: column('Moved from', text, (row) => row.rescheduled_booking_id),
  canceled_by: column('Canceled by', z.enum(['user', 'customer']).nullable(), (row) => row.canceled_by),
  canceled_by_user: column('User who canceled or moved it', text, (row) => row.canceled_by_name),
  cancel_reason: column('Reason', text, (row) => row.cancel_reason),
  utm_source: column('UTM source', text, (row) => row.utm?.source ?? null),
  utm_medium: column('UTM medium', text, (row) => row.utm?.medium ?? null),
  utm_campaign: column('UTM campaign', text, (row) => row.utm?.campaign ?? null),
  utm_term: column('UTM term', text, (row) => row.utm?.term ?? null),
  utm_content: column('UTM content', text, (row) => row.utm?.content ?? null),
  amount_charged: column('Amount charged', number, (row) => row.payment?.amount_charged ?? null),
  currency: column('Currency', text, (row) => row.payment?.currency ?? null),
  transaction: column('Transaction', text, (row) => row.payment?.transaction_id ?? null),
};

export type ActivityColumn = keyof typeof activityColumns;

/** What a report says of an activity, under the columns that it was asked for. */
export function presentActivity(row: ActivityRow, columns: readonly ActivityColumn[], baseUrl: string) {
  const said = columns.map((name) => [name, (activityColumns[name] as Column).value(row, baseUrl)]);
  return { object: 'activity' as const, id: row.id, ...(Object.fromEntries(said) as object) };
}

function onTheWall(time: number | null, zone: string | null): string | null {
  if (time === null || zone === null) return null;
  const there = Temporal.Instant.fromEpochMilliseconds(time).toZonedDateTimeISO(zone);
  return there.toString({ timeZoneName: 'never', fractionalSecondDigits: 3 });
}

function link(slug: string | null, baseUrl: string): string | null {
  return slug === null ? null : `${baseUrl}/${slug}`;
}
