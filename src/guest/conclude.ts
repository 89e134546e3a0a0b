import { guestLinks } from '../bookings/guest-links.ts';
import type { BookingRow } from '../bookings/store.ts';
import { linkTo } from './link-to.ts';
import type { Visit } from './read-visit.ts';

/** What a guest has just done himself. */
export type Outcome = {
  done: 'scheduled' | 'requested' | 'rescheduled' | 'canceled';
  /** The booking; of a package all its sessions in the order of their times. */
  bookings: readonly BookingRow[];
  /** True for who may see the guest's details: who booked, or came by the guest's own link. */
  own: boolean;
};

/** What stays with a guest when he leaves a booking page for his booking. */
const kept = ['lang', 'clock'];

/**
 * Where a guest goes after what he did: the one place where the outcome of a guest's action is known. That is his booking's own
 * page, which says what happened.
 */
export function conclude({ done, bookings, own }: Outcome, { params, reader }: Visit, root: string): string {
  const [path, query] = guestLinks(bookings[0]!, root).manage.split('?') as [string, string];
  const along = Object.fromEntries(kept.flatMap((name) => (params.has(name) ? [[name, params.get(name)!]] : [])));
  return linkTo(path, own ? query : '', { ...along, iana_time_zone: reader.zone, done });
}
