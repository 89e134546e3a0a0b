import { createHash } from 'node:crypto';
import type { Tx } from '../db/pool.ts';
import { once } from '../http/idempotency.ts';
import { Problem } from '../http/problem.ts';
import { livingHolds } from '../slots/living-holds.ts';
import { type GuestContext, type GuestPages, goTo, NothingHere, sendPage } from './answer-visitor.ts';
import { bookVisit } from './book-visit.ts';
import { conclude } from './conclude.ts';
import { findPage, type Page } from './find-page.ts';
import { holdTimes } from './hold-times.ts';
import { linkTo } from './link-to.ts';
import { listOthers } from './list-others.ts';
import { startsOf } from './list-times.ts';
import { findSubject, type Look, lookAtPage, pickedStarts, type Subject } from './look-at-page.ts';
import { nextStep } from './next-step.ts';
import { errorsOf, readForm } from './read-form.ts';
import { readVisit, type Visit } from './read-visit.ts';
import { type Refused, renderLook } from './render-look.ts';
import { replyData } from './reply.ts';
import { type AddressRow, findAddress } from './store.ts';

/** A guest on a booking page. */
interface Visiting {
  address: AddressRow;
  accountId: string;
  page: Page;
  visit: Visit;
}

/** Finds the page of a request's address, and what the request says of its visitor. */
async function visiting(
  c: GuestContext,
  { db, root }: GuestPages,
  form: URLSearchParams,
  now: number,
): Promise<Visiting> {
  const address = await db.system((tx) => findAddress(tx, c.req.param('slug')!));
  if (address === undefined) throw new NothingHere('notFound');
  const accountId = address.account_id;
  const page = await db.read(accountId, (tx) => findPage(tx, address));
  if (page === undefined) throw new NothingHere('notFound');
  const search = new URL(c.req.url).searchParams;
  // What a form says of its zone and its times is newer than the address that it was sent to.
  for (const name of ['iana_time_zone', 'start']) if (form.has(name)) search.delete(name);
  for (const [name, value] of form)
    if (name === 'iana_time_zone') search.set(name, value);
    else if (name === 'start' || name.startsWith('start.')) search.append('start', value);
  const request = { path: `${root}/${address.slug}`, search, acceptLanguage: c.req.header('accept-language') };
  return {
    address,
    accountId,
    page,
    visit: readVisit(request, { language: address.language, timezone: page.timezone }, now),
  };
}

/** The page itself. */
export async function servePage(c: GuestContext, options: GuestPages, now: number): Promise<Response> {
  const found = await visiting(c, options, new URLSearchParams(), now);
  return show(c, options, found, await look(options, found));
}

/** The times of a month for the page's script. */
export async function serveTimes(c: GuestContext, options: GuestPages, now: number): Promise<Response> {
  const shown = await look(options, await visiting(c, options, new URLSearchParams(), now));
  if (shown.kind !== 'times') throw new NothingHere('notFound');
  const { month, firstMonth, lastMonth, starts, next } = shown.view;
  return replyData(c, { month, firstMonth, lastMonth, starts, next });
}

/** Holds the times that a guest picked and goes on to the form; or back to the page if somebody was faster. */
export async function takeTimes(
  c: GuestContext,
  options: GuestPages,
  form: URLSearchParams,
  now: number,
): Promise<Response> {
  const { accountId, page, visit } = await visiting(c, options, form, now);
  const starts = pickedStarts(visit);
  const before = visit.params.getAll('hold').slice(0, 20);
  const zone = { iana_time_zone: visit.reader.zone };
  try {
    const ids = await options.db.transaction(accountId, async (tx) => {
      const subject = await subjectOf(tx, accountId, page, visit);
      if (subject === undefined || starts.length !== subject.wanted) return undefined;
      return holdTimes(tx, accountId, subject, { starts, before }, now);
    });
    const start = starts.map((each) => new Date(each).toISOString());
    return goTo(c, linkTo(visit.path, visit.query, { ...zone, start, hold: ids ?? null }));
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return goTo(c, linkTo(visit.path, visit.query, { ...zone, start: null, taken: '1' }));
  }
}

/** Books what the form asks for; or shows it again, with what is wrong and, if somebody was faster, with times that are left. */
export async function bookForm(
  c: GuestContext,
  options: GuestPages,
  form: URLSearchParams,
  now: number,
): Promise<Response> {
  const found = await visiting(c, options, form, now);
  const { accountId, page, visit } = found;
  const { db, baseUrl, root } = options;
  const starts = pickedStarts(visit);
  const holds = visit.params.getAll('hold').slice(0, 20);
  const subject = await db.read(accountId, (tx) => subjectOf(tx, accountId, page, visit));
  if (subject === undefined || starts.length !== subject.wanted)
    return show(c, options, found, await look(options, found));
  const { offering } = subject;
  const left = await db.read(accountId, async (tx) => {
    const living = await livingHolds(tx, accountId, holds, subject.target, now);
    const own = living.map((hold) => hold.source_id);
    return listOthers(startsOf(tx, accountId, offering, now, own), starts, now);
  });
  const again = (status: number, refused: Partial<Refused>) => {
    const shown: Look = { kind: 'form', ...subject, starts, places: [...left.places], heldUntil: null };
    const { gone, others } = left;
    return show(c, options, found, shown, { filled: form, errors: new Map(), gone, others, ...refused }, status);
  };
  const read = readForm(form, { offering, visit, starts, mustPlace: left.places.length > 1 });
  if ('errors' in read) return again(422, { errors: read.errors });
  try {
    const address = await onceFor(db, { accountId, form, now }, async (tx) => {
      const bookings = await bookVisit(tx, accountId, subject, read.wish, holds, { now, baseUrl });
      const done = bookings[0]!.status === 'requested' ? 'requested' : 'scheduled';
      return conclude({ done, bookings }, visit, root);
    });
    return goTo(c, address);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { problem } = error;
    const aboutTimes = problem.param === 'start_time' || problem.name === 'no_such_hold';
    if (aboutTimes) return again(409, left.gone.length > 0 ? {} : { gone: starts });
    return again(problem.status, { errors: errorsOf(problem, visit.language) });
  }
}

/** A refused booking. No answer to keep: sent again, the form is a new try. */
class Refusal extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.message);
    this.problem = problem;
  }
}

/**
 * Does what a form asks for once, however often a nervous finger sends it, and returns the address to go on to. Forms are the
 * same if every field is, the secret number that each is shown with among them.
 */
async function onceFor(
  db: GuestPages['db'],
  { accountId, form, now }: { accountId: string; form: URLSearchParams; now: number },
  work: (tx: Tx) => Promise<string>,
): Promise<string> {
  const print = createHash('sha256').update(form.toString()).digest();
  const key = `form ${print.toString('base64url')}`;
  const answer = await once(db, { accountId, key, print, now }, async (inner) => {
    try {
      return { status: 303, text: await inner.transaction(accountId, work) };
    } catch (error) {
      throw error instanceof Problem ? new Refusal(error) : error;
    }
  });
  return answer.text;
}

/** What a guest books on a page; undefined while there is something to choose, or if the page is closed. */
async function subjectOf(tx: Tx, accountId: string, page: Page, visit: Visit): Promise<Subject | undefined> {
  const step = nextStep(page, visit.params);
  if ('ask' in step || !page.open) return undefined;
  const subject = await findSubject(tx, accountId, step.target, step.chosen, visit);
  return subject.offering.open && subject.offering.host.members.length > 0 ? subject : undefined;
}

function look({ db }: GuestPages, { accountId, page, visit }: Visiting): Promise<Look> {
  return db.read(accountId, (tx) => lookAtPage(tx, accountId, page, visit));
}

function show(
  c: GuestContext,
  options: GuestPages,
  { address, page, visit }: Visiting,
  shown: Look,
  refused?: Refused,
  status = 200,
): Response {
  const parts = renderLook(page, shown, visit, refused);
  return sendPage(c, options, visit.language, parts, { status, embedOrigins: address.embed_origins });
}
