import { may } from '../core/booking.ts';
import type { Tx } from '../db/pool.ts';
import { problem } from '../http/problem.ts';
import { emit } from '../webhooks/emit.ts';
import { presentForEvent } from './present.ts';
import * as store from './store.ts';

/** What a cancellation is told as, and how it is refused for a paid booking. */
interface Kind {
  event: 'booking.canceled' | 'booking.canceled_reschedule_requested';
  paid: 'cannot_cancel_paid' | 'cannot_request_reschedule_paid';
}

const plainly: Kind = { event: 'booking.canceled', paid: 'cannot_cancel_paid' };

/**
 * Cancels a booking and frees its hosts' time. Emits `booking.canceled`. Refused if the booking is unknown, paid for, or
 * in a state that cannot be cancelled (contract 6.4). A user's cancellation counts as the host's.
 */
export async function cancel(
  tx: Tx,
  accountId: string,
  id: string,
  by: { actor: 'user' | 'customer'; reason: string | null },
  { now, baseUrl }: { now: number; baseUrl: string },
  kind: Kind = plainly,
): Promise<store.BookingRow> {
  const booking = await store.lockBooking(tx, accountId, id);
  if (booking === undefined || booking.deleted_time !== null) throw problem('no_such_booking', { value: id });
  if (!may('cancel', booking.status)) throw problem('cannot_cancel', { value: id });
  if (booking.payment_information !== null) throw problem(kind.paid);
  const canceled: store.BookingRow = {
    ...booking,
    status: 'canceled',
    version: booking.version + 1,
    last_updated_time: now,
    cancel_reason: by.reason,
    canceled_by: by.actor,
    canceled_by_user_id: by.actor === 'user' ? booking.owner_id : null,
  };
  await store.updateStatus(tx, accountId, canceled);
  await store.release(tx, accountId, booking.session_id ?? booking.id);
  if (booking.booking_calendar_id !== null)
    await store.tallyRemoved(tx, accountId, booking.booking_calendar_id, booking.owner_id);
  await emit(tx, {
    accountId,
    type: kind.event,
    subjectId: id,
    version: canceled.version,
    now,
    data: presentForEvent(canceled, baseUrl),
  });
  return canceled;
}
