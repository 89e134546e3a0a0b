import { findById } from '../availability/find-by-id.ts';
import type { Tx } from '../db/pool.ts';
import type { Offering } from '../offerings/schema.ts';
import { type BookingRow, findCoHosts } from './store.ts';
import { withPanel } from './with-panel.ts';

/**
 * The same offering with the co-hosts that a calendar's booking has, whom the guest may have asked for, rather than those
 * that the calendar has now: they are kept when it moves (contract 12.4). Pages choose theirs out of places.
 */
export async function keepPanel(tx: Tx, accountId: string, offering: Offering, booking: BookingRow): Promise<Offering> {
  if (booking.booking_calendar_id === null) return offering;
  const people = await findById(tx, accountId, await findCoHosts(tx, accountId, booking.id));
  return people.length === 0 ? { ...offering, panel: [] } : withPanel(offering, people);
}
