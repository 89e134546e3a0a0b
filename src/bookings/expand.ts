import { loadCalendars } from '../calendars/load-many.ts';
import { loadContacts } from '../contacts/load.ts';
import type { Tx } from '../db/pool.ts';
import { loadUsers } from '../users/load.ts';
import type { presentLivingBooking } from './present.ts';

type Presented = ReturnType<typeof presentLivingBooking>;

/** Puts the objects in place of their ids, one query for each kind. Deleted ones come in their redacted form. */
export async function expand(
  tx: Tx,
  accountId: string,
  bookings: readonly Presented[],
  wanted: ReadonlySet<string>,
  baseUrl: string,
): Promise<object[]> {
  const idsOf = (key: 'owner' | 'contact' | 'booking_calendar') =>
    wanted.has(key) ? [...new Set(bookings.flatMap((booking) => booking[key] ?? []))] : [];
  const users = await loadUsers(tx, accountId, idsOf('owner'));
  const contacts = await loadContacts(tx, accountId, idsOf('contact'));
  const calendars = await loadCalendars(tx, accountId, idsOf('booking_calendar'), baseUrl);
  return bookings.map((booking) => ({
    ...booking,
    owner: users.get(booking.owner) ?? booking.owner,
    contact: contacts.get(booking.contact ?? '') ?? booking.contact,
    booking_calendar: calendars.get(booking.booking_calendar ?? '') ?? booking.booking_calendar,
  }));
}
