import { findById } from '../availability/find-by-id.ts';
import type { Tx } from '../db/pool.ts';
import type { Offering } from '../offerings/schema.ts';
import { findHost } from '../users/find-host.ts';
import { onlyHost } from './only-host.ts';
import type { BookingRow } from './store.ts';

/**
 * The same offering with a booking's own host alone, as it needs it to move. Who is no host of it any more, because the calendar or
 * page was given to another or the booking was handed to him, keeps it with the hours of his profile under the rules of the
 * calendar or page (product description 4.3). Without any if he takes no meetings any more.
 */
export async function keepHost(tx: Tx, accountId: string, offering: Offering, booking: BookingRow): Promise<Offering> {
  const { host_id, booking_page_id, booking_calendar_id } = booking;
  const own = onlyHost(offering, host_id, booking_page_id);
  if (own.host.members.length > 0) return own;
  const [user, [person]] = await Promise.all([findHost(tx, accountId, host_id), findById(tx, accountId, [host_id])]);
  if (!user?.active || !user.seat || person === undefined) return own;
  const offeringId = offering.host.members[0]?.offeringId ?? booking.id;
  const countsFor = booking_page_id ?? booking_calendar_id;
  const candidate = { ...person, pageId: booking_page_id, priority: 5, offeringId, countsFor };
  return { ...offering, host: { ...offering.host, members: [candidate] } };
}
