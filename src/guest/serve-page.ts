import type { Tx } from '../db/pool.ts';
import { checkPassword } from '../guest-settings/check-password.ts';
import { type Resolved, resolveGuestSettings } from '../guest-settings/resolve.ts';
import { Problem } from '../http/problem.ts';
import { openLink } from '../links/open-link.ts';
import type { LinkRow } from '../links/store.ts';
import type { Offering } from '../offerings/schema.ts';
import { type Invitation, offerToGuest } from '../slots/offer-to-guest.ts';
import { type GuestContext, type GuestPages, goTo, NothingHere, sendPage } from './answer-visitor.ts';
import { findPage, type Page } from './find-page.ts';
import { linkTo } from './link-to.ts';
import { findSubject, invitationOf, type Look, lookAtPage, type Subject } from './look-at-page.ts';
import { nextStep, type Step } from './next-step.ts';
import { isGoodPass, issuePass } from './passes.ts';
import { readSentForm } from './read-sent-form.ts';
import { readParams, readVisit, type Visit } from './read-visit.ts';
import { renderPassword } from './render-gate.ts';
import { fresh, renderLook } from './render-look.ts';
import { replyData } from './reply.ts';
import { settingsAt } from './settings-at.ts';
import type { AddressRow } from './store.ts';

/** A guest on a booking page. */
export interface Visiting extends Resolved {
  accountId: string;
  page: Page;
  /** The one-time link that he came by. */
  link: LinkRow | undefined;
  step: Step;
  /** For whom he asks, or by which link. */
  invitation: Invitation;
  /** What a calendar offers; elsewhere it is not known before something was chosen. */
  offered: Offering | undefined;
  visit: Visit;
  /** The visit with what a form says of its zone and its times, which is newer than the address that it was sent to. */
  sending(fields: URLSearchParams): Visit;
}

/** Finds the page of a request's address, and what the request says of its visitor. */
export async function visiting(c: GuestContext, options: GuestPages, now: number): Promise<Visiting> {
  const params = readParams(new URL(c.req.url).searchParams);
  const linkId = c.req.param('link')?.slice(1).toUpperCase();
  const found = await (linkId === undefined
    ? findBySlug(options, c.req.param('slug')!, params, now)
    : findByLink(options, linkId, params, now));
  const { language, hour_cycle, convert_time_zone } = found.settings;
  const home = { language, hour_cycle, convert_time_zone, timezone: found.page.timezone };
  // Who came by a link is not told where the page behind it is (product description 2.5).
  const path = `${options.root}/${linkId === undefined ? found.page.slug : `.${linkId}`}`;
  const request = { path, params, acceptLanguage: c.req.header('accept-language') };
  return {
    ...found,
    visit: readVisit(request, home, now),
    sending: (fields) => readVisit({ ...request, params: withForm(params, fields) }, home, now),
  };
}

type Found = Omit<Visiting, 'visit' | 'sending'>;

/** The page under an address, how far the guest has chosen there, and the settings that hold for him. */
async function findBySlug(
  { db, addresses }: GuestPages,
  slug: string,
  params: URLSearchParams,
  now: number,
): Promise<Found> {
  const name = slug.toLowerCase();
  // An address that was remembered may lead elsewhere by now; then it is asked for once more.
  for (let asked = 0; asked < 2; asked++) {
    const address = await addresses.find(name);
    if (address === undefined) break;
    const found = await db.read(address.account_id, (tx) => findAt(tx, address, { params, now }));
    if (found !== undefined && [found.page.slug.toLowerCase(), found.page.id.toLowerCase()].includes(name))
      return found;
    addresses.forget(name);
  }
  throw new NothingHere('notFound');
}

/** The same for a one-time link, which carries what it knows of the guest. */
async function findByLink({ db }: GuestPages, id: string, params: URLSearchParams, now: number): Promise<Found> {
  const { accountId, link } = await db.system((tx) => openLink(tx, id, now));
  if (link.duration_minutes !== null) params.set('duration_minutes', String(link.duration_minutes));
  const page_id = 'calendar' in link.target ? link.target.calendar : link.target.master;
  const address = { account_id: accountId, page_id };
  const found = await db.read(accountId, (tx) => findAt(tx, address, { params, now, link }));
  if (found === undefined) throw new NothingHere('notFound');
  return found;
}

async function findAt(
  tx: Tx,
  address: AddressRow,
  { params, now, link }: { params: URLSearchParams; now: number; link?: LinkRow },
): Promise<Found | undefined> {
  const { account_id: accountId, page_id } = address;
  const invitation = link === undefined ? invitationOf(params) : { link: link.id };
  // On a calendar there is nothing to choose, so what it offers and what holds there is asked for together with it.
  const calendar = page_id.startsWith('BKC-') ? { calendar: page_id } : undefined;
  const ways = { now, forBooking: false };
  const [page, early, offer] = await Promise.all([
    findPage(tx, address),
    calendar && resolveGuestSettings(tx, accountId, calendar),
    calendar && offerToGuest(tx, accountId, calendar, invitation, ways).catch(noneOffered),
  ]);
  if (page === undefined) return undefined;
  const step = nextStep(page, params);
  const holding = early ?? (await settingsAt(tx, accountId, page, step));
  return { accountId, page, link, step, invitation, offered: offer?.offering, ...holding };
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

/** True if the page is nobody's secret, the guest was given a link of his own, or he has said its password. */
export function isLetIn({ passwordHash, link, visit }: Visiting, { seal }: GuestPages): boolean {
  return (
    passwordHash === null || link !== undefined || isGoodPass(seal, visit.params.get('pass'), passwordHash, visit.now)
  );
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

/** What a guest books on a page; undefined while there is something to choose, or if the page is closed. */
export async function subjectOf(
  tx: Tx,
  { accountId, page, step, invitation }: Visiting,
  visit: Visit,
): Promise<Subject | undefined> {
  if ('ask' in step || !page.open) return undefined;
  const subject = await findSubject(tx, accountId, step, { visit, invitation });
  return subject.offering.open && subject.offering.host.members.length > 0 ? subject : undefined;
}

/** What the page shows. */
export function lookAt({ db, sms }: GuestPages, found: Visiting): Promise<Look> {
  return db.read(found.accountId, (tx) => lookAtPage(tx, { ...found, sms }));
}

/** Sends the page with a look at it. */
export async function showPage(
  c: GuestContext,
  options: GuestPages,
  { page, settings, visit }: Pick<Visiting, 'page' | 'settings' | 'visit'>,
  look: Look,
  refused = fresh(look),
  status = 200,
): Promise<Response> {
  const { guard, root, baseUrl, files } = options;
  const { filled, suspect } = refused;
  const asks = look.kind === 'form' && (suspect || guard.isAttacked(page.id, visit.now));
  const task = asks ? { text: await guard.challenge(page.id, filled, visit.now), script: files.prove } : null;
  const parts = renderLook({ page, settings, root, baseUrl }, look, visit, { refused, task });
  return sendPage(c, options, visit.language, parts, { settings, status });
}

function showGate(c: GuestContext, options: GuestPages, { settings, visit }: Visiting, wrong: boolean): Response {
  const parts = { title: visit.language.texts.password.heading, stage: renderPassword(visit, wrong) };
  return sendPage(c, options, visit.language, parts, { settings, status: wrong ? 403 : 200 });
}
