import { may } from '../core/booking.ts';
import type { Tx } from '../db/pool.ts';
import { problem } from '../http/problem.ts';
import { noteOccasion } from '../occasions/note-occasion.ts';
import { actingUser } from './acting-user.ts';
import { announce } from './announce.ts';
import { callOff } from './call-off.ts';
import { lockLiving } from './lock-living.ts';
import type { BookingRow } from './store.ts';

/** What a cancellation is told as, and how it is refused for a paid booking. */
interface Kind {
  event: 'booking.canceled' | 'booking.canceled_reschedule_requested';
  paid: 'cannot_cancel_paid' | 'cannot_request_reschedule_paid';
}

const plainly: Kind = { event: 'booking.canceled', paid: 'cannot_cancel_paid' };

/**
 * Cancels a booking and frees its people's time. Emits `booking.canceled`. Refused if the booking is unknown, paid for, or
 * in a state that cannot be cancelled (contract 6.4); a guest may take back a request as well. Nobody writes to the guest if
 * `by.withoutGuest` says so.
 */
export async function cancel(
  tx: Tx,
  accountId: string,
  id: string,
  by: { actor: 'user' | 'customer'; reason: string | null; withoutGuest?: boolean },
  ways: { now: number; baseUrl: string },
  kind: Kind = plainly,
): Promise<BookingRow> {
  const booking = await lockLiving(tx, accountId, id);
  if (!may(by.actor === 'user' ? 'cancel' : 'withdraw', booking.status)) throw problem('cannot_cancel', { value: id });
  if (booking.payment_information !== null) throw problem(kind.paid);
  const userId = by.actor === 'user' ? await actingUser(tx, accountId, booking) : null;
  const rescheduleRequested = kind.event === 'booking.canceled_reschedule_requested';
  const canceled = await callOff(tx, accountId, booking, { ...by, userId }, { now: ways.now, rescheduleRequested });
  await announce(tx, accountId, kind.event, canceled, ways);
  const ended = rescheduleRequested
    ? 'reschedule_requested'
    : booking.status === 'requested'
      ? 'withdrawn'
      : 'canceled';
  await noteOccasion(tx, accountId, ended, canceled, ways.now, { withoutGuest: by.withoutGuest ?? false });
  return canceled;
}
