import { may } from '../core/booking.ts';
import type { Tx } from '../db/pool.ts';
import { problem } from '../http/problem.ts';
import type { Offering } from '../offerings/schema.ts';
import { findOffering } from '../slots/find-offering.ts';
import { keepHost } from './keep-host.ts';
import { keepPanel } from './keep-panel.ts';
import { onlyHost } from './only-host.ts';
import { findBooking } from './store.ts';
import { targetOf } from './target-of.ts';

/**
 * What a booking can move to on its own calendar or page: the offering with its host and its panel, and the claim of its own that
 * does not stand in its way. Refused like a reschedule; a booking after a request to reschedule can go to any of its hosts.
 */
export async function offerMoves(
  tx: Tx,
  accountId: string,
  id: string,
  now: number,
): Promise<{ offering: Offering; own: readonly string[] }> {
  const booking = await findBooking(tx, accountId, id);
  if (booking === undefined || booking.deleted_time !== null) throw problem('no_such_booking', { value: id });
  const asked = booking.status === 'canceled' && booking.reschedule_requested;
  if (!asked && !may('resubmit', booking.status)) throw problem('cannot_reschedule', { value: id });
  const whole = {
    ...(await findOffering(tx, accountId, targetOf(booking), now)),
    durationMinutes: booking.duration_minutes,
  };
  const kept = asked
    ? onlyHost(whole, booking.host_id, booking.booking_page_id)
    : await keepHost(tx, accountId, whole, booking);
  const offering = await keepPanel(tx, accountId, asked && kept.host.members.length === 0 ? whole : kept, booking);
  if ([offering.host, ...offering.panel].some((place) => place.members.length === 0)) throw problem('people_gone');
  return { offering, own: booking.session_id === null ? [booking.id] : [] };
}
