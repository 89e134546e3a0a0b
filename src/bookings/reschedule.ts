import { loadCalendar } from '../calendars/load.ts';
import { may } from '../core/booking.ts';
import { judge } from '../core/slots.ts';
import type { Tx } from '../db/pool.ts';
import { problem } from '../http/problem.ts';
import { emit } from '../webhooks/emit.ts';
import { claimTime } from './claim-time.ts';
import { loadStanding } from './load-standing.ts';
import { presentForEvent } from './present.ts';
import * as store from './store.ts';

/**
 * Moves a booking to another start of its calendar, with the same host: same id, status `rescheduled`. Emits
 * `booking.rescheduled`. Refused if the booking's state forbids it or the new start is not free (contract 9.2).
 */
export async function reschedule(
  tx: Tx,
  accountId: string,
  id: string,
  change: { start: number; actor: 'user' | 'customer'; reason: string | null },
  { now, baseUrl }: { now: number; baseUrl: string },
): Promise<store.BookingRow> {
  const booking = await store.lockBooking(tx, accountId, id);
  if (booking === undefined || booking.deleted_time !== null) throw problem('no_such_booking', { value: id });
  if (!may('reschedule', booking.status) || booking.booking_calendar_id === null)
    throw problem('cannot_reschedule', { value: id });
  const calendar = await loadCalendar(tx, accountId, booking.booking_calendar_id);
  const host = calendar.hosts.find((each) => each.id === booking.owner_id);
  if (host === undefined) throw problem('start_not_available');
  const sameHost = { ...calendar, hosts: [host] };
  const { start } = change;
  const end = start + booking.duration_minutes * 60_000;
  const own = booking.session_id ?? booking.id;
  const [, loaded] = await Promise.all([
    store.lockHosts(tx, accountId, sameHost),
    loadStanding(tx, accountId, sameHost, { from: start, to: start + 1, now }, own),
  ]);
  if (judge(loaded.standing, start).length === 0) throw problem('start_not_available');
  await store.release(tx, accountId, own);
  const sessionId = await claimTime(tx, accountId, sameHost, host, booking.id, { start, end }, loaded.claims);
  const moved: store.BookingRow = {
    ...booking,
    status: 'rescheduled',
    version: booking.version + 1,
    last_updated_time: now,
    starting_time: start,
    ending_time: end,
    session_id: sessionId,
    cancel_reason: change.reason,
    canceled_by: change.actor,
    canceled_by_user_id: change.actor === 'user' ? booking.owner_id : null,
  };
  await store.updateStatus(tx, accountId, moved);
  await store.updateTime(tx, accountId, moved);
  await emit(tx, {
    accountId,
    type: 'booking.rescheduled',
    subjectId: id,
    version: moved.version,
    now,
    data: presentForEvent(moved, baseUrl),
  });
  return moved;
}
