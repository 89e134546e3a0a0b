import type { BookingRow } from '../bookings/store.ts';
import type { Tx } from '../db/pool.ts';
import type { Meeting } from './schema.ts';
import { findForerunners, findTeam } from './store.ts';

/**
 * A booking's people, and the UID and SEQUENCE that calendars know it by (RFC 5545). A booking that stands for another keeps that
 * one's UID, so that a calendar moves the appointment instead of holding two.
 */
export async function loadMeeting(tx: Tx, accountId: string, booking: BookingRow): Promise<Meeting> {
  const [team, forerunners] = await Promise.all([
    findTeam(tx, accountId, booking.id),
    booking.rescheduled_booking_id === null ? [] : findForerunners(tx, accountId, booking.id),
  ]);
  const first = forerunners.at(-1)?.id ?? booking.id;
  const earlier = forerunners.reduce((sum, each) => sum + each.version, 0);
  return { booking, team, uid: `${first}@daybook`, sequence: earlier + booking.version };
}
