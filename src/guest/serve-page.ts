import type { Tx } from '../db/pool.ts';
import { checkPassword } from '../guest-settings/check-password.ts';
import { type Resolved, resolveGuestSettings } from '../guest-settings/resolve.ts';
import { Problem } from '../http/problem.ts';
import type { Offering } from '../offerings/schema.ts';
import { offerToGuest } from '../slots/offer-to-guest.ts';
import { type GuestContext, type GuestPages, goTo, NothingHere, sendPage } from './answer-visitor.ts';
import { findPage, type Page } from './find-page.ts';
import { holdTimes } from './hold-times.ts';
import { linkTo } from './link-to.ts';
import { findSubject, invitationOf, type Look, lookAtPage, pickedStarts, type Subject } from './look-at-page.ts';
import { nextStep, type Step } from './next-step.ts';
import { isGoodPass, issuePass } from './passes.ts';
import { readSentForm } from './read-sent-form.ts';
import { readParams, readVisit, type Visit } from './read-visit.ts';
import { renderPassword } from './render-gate.ts';
import { type Refused, renderLook } from './render-look.ts';
import { replyData } from './reply.ts';
import { settingsAt } from './settings-at.ts';

/** A guest on a booking page. */
export interface Visiting extends Resolved {
  accountId: string;
  page: Page;
  step: Step;
  /** What a calendar offers; elsewhere it is not known before something was chosen. */
  offered: Offering | undefined;
  visit: Visit;
  /** The visit with what a form says of its zone and its times, which is newer than the address that it was sent to. */
  sending(fields: URLSearchParams): Visit;
}

/** Finds the page of a request's address, and what the request says of its visitor. */
export async function visiting(c: GuestContext, options: GuestPages, now: number): Promise<Visiting> {
  const params = readParams(new URL(c.req.url).searchParams);
  const found = await findVisited(options, c.req.param('slug')!, params, now);
  const { language, hour_cycle, convert_time_zone } = found.settings;
  const home = { language, hour_cycle, convert_time_zone, timezone: found.page.timezone };
  const path = `${options.root}/${found.page.slug}`;
  const request = { path, params, acceptLanguage: c.req.header('accept-language') };
  return {
    ...found,
    visit: readVisit(request, home, now),
    sending: (fields) => readVisit({ ...request, params: withForm(params, fields) }, home, now),
  };
}

/** The page under an address, how far the guest has chosen there, and the settings that hold for him. */
async function findVisited(
  { db, addresses }: GuestPages,
  slug: string,
  params: URLSearchParams,
  now: number,
): Promise<Omit<Visiting, 'visit' | 'sending'>> {
  // An address that was remembered may lead elsewhere by now; then it is asked for once more.
  for (let asked = 0; asked < 2; asked++) {
    const address = await addresses.find(slug);
    if (address === undefined) break;
    const accountId = address.account_id;
    const found = await db.read(accountId, async (tx) => {
      // On a calendar there is nothing to choose, so what it offers and what holds there is asked for together with it.
      const calendar = address.page_id.startsWith('BKC-') ? { calendar: address.page_id } : undefined;
      const ways = { now, forBooking: false };
      const [page, early, offer] = await Promise.all([
        findPage(tx, address, slug),
        calendar && resolveGuestSettings(tx, accountId, calendar),
        calendar && offerToGuest(tx, accountId, calendar, invitationOf(params), ways).catch(noneOffered),
      ]);
      if (page === undefined) return undefined;
      const step = nextStep(page, params);
      return { page, step, offered: offer?.offering, ...(early ?? (await settingsAt(tx, accountId, page, step))) };
    });
    if (found !== undefined) return { ...found, accountId };
    addresses.forget(slug);
  }
  throw new NothingHere('notFound');
}

/** A calendar that was deleted; its page is not found either. */
function noneOffered(error: unknown): undefined {
  if (!(error instanceof Problem)) throw error;
}

function withForm(params: URLSearchParams, fields: URLSearchParams): URLSearchParams {
  const all = new URLSearchParams(params);
  const zone = fields.get('iana_time_zone');
  if (zone !== null) all.set('iana_time_zone', zone);
  const starts = [...fields].flatMap(([name, value]) => (name === 'start' || name.startsWith('start.') ? [value] : []));
  if (starts.length > 0) all.delete('start');
  for (const start of starts) all.append('start', start);
  return all;
}

/** True if the page is nobody's secret, or the guest has said its password. */
export function isLetIn({ passwordHash, visit }: Visiting, { seal }: GuestPages): boolean {
  return passwordHash === null || isGoodPass(seal, visit.params.get('pass'), passwordHash, visit.now);
}

/** The page itself; the question for its password to who has not said it. */
export async function servePage(c: GuestContext, options: GuestPages, now: number): Promise<Response> {
  const found = await visiting(c, options, now);
  if (!isLetIn(found, options)) return showGate(c, options, found, false);
  return showPage(c, options, found, await lookAt(options, found));
}

/** Lets a guest in who knows the page's password. */
export async function unlockPage(c: GuestContext, options: GuestPages, now: number): Promise<Response> {
  const found = await visiting(c, options, now);
  const { passwordHash, visit } = found;
  const { fields } = await readSentForm(c, 0);
  const back = (pass: string | null) => goTo(c, linkTo(visit.path, visit.query, { pass }));
  if (passwordHash === null) return back(null);
  if (!(await checkPassword(fields.get('password') ?? '', passwordHash))) return showGate(c, options, found, true);
  return back(issuePass(options.seal, passwordHash, now));
}

/** The times of a month for the page's script. */
export async function serveTimes(c: GuestContext, options: GuestPages, now: number): Promise<Response> {
  const found = await visiting(c, options, now);
  const look = isLetIn(found, options) ? await lookAt(options, found) : undefined;
  if (look?.kind !== 'times') throw new NothingHere('notFound');
  const { month, firstMonth, lastMonth, starts, next } = look.view;
  return replyData(c, { month, firstMonth, lastMonth, starts, next });
}

/** Holds the times that a guest picked and goes on to the form; or back to the page if somebody was faster. */
export async function takeTimes(c: GuestContext, options: GuestPages, now: number): Promise<Response> {
  const found = await visiting(c, options, now);
  const visit = found.sending((await readSentForm(c, 0)).fields);
  const starts = pickedStarts(visit);
  const before = visit.params.getAll('hold').slice(0, 20);
  const back = (changes: { start: string[] | null; hold?: string[] | null; taken?: string }) =>
    goTo(c, linkTo(visit.path, visit.query, { iana_time_zone: visit.reader.zone, ...changes }));
  if (!isLetIn(found, options)) return back({ start: null });
  try {
    const ids = await options.db.transaction(found.accountId, async (tx) => {
      const subject = await subjectOf(tx, found, visit);
      if (subject === undefined || starts.length !== subject.wanted) return null;
      return holdTimes(tx, found.accountId, subject, { starts, before }, now);
    });
    return back({ start: starts.map((start) => new Date(start).toISOString()), hold: ids });
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return back({ start: null, taken: '1' });
  }
}

/** What a guest books on a page; undefined while there is something to choose, or if the page is closed. */
export async function subjectOf(
  tx: Tx,
  { accountId, page, step }: Visiting,
  visit: Visit,
): Promise<Subject | undefined> {
  if ('ask' in step || !page.open) return undefined;
  const subject = await findSubject(tx, accountId, step, visit);
  return subject.offering.open && subject.offering.host.members.length > 0 ? subject : undefined;
}

/** What the page shows. */
export function lookAt({ db }: GuestPages, { accountId, page, step, visit, offered }: Visiting): Promise<Look> {
  return db.read(accountId, (tx) => lookAtPage(tx, accountId, { page, step, visit, offered }));
}

/** Sends the page with a look at it. */
export function showPage(
  c: GuestContext,
  options: GuestPages,
  { page, settings, visit }: Pick<Visiting, 'page' | 'settings' | 'visit'>,
  look: Look,
  refused?: Refused,
  status = 200,
): Response {
  const parts = renderLook({ page, settings, root: options.root }, look, visit, refused);
  return sendPage(c, options, visit.language, parts, { settings, status });
}

function showGate(c: GuestContext, options: GuestPages, { settings, visit }: Visiting, wrong: boolean): Response {
  const parts = { title: visit.language.texts.password.heading, stage: renderPassword(visit, wrong) };
  return sendPage(c, options, visit.language, parts, { settings, status: wrong ? 403 : 200 });
}
