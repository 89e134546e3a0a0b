import { countReceived } from '../assignment/count-received.ts';
import type { Tallied } from '../assignment/store.ts';
import type { Person } from '../availability/schema.ts';
import { upsertGuest } from '../contacts/upsert.ts';
import { newId } from '../core/id.ts';
import { listSlots } from '../core/slots.ts';
import type { Tx } from '../db/pool.ts';
import { problem } from '../http/problem.ts';
import { lastInstant } from '../http/time.ts';
import { noteOccasion } from '../occasions/note-occasion.ts';
import { type Candidate, memberOf, type Offering } from '../offerings/schema.ts';
import { choosePeople } from '../slots/choose-people.ts';
import { claimTime } from '../slots/claim-time.ts';
import { loadStanding } from '../slots/load-standing.ts';
import { lockPeople } from '../slots/lock-people.ts';
import { offeredLocations } from '../slots/offered-locations.ts';
import type { EventType } from '../webhooks/schema.ts';
import { announce } from './announce.ts';
import { chooseLocation } from './choose-location.ts';
import { draftBooking, guestOf, type TeamMember } from './draft-booking.ts';
import type { FormSubmission, ScheduleBody } from './schema.ts';
import * as store from './store.ts';

/** A booking to be made. */
export interface NewBooking {
  start: number;
  status: 'requested' | 'scheduled' | 'rescheduled';
  /** What is told about it, once it is made; null for a request, which is silent until somebody approves it (contract 9.2). */
  event: Extract<EventType, `booking.${string}`> | null;
  answers: FormSubmission;
  guestTimeZone: string;
  location: ScheduleBody['location'];
  /** The only host who will do, by the id that he is counted by. */
  member?: string | undefined;
  /** The booking that it stands for from now on. */
  replaces?: store.BookingRow | undefined;
  /** What that one was before it ended. */
  formerStatus?: store.BookingRow['status'];
  packageId?: string | null;
  guestLocale?: string | null | undefined;
  smsConsent?: boolean | undefined;
  utmParams?: store.BookingRow['utm_params'];
  /** What the guest may do with it later; that of the booking it replaces stays. */
  policy?: store.BookingRow['policy'];
}

/**
 * Makes a booking of an offering and returns it. The one place where bookings come from: everybody whose time it may take
 * is locked, the engine that listed the slot judges it again, and the claim's constraint has the last word. Refused if the
 * start is not free, or the location is not on offer.
 */
export async function book(
  tx: Tx,
  accountId: string,
  offering: Offering,
  wanted: NewBooking,
  ways: { now: number; baseUrl: string },
): Promise<store.BookingRow> {
  const { now } = ways;
  const { start, answers } = wanted;
  const end = start + offering.durationMinutes * 60_000;
  if (end > lastInstant) throw problem('start_not_available');
  const [, loaded] = await Promise.all([
    lockPeople(tx, accountId, offering),
    loadStanding(tx, accountId, offering, { from: start, to: start + 1, now }),
  ]);
  const slots = listSlots({ ...loaded.standing, from: start, to: start + 1 });
  if (slots.starts.length === 0) throw problem('start_not_available');
  const free = slots.freeHosts(0).filter((index) => isWanted(offering.host.members[index]!, wanted.member));
  const { host, panel } = await choosePeople(tx, accountId, offering, free, loaded, start);
  const block = slots.blockOf(0, offering.host.members.indexOf(host))!;
  const meeting = chooseLocation(offeredLocations(host, block), wanted.location, answers.mobile_phone);

  const id = newId('BKNG');
  const team = teamOf(host, panel, offering.optional);
  // Both are under way, but the claim is heard first: if it is refused, the other only fails because of it.
  const claimed = claimTime(tx, accountId, offering, { id, host, panel, start, end, now }, loaded.claims);
  const upserted = upsertGuest(tx, accountId, host.id, guestOf(wanted), now);
  upserted.catch(() => {});
  const sessionId = await claimed;
  const contactId = await upserted;
  const drafted = draftBooking(offering, { id, host, team, meeting, contactId, wanted, now });
  const row: store.BookingRow = {
    ...drafted,
    starting_time: start,
    ending_time: end,
    session_id: sessionId,
    tallied: talliesOf(offering, host, panel),
  };
  await Promise.all([
    store.insertBooking(tx, accountId, row),
    store.insertBookingHosts(tx, accountId, id, team, now),
    countReceived(tx, accountId, row.tallied, now),
    wanted.event === null ? undefined : announce(tx, accountId, wanted.event, row, ways),
    noteOccasion(tx, accountId, occasionOf[wanted.status], row, now, {
      formerStart: wanted.replaces?.starting_time ?? null,
      ...(wanted.formerStatus === undefined ? {} : { formerStatus: wanted.formerStatus }),
    }),
  ]);
  return row;
}

/** What a booking with this status has just come from. */
const occasionOf = { requested: 'requested', scheduled: 'booked', rescheduled: 'rescheduled' } as const;

function isWanted(candidate: Candidate, member: string | undefined): boolean {
  return member === undefined || memberOf(candidate) === member;
}

/** Where the booking counts: the host in his place's scopes, and whoever was chosen out of several in theirs. */
function talliesOf(offering: Offering, host: Candidate, panel: readonly Candidate[]): Tallied[] {
  const places = [
    { place: offering.host, person: host },
    ...offering.panel
      .filter((place) => place.counted ?? place.members.length > 1)
      .map((place) => ({ place, person: panel.find((person) => place.members.includes(person))! })),
  ];
  const all = places.flatMap(({ place: { assignment }, person }) =>
    [assignment.idleScope, assignment.countScope].map((scope) => ({ scope, member: memberOf(person) })),
  );
  return [...new Map(all.map((each) => [`${each.scope} ${each.member}`, each])).values()];
}

/** Everybody of the account who takes part, the host first. */
function teamOf(host: Candidate, panel: readonly Candidate[], optional: readonly Person[]): TeamMember[] {
  return [
    { userId: host.id, email: host.email, role: 'host' },
    ...panel.map((each) => ({ userId: each.id, email: each.email, role: 'co_host' as const })),
    ...optional.map((each) => ({ userId: each.id, email: each.email, role: 'optional' as const })),
  ];
}
