import { giveToBooking } from '../attachments/give-to-booking.ts';
import { newId } from '../core/id.ts';
import type { Tx } from '../db/pool.ts';
import { policyOf, resolveGuestSettings } from '../guest-settings/resolve.ts';
import { splitEmails } from '../http/fields.ts';
import { parsePhone } from '../http/phone.ts';
import { problem } from '../http/problem.ts';
import type { LinkRow } from '../links/store.ts';
import { useLink } from '../links/use-link.ts';
import type { Offering, Question, Target } from '../offerings/schema.ts';
import { withDuration } from '../slots/find-offering.ts';
import { lockPeople } from '../slots/lock-people.ts';
import { offerToGuest } from '../slots/offer-to-guest.ts';
import { takeHold } from '../slots/take-hold.ts';
import { book, type NewBooking } from './book.ts';
import { propose } from './propose.ts';
import { readAnswers } from './read-answers.ts';
import type { BookingForm, FormSubmission, ScheduleBody } from './schema.ts';
import { type BookingRow, hasOtherBooking } from './store.ts';

/** What a guest asks for; `starts` has one start, or one for each session of a package or proposal of a request. */
export interface Wish extends Omit<ScheduleBody, 'start_time'> {
  starts: number[];
  /** Ids of holds that were taken for the starts, instead of a single one in `hold`. */
  holds?: readonly string[];
}

/**
 * Books starts of an offering for a guest and returns the bookings: one, or one for each session of a package. Emits
 * `booking.scheduled` for each, unless the offering asks for approval: then the booking is a request, which holds its time
 * on a calendar, and proposes times without holding them on a page. Refused if the offering is unknown, closed or has no
 * host with a seat, if a start is not free, or if the form or the location lacks something (contract 6.10).
 */
export async function schedule(
  tx: Tx,
  accountId: string,
  target: Target,
  wish: Wish,
  ways: { now: number; baseUrl: string },
): Promise<BookingRow[]> {
  const invitation = { link: wish.one_time_link, host: wish.host, coHosts: splitEmails(wish.co_hosts) };
  const { offering: found, link } = await offerToGuest(tx, accountId, target, invitation, {
    ...ways,
    forBooking: true,
  });
  refuseClosed(found, 'calendar' in target);
  const held = await takeHeld(tx, accountId, found, target, wish, ways.now);
  const offering = withDuration(
    found,
    link?.duration_minutes ?? held[0]?.durationMinutes ?? wish.duration_minutes ?? undefined,
  );
  const { rules } = offering;
  const { settings } = await resolveGuestSettings(tx, accountId, target);
  const answers = readAnswers(filledBy(wish.booking_form, link?.booking_form), rules.questions, wish.guests ?? []);
  const wanted = {
    answers,
    guestTimeZone: wish.guest_time_zone,
    location: wish.location,
    utmParams: wish.utm_params ?? link?.utm_params ?? null,
    policy: policyOf(settings),
    guestLocale: wish.guest_locale,
    smsConsent: wish.sms_consent ?? undefined,
  };
  const expected = rules.proposals > 0 ? rules.proposals : rules.sessions;
  if (wish.starts.length !== expected || new Set(wish.starts).size !== expected)
    throw problem('wrong_number_of_starts', { value: String(expected) });
  const bookings = await bookAll(tx, accountId, offering, { ...wanted, starts: wish.starts, held }, ways);
  await giveToBooking(tx, accountId, filesOf(answers, rules.questions), bookings[0]!.id);
  if (settings.one_booking_per_guest && (await hasOtherBooking(tx, accountId, bookings, ways.now)))
    throw problem('has_booking_already');
  if (link !== undefined) await useLink(tx, accountId, link, bookings[0]!.id, ways.now);
  return bookings;
}

/** A request that proposes the starts, or a booking at each of them. */
async function bookAll(
  tx: Tx,
  accountId: string,
  offering: Offering,
  {
    starts,
    held,
    ...wanted
  }: Omit<NewBooking, 'start' | 'status' | 'event'> & {
    starts: readonly number[];
    held: Awaited<ReturnType<typeof takeHeld>>;
  },
  ways: { now: number; baseUrl: string },
): Promise<BookingRow[]> {
  const { rules } = offering;
  if (rules.proposals > 0) return [await propose(tx, accountId, offering, starts, wanted, ways.now)];
  const packageId = rules.sessions > 1 ? newId('PKG') : null;
  const bookings: BookingRow[] = [];
  for (const start of starts) {
    const status = rules.approval ? 'requested' : 'scheduled';
    const event = rules.approval ? null : 'booking.scheduled';
    const member = held.find((each) => each.start === start)?.member;
    bookings.push(await book(tx, accountId, offering, { ...wanted, start, member, status, event, packageId }, ways));
  }
  return bookings;
}

/** The ids of files among the answers. */
function filesOf({ custom_fields }: FormSubmission, questions: readonly Question[]) {
  const asked = new Set(questions.filter((each) => each.type === 'attachment').map((each) => each.name));
  return custom_fields
    .filter(({ name }) => asked.has(name))
    .map(({ name, value }) => ({ question: name, ids: value as string[] }));
}

/** A form with what a link had filled in where the guest says nothing. */
function filledBy(form: BookingForm, link: LinkRow['booking_form'] = {}): BookingForm {
  const { name: _, email: __, phone, ...answers } = link;
  const number = typeof phone === 'string' ? parsePhone(phone) : undefined;
  return { ...form, phone: form.phone ?? number ?? null, answers: { ...answers, ...form.answers } };
}

/** The people are locked first, in the order in which the booking will lock them again. */
async function takeHeld(
  tx: Tx,
  accountId: string,
  offering: Offering,
  target: Target,
  { starts, hold, holds = hold == null ? [] : [hold] }: Wish,
  now: number,
) {
  if (holds.length > 0) await lockPeople(tx, accountId, offering);
  const held: Awaited<ReturnType<typeof takeHold>>[] = [];
  for (const id of holds) held.push(await takeHold(tx, accountId, id, target, starts, now));
  return held;
}

function refuseClosed(offering: Offering, byCalendar: boolean): void {
  if (!offering.open) throw problem(byCalendar ? 'schedule_unpublished' : 'schedule_disabled');
  if (offering.host.members.length === 0) throw problem('schedule_without_seat');
}
