import { may } from '../core/booking.ts';
import { judge } from '../core/slots.ts';
import type { Tx } from '../db/pool.ts';
import { problem } from '../http/problem.ts';
import { noteOccasion } from '../occasions/note-occasion.ts';
import { claimTime } from '../slots/claim-time.ts';
import { findOffering } from '../slots/find-offering.ts';
import { loadStanding } from '../slots/load-standing.ts';
import { lockPeople } from '../slots/lock-people.ts';
import { announce } from './announce.ts';
import { eventOfMove } from './event-of-move.ts';
import { keepHost } from './keep-host.ts';
import { lockLiving } from './lock-living.ts';
import * as store from './store.ts';
import { targetOf } from './target-of.ts';

/**
 * Accepts a request: the booking is scheduled, or rescheduled if it stands for another. Emits what the request was silent
 * about: `booking.scheduled`, or how its forerunner moved (contract 9.2). A request with proposed times takes the one
 * given as `start`, epoch ms, which must still be free; any other has held its time. Refused if it is no request.
 */
export async function approve(
  tx: Tx,
  accountId: string,
  id: string,
  start: number | undefined,
  ways: { now: number; baseUrl: string },
): Promise<store.BookingRow> {
  const booking = await lockLiving(tx, accountId, id);
  if (!may('approve', booking.status)) throw problem('cannot_approve', { value: id });
  const placed = booking.proposed_times === null ? booking : await place(tx, accountId, booking, start, ways.now);
  const before =
    booking.rescheduled_booking_id === null
      ? undefined
      : await store.findBooking(tx, accountId, booking.rescheduled_booking_id);
  const approved: store.BookingRow = {
    ...placed,
    status: before === undefined ? 'scheduled' : 'rescheduled',
    version: booking.version + 1,
    last_updated_time: ways.now,
  };
  await store.updateStatus(tx, accountId, approved);
  await store.updateMeeting(tx, accountId, approved);
  await announce(
    tx,
    accountId,
    before === undefined ? 'booking.scheduled' : eventOfMove(before, approved),
    approved,
    ways,
  );
  await noteOccasion(tx, accountId, 'approved', approved, ways.now, { formerStart: before?.starting_time ?? null });
  return approved;
}

/** Takes one of the times that the guest proposed. */
async function place(
  tx: Tx,
  accountId: string,
  booking: store.BookingRow,
  start: number | undefined,
  now: number,
): Promise<store.BookingRow> {
  if (start === undefined) throw problem('missing_fields', { param: 'start_time' });
  if (!booking.proposed_times!.includes(start)) throw problem('start_not_proposed');
  const found = await findOffering(tx, accountId, targetOf(booking), now);
  const whole = { ...found, open: true, durationMinutes: booking.duration_minutes };
  const offering = await keepHost(tx, accountId, whole, booking);
  const host = offering.host.members[0];
  if (host === undefined) throw problem('people_gone');
  const end = start + booking.duration_minutes * 60_000;
  const [, loaded] = await Promise.all([
    lockPeople(tx, accountId, offering),
    loadStanding(tx, accountId, offering, { from: start, to: start + 1, now }),
  ]);
  if (judge(loaded.standing, start).length === 0) throw problem('start_not_available');
  const panel = offering.panel.map((each) => each.members[0]!);
  const session_id = await claimTime(
    tx,
    accountId,
    offering,
    { id: booking.id, host, panel, start, end, now },
    loaded.claims,
  );
  return { ...booking, starting_time: start, ending_time: end, session_id };
}
