import { createHash } from 'node:crypto';
import { keepAttachment } from '../attachments/keep.ts';
import type { Tx } from '../db/pool.ts';
import { once } from '../http/idempotency.ts';
import { Problem } from '../http/problem.ts';
import { livingHolds } from '../slots/living-holds.ts';
import { type GuestContext, type GuestPages, goTo } from './answer-visitor.ts';
import { bookVisit } from './book-visit.ts';
import { conclude } from './conclude.ts';
import { questionPrefix } from './form-fields.ts';
import { patienceSeconds } from './guard-pages.ts';
import { knowGuest, rulesFor, withKnown } from './know-guest.ts';
import { listOthers } from './list-others.ts';
import { startsOf } from './list-times.ts';
import { type Look, pickedStarts, type Subject } from './look-at-page.ts';
import { errorsOf, type GuestWish, readForm } from './read-form.ts';
import { readSentForm, type SentForm } from './read-sent-form.ts';
import { trap } from './render-form.ts';
import { fresh, type Refused } from './render-look.ts';
import { isLetIn, lookAt, showPage, subjectOf, type Visiting, visiting } from './serve-page.ts';

/** Books what the form asks for; or shows it again, with what is wrong and, if somebody was faster, with times that are left. */
export async function bookForm(c: GuestContext, options: GuestPages, now: number): Promise<Response> {
  const found = await visiting(c, options, now);
  const subject = isLetIn(found, options)
    ? await options.db.read(found.accountId, (tx) => subjectOf(tx, found, found.visit))
    : undefined;
  if (subject === undefined) return goTo(c, `${found.visit.path}?${found.visit.query}`);
  const sent = await readSentForm(
    c,
    subject.offering.rules.questions.filter(({ type }) => type === 'attachment').length,
  );
  const visit = found.sending(sent.fields);
  if (pickedStarts(visit).length !== subject.wanted) return showPage(c, options, found, await lookAt(options, found));
  const atForm = { ...found, visit };
  return bookFilled(c, options, atForm, await fillIn(options, atForm, subject, sent));
}

/** Books the times of a visit with nothing but what is known of the guest; undefined if a form has to ask for more. */
export async function bookKnown(
  c: GuestContext,
  options: GuestPages,
  found: Visiting,
  sent: SentForm,
): Promise<Response | undefined> {
  const { accountId, visit } = found;
  const subject = await options.db.read(accountId, (tx) => subjectOf(tx, found, visit));
  if (subject === undefined || pickedStarts(visit).length !== subject.wanted) return undefined;
  const filled = await fillIn(options, found, subject, sent);
  return filled.known.complete ? bookFilled(c, options, found, filled) : undefined;
}

/** A form that was sent, with what it is read against. */
type FilledForm = Awaited<ReturnType<typeof fillIn>>;

async function fillIn({ db, sms }: GuestPages, found: Visiting, subject: Subject, sent: SentForm) {
  const { accountId, visit } = found;
  const starts = pickedStarts(visit);
  const holds = visit.params.getAll('hold').slice(0, 20);
  const { left, rules } = await db.read(accountId, async (tx) => {
    const times = await timesLeft(tx, accountId, subject, { starts, holds, now: visit.now });
    return { left: times, rules: await rulesFor(tx, { ...found, sms }, subject, { starts, places: times.places }) };
  });
  return { subject, sent, starts, holds, left, rules, known: knowGuest(rules) };
}

async function bookFilled(
  c: GuestContext,
  options: GuestPages,
  found: Visiting,
  { subject, sent, starts, holds, left, rules, known }: FilledForm,
): Promise<Response> {
  const { accountId, settings, visit } = found;
  const { db, baseUrl, root } = options;
  const { now } = visit;
  const again = (status: number, refused: Partial<Refused>) => {
    const places = [...left.places];
    const { smsConsent } = rules;
    const shown: Look = { kind: 'form', ...subject, starts, places, heldUntil: null, known, smsConsent };
    const { gone, others } = left;
    const all = { ...fresh(shown), filled: sent.fields, gone, others, ...refused };
    return showPage(c, options, found, shown, all, status);
  };
  const read = readForm({ ...sent, fields: withKnown(sent.fields, known) }, rules);
  if ('errors' in read) return again(422, { errors: read.errors });
  const { guard } = options;
  const print = printOf(c.req.url, sent);
  guard.count(found.page.id, now);
  const suspect = guard.isAttacked(found.page.id, now) || Boolean(sent.fields.get(trap));
  if (suspect && !(await guard.accepts(found.page.id, sent.fields, print.toString('hex'), now))) {
    c.header('Retry-After', String(patienceSeconds));
    return again(429, { suspect });
  }
  try {
    const address = await onceFor(db, { accountId, print, now }, async (tx) => {
      const wish = await withFiles(tx, accountId, read.wish, sent, now);
      const bookings = await bookVisit(tx, accountId, subject, wish, holds, { now, baseUrl });
      const done = bookings[0]!.status === 'requested' ? 'requested' : 'scheduled';
      // Who came by a link that keeps to itself what it knows is not told it afterwards either.
      return conclude({ done, bookings, own: known.secret.size === 0 }, visit, { settings, root });
    });
    return goTo(c, address);
  } catch (error) {
    guard.giveBack(sent.fields);
    if (!(error instanceof Refusal)) throw error;
    const { problem, control } = error;
    // The link is no good any more, whatever is written.
    if (problem.param === 'one_time_link') throw problem;
    if (control !== undefined) return again(422, { errors: new Map([[control, visit.language.texts.errors.file]]) });
    const aboutTimes = problem.param === 'start_time' || problem.name === 'no_such_hold';
    if (aboutTimes) return again(409, left.gone.length > 0 ? {} : { gone: starts });
    return again(problem.status, { errors: errorsOf(problem, rules) });
  }
}

/** What is left of the times that a form names, those that its guest holds counted as free for him. */
async function timesLeft(
  tx: Tx,
  accountId: string,
  { offering, target }: Subject,
  { starts, holds, now }: { starts: readonly number[]; holds: readonly string[]; now: number },
) {
  const living = await livingHolds(tx, accountId, holds, target, now);
  const own = living.map((hold) => hold.source_id);
  return listOthers(startsOf(tx, accountId, offering, now, own), starts, now);
}

/** The wish with the files that came with the form, kept in the booking's own transaction. */
async function withFiles(tx: Tx, accountId: string, wish: GuestWish, { files }: SentForm, now: number) {
  const answers = { ...wish.booking_form.answers };
  for (const { control, ...file } of files) {
    const name = control.slice(questionPrefix.length);
    try {
      const { id } = await keepAttachment(tx, accountId, file, now);
      answers[name] = [...((answers[name] as string[] | undefined) ?? []), id];
    } catch (error) {
      throw error instanceof Problem ? new Refusal(error, control) : error;
    }
  }
  return { ...wish, booking_form: { ...wish.booking_form, answers } };
}

/** A refused booking. No answer to keep: sent again, the form is a new try. */
class Refusal extends Error {
  readonly problem: Problem;
  /** The control that is at fault, if it is not said by the problem. */
  readonly control: string | undefined;
  constructor(problem: Problem, control?: string) {
    super(problem.message);
    this.problem = problem;
    this.control = control;
  }
}

function printOf(address: string, { fields }: SentForm): Buffer {
  return createHash('sha256').update(`${address}\n${fields}`).digest();
}

/**
 * Does what a form asks for once, however often a nervous finger sends it, and returns the address to go on to. Forms are the
 * same if their address and every field is, the number that each is shown with among them.
 */
async function onceFor(
  db: GuestPages['db'],
  { accountId, print, now }: { accountId: string; print: Buffer; now: number },
  work: (tx: Tx) => Promise<string>,
): Promise<string> {
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
