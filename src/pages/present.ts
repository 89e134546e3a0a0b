import { presentSchedule } from '../availability/present.ts';
import { redacted } from '../http/deleted.ts';
import { presentRules } from '../offerings/present.ts';
import type { BookingPageRow } from './store.ts';

/** A booking page as the API shows one (contract 7.3), or what is left of a deleted one. */
export function presentBookingPage(row: BookingPageRow, baseUrl: string) {
  return row.deleted_time === null ? presentLivingBookingPage(row, baseUrl) : redacted('booking_page', row.id);
}

/** A booking page of a list, which holds no deleted ones. */
export function presentLivingBookingPage(row: BookingPageRow, baseUrl: string) {
  const { id, name, label, slug, active, timezone } = row;
  return { id, object: 'booking_page' as const, name, label, url: `${baseUrl}/${slug}`, active, timezone };
}

/** Everything that can be set on a booking page. */
export function presentBookingPageSettings(row: BookingPageRow) {
  const { id, name, label, subject, owner_id, slug, active, timezone, weekly, overrides, event_types } = row;
  const own = presentSchedule({ timezone, weekly: weekly ?? {}, overrides: overrides ?? {} });
  return {
    object: 'booking_page_settings' as const,
    id,
    name,
    label,
    subject,
    owner: owner_id,
    slug,
    active,
    timezone,
    weekly: weekly === null ? null : own.weekly,
    overrides: overrides === null ? null : own.overrides,
    event_types,
    ...presentRules(row.rules),
  };
}
