import { minuteMs } from '../core/days.ts';
import { randomText } from '../core/id.ts';
import type { Tx } from '../db/pool.ts';
import type { GuestSettings } from '../guest-settings/schema.ts';
import { splitEmails } from '../http/fields.ts';
import { parseTime } from '../http/time.ts';
import type { LinkRow } from '../links/store.ts';
import type { Offering, Target } from '../offerings/schema.ts';
import { withDuration } from '../slots/find-offering.ts';
import { livingHolds } from '../slots/living-holds.ts';
import { type Invitation, offerToGuest } from '../slots/offer-to-guest.ts';
import type { LocationType } from '../slots/schema.ts';
import type { SmsConsent, SmsWays } from './consent-to-sms.ts';
import type { Page } from './find-page.ts';
import { type Known, knowGuest, rulesFor } from './know-guest.ts';
import { lastDayOf, listTimes, type OfferedPlace, startsOf } from './list-times.ts';
import type { Chosen, Step } from './next-step.ts';
import type { Visit } from './read-visit.ts';
import type { TimesView } from './times-view.ts';

/** What a guest books, once all that comes before the time is chosen. */
export interface Subject {
  target: Target;
  chosen: Chosen;
  /** For the duration that he chose. */
  offering: Offering;
  invitation: Invitation;
  /** How many times are picked. */
  wanted: number;
}

/** What a visit to a booking page shows. */
export type Look =
  | { kind: 'closed'; chosen: Chosen | null }
  | ({ kind: 'choose' } & Extract<Step, { ask: unknown }>)
  | ({ kind: 'times'; view: TimesView; places: LocationType[]; durations: readonly number[]; taken: boolean } & Subject)
  | ({ kind: 'people'; starts: number[]; people: { id: string; name: string }[] } & Subject)
  | ({
      kind: 'form';
      starts: number[];
      places: OfferedPlace[];
      heldUntil: number | null;
      known: Known;
      smsConsent: SmsConsent;
    } & Subject);

/** Somebody at a page. */
interface AtPage {
  accountId: string;
  page: Page;
  step: Step;
  visit: Visit;
  invitation: Invitation;
  settings: GuestSettings;
  link: LinkRow | undefined;
  offered: Offering | undefined;
  sms: SmsWays;
}

/** Finds what a visit to a page shows: a choice, times, who is free at one, the form, or that it is closed. */
export async function lookAtPage(tx: Tx, found: AtPage): Promise<Look> {
  const { accountId, page, step, visit } = found;
  if (!page.open) return { kind: 'closed', chosen: null };
  if ('ask' in step)
    return step.options.length === 0 ? { kind: 'closed', chosen: step.chosen } : { kind: 'choose', ...step };
  const subject = await findSubject(tx, accountId, step, found);
  const { offering, wanted } = subject;
  if (!offering.open || offering.host.members.length === 0) return { kind: 'closed', chosen: step.chosen };
  const holds = await livingHolds(tx, accountId, visit.params.getAll('hold').slice(0, 20), step.target, visit.now);
  const list = startsOf(
    tx,
    accountId,
    offering,
    visit.now,
    holds.map((hold) => hold.source_id),
  );
  const picked = pickedStarts(visit);
  const asksLater = offering.picks !== undefined && step.chosen.page === null;
  let taken = visit.params.has('taken');
  if (picked.length === wanted) {
    const free = await Promise.all(picked.map((start) => list(start, start + 1)));
    if (free.every((each) => each.length === 1)) {
      const who = free[0]![0]!.booking_pages;
      if (asksLater && who !== undefined) {
        const people = page.choices!.pagesAtTime.filter(({ id }) => who.includes(id));
        return { kind: 'people', ...subject, starts: picked, people };
      }
      const own = holds.filter((hold) => picked.includes(hold.starts_at));
      const heldUntil = own.length === wanted ? Math.min(...own.map((hold) => hold.expires_at)) : null;
      const places = [...free[0]![0]!.locations];
      const rules = await rulesFor(tx, found, subject, { starts: picked, places });
      const { smsConsent } = rules;
      return { kind: 'form', ...subject, starts: picked, places, heldUntil, known: knowGuest(rules), smsConsent };
    }
    taken = true;
  }
  const { month, places } = await listTimes(list, visit, lastDayOf(offering, visit.now));
  const view: TimesView = {
    ...month,
    path: visit.path,
    query: visit.query,
    reader: visit.reader,
    texts: visit.language.texts.times,
    weekStart: page.weekStart,
    date: dateWished(visit),
    chosen: wanted > 1 ? picked.slice(0, wanted - 1).map((start) => start / minuteMs) : [],
    wanted,
    durationMinutes: offering.durationMinutes,
    holds: offering.rules.proposals === 0 && !asksLater,
    fixedZone: visit.fixedZone,
    key: visit.params.has('skip') || found.link !== undefined ? randomText(16) : null,
  };
  return { kind: 'times', ...subject, view, places, durations: durationsOf(subject, visit), taken };
}

/** For whom an address asks. */
export function invitationOf(params: URLSearchParams): Invitation {
  return { host: params.get('host'), coHosts: splitEmails(params.get('co_hosts')) };
}

/**
 * The offering under a target, for the duration that a visit asks for and the people of its invitation. Refused if there is none.
 * `offered` is it for all durations, if it was found before.
 */
export async function findSubject(
  tx: Tx,
  accountId: string,
  { target, chosen }: Extract<Step, { target: unknown }>,
  { visit, invitation, offered }: { visit: Visit; invitation: Invitation; offered?: Offering | undefined },
): Promise<Subject> {
  const { params, now } = visit;
  const ways = { now, forBooking: false };
  const whole = offered ?? (await offerToGuest(tx, accountId, target, invitation, ways)).offering;
  const minutes = Number(params.get('duration_minutes') ?? params.get('duration'));
  const offering = whole.rules.durations.includes(minutes) ? withDuration(whole, minutes) : whole;
  const { proposals, sessions } = offering.rules;
  return { target, chosen, offering, invitation, wanted: proposals > 0 ? proposals : sessions };
}

/** The starts that an address or a form names, epoch ms, each once and in their order. */
export function pickedStarts({ params }: Pick<Visit, 'params'>): number[] {
  const starts = params.getAll('start').flatMap((text) => parseTime(text) ?? []);
  return [...new Set(starts.filter((start) => start % minuteMs === 0))].sort((a, b) => a - b).slice(0, 20);
}

/** A date that the calendar has; the engine of dates takes no other. */
export function dateWished({ params }: Visit): string | null {
  const date = params.get('date') ?? '';
  return /^\d{4}-\d{2}-\d{2}$/.test(date) && parseTime(date) !== undefined ? date : null;
}

/** Durations to choose from; the address may have said one for good (contract 12.4). */
function durationsOf({ offering }: Subject, { params }: Visit): readonly number[] {
  const { durations } = offering.rules;
  return durations.includes(Number(params.get('duration_minutes'))) ? [] : durations;
}
