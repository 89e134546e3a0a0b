import { redacted } from '../http/deleted.ts';
import { meetingRules } from '../offerings/schema.ts';
import type { CalendarRow } from './store.ts';

/** A booking calendar as the API shows one, or what is left of a deleted one. */
export function presentCalendar(row: CalendarRow, baseUrl: string) {
  return row.deleted_time === null ? presentLivingCalendar(row, baseUrl) : redacted('booking_calendar', row.id);
}

/** A booking calendar as API v1 shows the page of a booking; v1 has no other form for deleted ones. */
export function presentAsPage({ subject, name, slug }: CalendarRow, baseUrl: string) {
  return { public_name: subject, internal_label: name, link: `${baseUrl}/${slug}`, category: null };
}

/** A booking calendar of a list, which holds no deleted ones. */
export function presentLivingCalendar(row: CalendarRow, baseUrl: string) {
  const { id, subject, host_id, slug, name, published, duration_minutes } = row;
  return {
    object: 'booking_calendar' as const,
    id,
    subject,
    host: host_id,
    url: `${baseUrl}/${slug}`,
    name,
    published,
    duration_minutes,
  };
}

/** Everything that can be set on a calendar. */
export function presentSettings(row: CalendarRow) {
  const { proposals: _, sessions: __, slots_per_day: ___, ...rules } = meetingRules.parse(row.rules);
  const { id, name, subject, slug, published, duration_minutes } = row;
  return {
    object: 'booking_calendar_settings' as const,
    id,
    name,
    subject,
    host: row.host_id,
    slug,
    published,
    duration_minutes,
    ...rules,
  };
}
