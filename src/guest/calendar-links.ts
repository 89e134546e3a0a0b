import type { BookingRow } from '../bookings/store.ts';

/** Addresses at which a guest's own calendar takes a meeting. The meeting must have a time. */
export function calendarLinks(booking: BookingRow): { google: string; outlook: string } {
  const { subject, starting_time: start, ending_time: end, location_description, join_url } = booking;
  const details = join_url ?? '';
  const google = new URL('https://calendar.google.com/calendar/render');
  const plain = (instant: number) => new Date(instant).toISOString().replaceAll(/[-:]|\.\d{3}/g, '');
  google.search = new URLSearchParams({
    action: 'TEMPLATE',
    text: subject,
    dates: `${plain(start!)}/${plain(end!)}`,
    details,
    location: location_description ?? '',
  }).toString();
  const outlook = new URL('https://outlook.live.com/calendar/0/deeplink/compose');
  outlook.search = new URLSearchParams({
    path: '/calendar/action/compose',
    rru: 'addevent',
    subject,
    startdt: new Date(start!).toISOString(),
    enddt: new Date(end!).toISOString(),
    body: details,
    location: location_description ?? '',
  }).toString();
  return { google: google.href, outlook: outlook.href };
}
