import { guestLinks } from '../bookings/guest-links.ts';
import type { BookingRow } from '../bookings/store.ts';
import type { GuestSettings } from '../guest-settings/schema.ts';
import { linkTo } from './link-to.ts';
import { arrivalOf, type Visit } from './read-visit.ts';

/** What a guest has just done himself. */
export type Outcome = {
  done: 'scheduled' | 'requested' | 'rescheduled' | 'canceled';
  /** The booking; of a package all its sessions in the order of their times. */
  bookings: readonly BookingRow[];
  /** True for who may see the guest's details: who booked, or came by the guest's own link. */
  own: boolean;
};

/** What stays with a guest when he leaves a booking page for his booking. */
const kept = ['lang', 'clock', 'embed'];

/**
 * Where a guest goes after what he did: the one place where the outcome of a guest's action is known. That is his booking's own
 * page, which says what happened, tells it to the website around it, and sends the guest on where the settings say so. What
 * he came with goes along if it is to be passed on there.
 */
export function conclude(
  { done, bookings, own }: Outcome,
  visit: Visit,
  { settings, root }: { settings: GuestSettings; root: string },
): string {
  const { params, reader } = visit;
  const [path, query] = guestLinks(bookings[0]!, root).manage.split('?') as [string, string];
  const along = Object.fromEntries(kept.flatMap((name) => (params.has(name) ? [[name, params.get(name)!]] : [])));
  const { redirect_scheduled, redirect_with_answers, redirect_with_utm } = settings;
  const wanted = redirect_scheduled !== null && (redirect_with_answers || redirect_with_utm);
  const from = done === 'scheduled' && wanted ? arrivalOf(visit).toString() : '';
  return linkTo(path, own ? query : '', { ...along, iana_time_zone: reader.zone, done, from: from || null });
}
