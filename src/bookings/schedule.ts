import { randomUUID } from 'node:crypto';
import { type Calendar, loadCalendar } from '../calendars/load.ts';
import type { HostRow } from '../calendars/store.ts';
import { upsertGuest } from '../contacts/upsert.ts';
import { longestIdleFirst } from '../core/assign.ts';
import { newId } from '../core/id.ts';
import { listSlots } from '../core/slots.ts';
import type { Tx } from '../db/pool.ts';
import { problem } from '../http/problem.ts';
import { lastInstant } from '../http/time.ts';
import { emit } from '../webhooks/emit.ts';
import { chooseLocation } from './choose-location.ts';
import { claimTime } from './claim-time.ts';
import { type LoadedStanding, loadStanding } from './load-standing.ts';
import { offeredLocations } from './offered-locations.ts';
import { presentForEvent } from './present.ts';
import { readAnswers } from './read-answers.ts';
import type { ScheduleBody } from './schema.ts';
import * as store from './store.ts';

/**
 * Books a start of a calendar for a guest and returns the booking. The one way to make a booking: hosts are locked, the
 * engine that listed the slot judges it again, and the claim's constraint has the last word. Emits `booking.scheduled`,
 * unless the calendar asks for approval: then the booking is a request that holds its time.
 * Refused if the calendar is unknown, unpublished or has no host with a seat, if the start is not free, or if the form or
 * the location lacks something (contract 6.10). `now` in epoch milliseconds.
 */
export async function schedule(
  tx: Tx,
  accountId: string,
  calendarId: string,
  wish: ScheduleBody,
  { now, baseUrl }: { now: number; baseUrl: string },
): Promise<store.BookingRow> {
  const calendar = await loadCalendar(tx, accountId, calendarId);
  if (!calendar.row.published) throw problem('schedule_unpublished');
  if (calendar.hosts.length === 0) throw problem('schedule_without_seat');
  const { phone } = wish.booking_form;
  const answers = readAnswers(wish.booking_form, calendar.rules.questions, phone);

  const start = wish.start_time;
  const end = start + calendar.row.duration_minutes * 60_000;
  if (end > lastInstant) throw problem('start_not_available');
  const [, loaded] = await Promise.all([
    store.lockHosts(tx, accountId, calendar),
    loadStanding(tx, accountId, calendar, { from: start, to: start + 1, now }),
  ]);
  const slots = listSlots({ ...loaded.standing, from: start, to: start + 1 });
  if (slots.starts.length === 0) throw problem('start_not_available');
  const free = slots.freeHosts(0);
  const host = await chooseHost(tx, accountId, calendar, free, loaded, start);
  const block = slots.blockOf(0, calendar.hosts.indexOf(host))!;
  const meeting = chooseLocation(offeredLocations(host, block), wish.location, phone);

  const { approval } = calendar.rules;
  const id = newId('BKNG');
  const team = hostsOf(calendar, host);
  const guest = {
    email: answers.email,
    ...splitName(answers.name),
    mobilePhone: phone,
    timezone: wish.guest_time_zone,
  };
  // Both are under way, but the claim is heard first: if it is refused, the other only fails because of it.
  const claimed = claimTime(tx, accountId, calendar, host, id, { start, end }, loaded.claims);
  const upserted = upsertGuest(tx, accountId, host.id, guest, now);
  upserted.catch(() => {});
  const sessionId = await claimed;
  const contactId = await upserted;
  const row: store.BookingRow = {
    id,
    subject: calendar.row.subject,
    status: approval ? 'requested' : 'scheduled',
    in_trash: false,
    version: 1,
    creation_time: now,
    last_updated_time: now,
    starting_time: start,
    ending_time: end,
    duration_minutes: calendar.row.duration_minutes,
    owner_id: host.id,
    contact_id: contactId,
    booking_calendar_id: calendar.row.id,
    booking_page_id: null,
    master_page_id: null,
    event_type_id: null,
    session_id: sessionId,
    conversation_id: null,
    rescheduled_booking_id: null,
    customer_timezone: wish.guest_time_zone,
    attendees: [...team.map((member) => member.email), answers.email],
    location: meeting.location,
    join_url: meeting.joinUrl,
    location_description: meeting.description,
    cancel_reason: null,
    canceled_by: null,
    canceled_by_user_id: null,
    form_submission: answers,
    utm_params: null,
    custom_fields: [],
    external_calendar: null,
    payment_information: null,
    ics_token: randomUUID(),
    deleted_time: null,
  };
  await Promise.all([
    store.insertBooking(tx, accountId, row),
    store.insertBookingHosts(tx, accountId, id, team, now),
    store.tallyReceived(tx, accountId, calendar.row.id, host.id, now),
    // A request is silent until somebody approves it (contract 9.2).
    approval
      ? undefined
      : emit(tx, {
          accountId,
          type: 'booking.scheduled',
          subjectId: id,
          version: row.version,
          now,
          data: presentForEvent(row, baseUrl),
        }),
  ]);
  return row;
}

/** A session with a seat left is filled first, then the host who has been idle longest takes the meeting. */
async function chooseHost(
  tx: Tx,
  accountId: string,
  calendar: Calendar,
  free: readonly number[],
  { standing }: LoadedStanding,
  start: number,
): Promise<HostRow> {
  const { hosts, row } = calendar;
  if (free.length === 1) return hosts[free[0]!]!;
  const filling = free.filter((host) => standing.hosts[host]!.openSessions?.some((session) => session.start === start));
  const candidates = (filling.length > 0 ? filling : free).map((host) => hosts[host]!);
  const lastBooked = await store.findLastBooked(
    tx,
    accountId,
    row.id,
    candidates.map((host) => host.id),
  );
  return longestIdleFirst(candidates, lastBooked, Math.random)[0]!;
}

interface Member {
  userId: string;
  email: string;
  role: 'host' | 'co_host' | 'optional';
}

/** Everybody of the account who takes part, the host first. */
function hostsOf(calendar: Calendar, host: HostRow): Member[] {
  return [
    { userId: host.id, email: host.email, role: 'host' },
    ...calendar.required.map((each) => ({ userId: each.id, email: each.email, role: 'co_host' as const })),
    ...calendar.optional.map((each) => ({ userId: each.id, email: each.email, role: 'optional' as const })),
  ];
}

/** The last word is the last name; a single word is a first name. */
function splitName(name: string): { firstName: string; lastName: string } {
  const words = name.split(/\s+/);
  return words.length === 1
    ? { firstName: name, lastName: '' }
    : { firstName: words.slice(0, -1).join(' '), lastName: words.at(-1)! };
}
