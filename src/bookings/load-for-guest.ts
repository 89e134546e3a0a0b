import type { Tx } from '../db/pool.ts';
import { resolveGuestSettings } from '../guest-settings/resolve.ts';
import type { GuestSettings } from '../guest-settings/schema.ts';
import { loadUsers } from '../users/load.ts';
import { type GuestRights, guestRights } from './guest-rights.ts';
import { type BookingRow, findBooking, findSessions, hasSuccessor } from './store.ts';
import { targetOf } from './target-of.ts';

/** A booking as its guest sees it. */
export interface GuestBooking {
  booking: BookingRow;
  /** All sessions of its package by their times; itself alone if it is in none. */
  sessions: readonly BookingRow[];
  hostName: string;
  hostZone: string;
  rights: GuestRights;
  /** How its page is shown. */
  settings: GuestSettings;
}

/** A living booking with what its guest may do with it; undefined if there is none. */
export async function loadForGuest(
  tx: Tx,
  accountId: string,
  id: string,
  now: number,
): Promise<GuestBooking | undefined> {
  const booking = await findBooking(tx, accountId, id);
  if (booking === undefined || booking.deleted_time !== null) return undefined;
  const [users, sessions, replaced, { settings }] = await Promise.all([
    loadUsers(tx, accountId, [booking.host_id]),
    booking.package_id === null ? [booking] : findSessions(tx, accountId, booking.package_id),
    hasSuccessor(tx, accountId, id),
    resolveGuestSettings(tx, accountId, targetOf(booking)),
  ]);
  // A session that moved to another booking is told by that one.
  const current = sessions.filter((each) => !sessions.some((other) => other.rescheduled_booking_id === each.id));
  const host = users.get(booking.host_id);
  const living = host === undefined || 'deleted' in host ? undefined : host;
  const hostName = `${living?.first_name ?? ''} ${living?.last_name ?? ''}`.trim();
  const hostZone = living?.timezone ?? booking.customer_timezone;
  const rights = guestRights(booking, now);
  const reschedule = replaced ? { ...rights.reschedule, allowed: false } : rights.reschedule;
  return { booking, sessions: current, hostName, hostZone, rights: { ...rights, reschedule }, settings };
}
