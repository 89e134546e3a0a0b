import { loadBooking } from '../bookings/load-booking.ts';
import { loadPackage } from '../bookings/load-package.ts';
import type { BookingRow } from '../bookings/store.ts';
import type { Tx } from '../db/pool.ts';
import { loadMeeting } from '../invites/load-meeting.ts';
import { nameOf } from '../invites/name-of.ts';
import type { InviteMethod, Meeting, Member } from '../invites/schema.ts';
import { forgetMails } from '../mail/forget-mails.ts';
import type { Occasion } from '../occasions/schema.ts';
import { takeOccasions } from '../occasions/take-occasions.ts';
import type { GuestScenario, HostScenario } from '../words/schema.ts';
import { loadMembers } from './load-members.ts';
import { loadStory, type Story } from './load-story.ts';
import { planFor } from './plan-for.ts';
import type { AlertEvent } from './schema.ts';
import { clearReminders } from './store.ts';
import { type TellOptions, tellAlerts, tellGuests, tellTeam } from './tell.ts';

/**
 * Turns what has happened to bookings into mails, SMS and reminders, in one transaction with the taking of it: each occasion is
 * told exactly once, whenever a process dies. True if there may be more than the `most` of this time. Needs a system transaction.
 */
export async function relay(tx: Tx, most: number, options: TellOptions): Promise<boolean> {
  const occasions = await takeOccasions(tx, most);
  for (const occasion of occasions) await tellOccasion(tx, occasion.accountId, occasion, options);
  return occasions.length === most;
}

async function tellOccasion(tx: Tx, accountId: string, occasion: Occasion, options: TellOptions): Promise<void> {
  const { kind, bookingId, snapshot, occurredTime } = occasion;
  const current = kind === 'erased' ? undefined : await loadBooking(tx, accountId, bookingId);
  // What was erased is not told, whatever had happened before.
  if (current === undefined) {
    await Promise.all([forgetMails(tx, accountId, bookingId), clearReminders(tx, accountId, bookingId)]);
    return;
  }
  if (kind === 'no_show') return clearReminders(tx, accountId, bookingId);
  const booking: BookingRow = { ...current, ...snapshot, last_updated_time: occurredTime };
  const story = await loadStory(tx, accountId, booking, options);
  const told = await asTold(tx, story, occasion);
  if (told === undefined) return;
  const { guest, host, method, alert } = scenariosOf(occasion);
  await tellTheDeparted(tx, told, occasion, options);
  if (occasion.details.withoutGuest !== true) {
    await tellGuests(tx, told, guest, { method: method ?? endedBefore(occasion) }, options);
  }
  await tellTeam(tx, told, host, told.meeting.team, { method: method ?? endedBefore(occasion) }, options);
  if (alert !== undefined) await tellAlerts(tx, told, alert, host, options);
  for (const each of told.sessions.length > 0 ? told.sessions : [told.meeting])
    await planFor(tx, told, each.booking, options.now);
}

/** The story with what was before; undefined for a session of a package that another session's message tells of. */
async function asTold(tx: Tx, story: Story, { kind, details }: Occasion): Promise<Story | undefined> {
  const { accountId, meeting } = story;
  const [formerHost] =
    details.formerHostId === undefined ? [] : await loadMembers(tx, accountId, [details.formerHostId]);
  const former = { start: details.formerStart ?? null, hostName: nameOf(formerHost) };
  const { package_id } = meeting.booking;
  if (kind !== 'booked' || package_id === null) return { ...story, former };
  const rows = await loadPackage(tx, accountId, package_id);
  if (rows[0]?.id !== meeting.booking.id) return undefined;
  const sessions: Meeting[] = [];
  for (const row of rows) sessions.push(await loadMeeting(tx, accountId, row));
  return { ...story, former, sessions: sessions.length > 1 ? sessions : [] };
}

/** Whoever took part before and no longer does hears so, and his calendar with him. */
async function tellTheDeparted(tx: Tx, story: Story, { kind, details }: Occasion, options: TellOptions): Promise<void> {
  const { accountId, meeting } = story;
  const still = new Set(meeting.team.map((member) => member.id));
  let before: Member[] = [];
  if (kind === 'reassigned' && details.formerHostId !== undefined) {
    before = await loadMembers(tx, accountId, [details.formerHostId]);
  } else if (meeting.booking.rescheduled_booking_id !== null && wasAgreed(details.formerStatus)) {
    const forerunner = await loadBooking(tx, accountId, meeting.booking.rescheduled_booking_id);
    before = forerunner === undefined ? [] : (await loadMeeting(tx, accountId, forerunner)).team;
    await clearReminders(tx, accountId, meeting.booking.rescheduled_booking_id);
  }
  const departed = before.filter((member) => !still.has(member.id));
  if (departed.length === 0) return;
  // It ends in their calendars where it was, not where it went.
  const start = story.former.start ?? meeting.booking.starting_time;
  const ending_time = start === null ? null : start + meeting.booking.duration_minutes * 60_000;
  const booking = { ...meeting.booking, starting_time: start, ending_time };
  const theirs = { ...story, former: { ...story.former, start: null }, meeting: { ...meeting, booking } };
  await tellTeam(tx, theirs, 'reassigned_away', departed, { method: 'CANCEL' }, options);
}

/** True if people had the meeting in their calendars. */
function wasAgreed(status: Occasion['details']['formerStatus']): boolean {
  return status !== undefined && status !== 'requested' && status !== 'canceled';
}

/** A request for another time ends what was agreed. */
function endedBefore({ kind, details }: Occasion): InviteMethod | null {
  return kind === 'requested' && wasAgreed(details.formerStatus) ? 'CANCEL' : null;
}

interface Scenarios {
  guest: GuestScenario;
  host: HostScenario;
  method: InviteMethod | null;
  alert?: AlertEvent;
}

/** What an occasion is told as, on both sides, and what calendars do. */
function scenariosOf({ kind, snapshot }: Occasion): Scenarios {
  const same = (
    scenario: GuestScenario & HostScenario,
    method: InviteMethod | null,
    alert?: AlertEvent,
  ): Scenarios => ({
    guest: scenario,
    host: scenario,
    method,
    ...(alert === undefined ? {} : { alert }),
  });
  switch (kind) {
    case 'booked':
      return same('booked', 'REQUEST', 'booked');
    case 'approved':
      return same('approved', 'REQUEST', 'booked');
    case 'rescheduled':
      return same('rescheduled', 'REQUEST', 'rescheduled');
    case 'reassigned':
      return same('reassigned', 'REQUEST');
    case 'canceled':
      return same(snapshot.canceled_by === 'customer' ? 'canceled_by_guest' : 'canceled_by_host', 'CANCEL', 'canceled');
    case 'reschedule_requested':
      return same('reschedule_requested', 'CANCEL', 'canceled');
    case 'requested':
      return same('requested', null);
    case 'declined':
      return same('declined', null);
    case 'withdrawn':
      return same('request_withdrawn', null);
    default:
      return same('new_times_requested', null);
  }
}
