import { may } from '../core/booking.ts';
import type { Tx } from '../db/pool.ts';
import { problem } from '../http/problem.ts';
import { findOffering } from '../slots/find-offering.ts';
import { type Range, rangeFrom, slotsOf } from '../slots/list-slots.ts';
import { keepHost } from './keep-host.ts';
import { keepPanel } from './keep-panel.ts';
import { onlyHost } from './only-host.ts';
import { findBooking } from './store.ts';
import { targetOf } from './target-of.ts';

/**
 * The starts in [start, end) to which its people can move a booking on its own calendar or page, closed to guests or not: its
 * host's, with its own time counted as free. Refused like a reschedule; a booking after a request to reschedule can go to any of
 * its hosts.
 */
export async function listMoves(tx: Tx, accountId: string, id: string, range: Range, now: number) {
  const { from, to } = rangeFrom(range, now);
  const booking = await findBooking(tx, accountId, id);
  if (booking === undefined || booking.deleted_time !== null) throw problem('no_such_booking', { value: id });
  const asked = booking.status === 'canceled' && booking.reschedule_requested;
  if (!asked && !may('resubmit', booking.status)) throw problem('cannot_reschedule', { value: id });
  const found = await findOffering(tx, accountId, targetOf(booking), now);
  const whole = { ...found, open: true, durationMinutes: booking.duration_minutes };
  const own = asked
    ? onlyHost(whole, booking.host_id, booking.booking_page_id)
    : await keepHost(tx, accountId, whole, booking);
  const offering = await keepPanel(tx, accountId, asked && own.host.members.length === 0 ? whole : own, booking);
  if ([offering.host, ...offering.panel].some((place) => place.members.length === 0)) throw problem('people_gone');
  return slotsOf(tx, accountId, offering, { from, to, now }, booking.session_id === null ? booking.id : undefined);
}
