import { may } from '../core/booking.ts';
import type { Tx } from '../db/pool.ts';
import { problem } from '../http/problem.ts';
import { emit } from '../webhooks/emit.ts';
import { presentForEvent } from './present.ts';
import * as store from './store.ts';

/** Notes that the guest did not come; it cannot be undone. Emits `booking.no_show`. Refused outside the states of contract 6.7. */
export async function markNoShow(
  tx: Tx,
  accountId: string,
  id: string,
  { now, baseUrl }: { now: number; baseUrl: string },
): Promise<store.BookingRow> {
  const booking = await store.lockBooking(tx, accountId, id);
  if (booking === undefined || booking.deleted_time !== null) throw problem('no_such_booking', { value: id });
  if (!may('mark_no_show', booking.status)) throw problem('cannot_mark_no_show', { value: id });
  const marked: store.BookingRow = {
    ...booking,
    status: 'no_show',
    version: booking.version + 1,
    last_updated_time: now,
  };
  await store.updateStatus(tx, accountId, marked);
  if (booking.booking_calendar_id !== null)
    await store.tallyRemoved(tx, accountId, booking.booking_calendar_id, booking.owner_id);
  await emit(tx, {
    accountId,
    type: 'booking.no_show',
    subjectId: id,
    version: marked.version,
    now,
    data: presentForEvent(marked, baseUrl),
  });
  return marked;
}
