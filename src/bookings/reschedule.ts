import { isDeepStrictEqual } from 'node:util';
import { passOnAttachments } from '../attachments/pass-on.ts';
import { may } from '../core/booking.ts';
import { judge } from '../core/slots.ts';
import type { Tx } from '../db/pool.ts';
import { problem } from '../http/problem.ts';
import { noteOccasion } from '../occasions/note-occasion.ts';
import type { Offering, Target } from '../offerings/schema.ts';
import { claimTime } from '../slots/claim-time.ts';
import { findOffering } from '../slots/find-offering.ts';
import { isShared } from '../slots/is-shared.ts';
import { loadStanding } from '../slots/load-standing.ts';
import { lockPeople } from '../slots/lock-people.ts';
import { releaseTime } from '../slots/release-time.ts';
import { actingUser } from './acting-user.ts';
import { announce } from './announce.ts';
import { book } from './book.ts';
import { type By, callOff } from './call-off.ts';
import { keepHost } from './keep-host.ts';
import { keepPanel } from './keep-panel.ts';
import { lockLiving } from './lock-living.ts';
import { onlyHost } from './only-host.ts';
import type { ScheduleBody } from './schema.ts';
import * as store from './store.ts';
import { targetOf } from './target-of.ts';

/** Where a booking is to go, and who moves it. */
export interface Move {
  /** Epoch milliseconds. */
  start: number;
  /** Another calendar or page; its own if left out. */
  target?: Target | undefined;
  actor: 'user' | 'customer';
  reason: string | null;
  location?: ScheduleBody['location'];
}

/**
 * Gives a booking another time (contract 9.2). On its own calendar or page, with its host, the booking stays the same and
 * turns `rescheduled`: `booking.rescheduled`. Elsewhere, or when it is paid for, it is canceled and another stands for it:
 * `booking.canceled_then_rescheduled`, told of the new one. After a user asked to reschedule, the guest's pick is a new
 * booking: `booking.rescheduled`. Where bookings need approval, a guest's move is a request, and silent. Refused if the
 * booking's state forbids it, if guests are kept from where it goes, or if the new start is not free.
 */
export async function reschedule(
  tx: Tx,
  accountId: string,
  id: string,
  move: Move,
  ways: { now: number; baseUrl: string },
): Promise<store.BookingRow> {
  const booking = await lockLiving(tx, accountId, id);
  const asked = booking.status === 'canceled' && booking.reschedule_requested;
  if (asked ? await store.hasSuccessor(tx, accountId, id) : !may(actionOf(move), booking.status))
    throw problem('cannot_reschedule', { value: id });
  const own = targetOf(booking);
  const elsewhere = move.target !== undefined && !isDeepStrictEqual(move.target, own);
  const found = await findOffering(tx, accountId, elsewhere ? move.target! : own, ways.now);
  if (elsewhere || move.actor === 'customer') refuseClosed(found, elsewhere ? move.target! : own, elsewhere);
  // What is closed to guests keeps its bookings, which its people may move.
  const offering = { ...found, open: true };
  const request = move.actor === 'customer' && (offering.rules.approval || offering.rules.proposals > 0);
  const by = {
    actor: move.actor,
    userId: move.actor === 'user' ? await actingUser(tx, accountId, booking) : null,
    reason: move.reason,
  };
  if (asked || elsewhere || request || booking.payment_information !== null)
    return replace(tx, accountId, { booking, offering, move, by, asked, request }, ways);
  return moveInPlace(tx, accountId, booking, offering, move.start, by, ways);
}

function refuseClosed({ open }: Offering, target: Target, elsewhere: boolean): void {
  const byCalendar = 'calendar' in target;
  const param = elsewhere ? (byCalendar ? 'booking_calendar' : 'booking_page') : 'id';
  if (!open) throw problem(byCalendar ? 'schedule_unpublished' : 'schedule_disabled', { param });
}

function actionOf({ actor }: Move): 'reschedule' | 'resubmit' {
  return actor === 'user' ? 'reschedule' : 'resubmit';
}

/** Another booking stands for this one. */
async function replace(
  tx: Tx,
  accountId: string,
  change: {
    booking: store.BookingRow;
    offering: Offering;
    move: Move;
    by: By;
    asked: boolean;
    request: boolean;
  },
  ways: { now: number; baseUrl: string },
): Promise<store.BookingRow> {
  const { booking, move, request } = change;
  if (booking.form_submission === null) throw problem('cannot_reschedule', { value: booking.id });
  const before = change.asked ? booking : await callOff(tx, accountId, booking, change.by, ways);
  const here = move.target === undefined;
  const offering = here ? await asBefore(tx, accountId, change, booking) : change.offering;
  const row = await book(
    tx,
    accountId,
    offering,
    {
      start: move.start,
      status: request ? 'requested' : 'rescheduled',
      event: null,
      answers: booking.form_submission,
      guestTimeZone: booking.customer_timezone,
      location: move.location ?? (here ? placeOf(booking) : undefined),
      replaces: before,
      formerStatus: booking.status,
      packageId: booking.package_id,
    },
    ways,
  );
  await passOnAttachments(tx, accountId, before.id, row.id);
  if (!request) {
    const same = here || before.reschedule_requested;
    await announce(tx, accountId, same ? 'booking.rescheduled' : 'booking.canceled_then_rescheduled', row, ways);
  }
  return row;
}

/** A booking keeps its duration, its panel and its host, but for whoever left, whose guests go to another. */
async function asBefore(
  tx: Tx,
  accountId: string,
  { offering, asked }: { offering: Offering; asked: boolean },
  booking: store.BookingRow,
): Promise<Offering> {
  const own = asked
    ? onlyHost(offering, booking.host_id, booking.booking_page_id)
    : await keepHost(tx, accountId, offering, booking);
  const whole = { ...(own.host.members.length > 0 ? own : offering), durationMinutes: booking.duration_minutes };
  const kept = await keepPanel(tx, accountId, whole, booking);
  return kept.panel.every((place) => place.members.length > 0) ? kept : whole;
}

/** The place that the guest chose, as a wish for the same again. */
function placeOf({ location }: store.BookingRow): ScheduleBody['location'] {
  if (location === null) return undefined;
  const { type, id, value } = location;
  return { type: type as NonNullable<ScheduleBody['location']>['type'], value: id ?? value };
}

async function moveInPlace(
  tx: Tx,
  accountId: string,
  booking: store.BookingRow,
  whole: Offering,
  start: number,
  by: By,
  ways: { now: number; baseUrl: string },
): Promise<store.BookingRow> {
  const { now } = ways;
  const withHost = await keepHost(tx, accountId, whole, booking);
  const kept = { ...withHost, durationMinutes: booking.duration_minutes };
  const offering = await keepPanel(tx, accountId, kept, booking);
  const host = offering.host.members[0];
  const panel = offering.panel.flatMap((place) => place.members);
  if (host === undefined || panel.length < offering.panel.length) throw problem('people_gone');
  const own = booking.session_id ?? booking.id;
  const alone = booking.session_id === null || !(await isShared(tx, accountId, own));
  const end = start + booking.duration_minutes * 60_000;
  const [, loaded] = await Promise.all([
    lockPeople(tx, accountId, offering),
    // A session that others share stays where it is.
    loadStanding(tx, accountId, offering, { from: start, to: start + 1, now }, alone ? [own] : []),
  ]);
  if (judge(loaded.standing, start).length === 0) throw problem('start_not_available');
  await releaseTime(tx, accountId, own);
  const wanted = { id: booking.id, host, panel, start, end, now };
  const moved: store.BookingRow = {
    ...booking,
    status: 'rescheduled',
    version: booking.version + 1,
    last_updated_time: now,
    starting_time: start,
    ending_time: end,
    session_id: await claimTime(tx, accountId, offering, wanted, loaded.claims),
    cancel_reason: by.reason,
    canceled_by: by.actor,
    canceled_by_user_id: by.userId,
  };
  await store.updateStatus(tx, accountId, moved);
  await store.updateMeeting(tx, accountId, moved);
  await announce(tx, accountId, 'booking.rescheduled', moved, ways);
  await noteOccasion(tx, accountId, 'rescheduled', moved, now, { formerStart: booking.starting_time });
  return moved;
}
