import { timingSafeEqual } from 'node:crypto';
import { cancelAsGuest } from '../bookings/cancel-as-guest.ts';
import { guestLinks } from '../bookings/guest-links.ts';
import { loadForGuest } from '../bookings/load-for-guest.ts';
import { offerMoves } from '../bookings/offer-moves.ts';
import { rescheduleAsGuest } from '../bookings/reschedule-as-guest.ts';
import type { Tx } from '../db/pool.ts';
import { Problem } from '../http/problem.ts';
import { type GuestContext, type GuestPages, goTo, NothingHere, sendPage } from './answer-visitor.ts';
import { conclude } from './conclude.ts';
import { bookingEvent, confirmedEvent, type Told } from './events-of.ts';
import { linkTo } from './link-to.ts';
import { lastDayOf, listTimes, startsOf } from './list-times.ts';
import { dateWished, pickedStarts } from './look-at-page.ts';
import { readSentForm } from './read-sent-form.ts';
import { readParams, readVisit, type Visit } from './read-visit.ts';
import { redirectOf } from './redirect-of.ts';
import { type BookingView, renderBooking } from './render-booking.ts';
import { renderCancel, renderMove, renderMoves, renderRefused } from './render-change.ts';
import { renderZones } from './render-stage.ts';
import { replyData } from './reply.ts';
import { findKnownBooking, type KnownBookingRow } from './store.ts';
import type { TimesView } from './times-view.ts';

/** A guest at his booking. */
interface AtBooking {
  known: KnownBookingRow;
  accountId: string;
  view: BookingView;
  visit: Visit;
}

/** The booking's own page. */
export async function serveBooking(c: GuestContext, options: GuestPages, now: number): Promise<Response> {
  const found = await atBooking(c, options, now);
  const told = toldOf(found, options);
  const { view } = found;
  const parts = { title: view.booking.subject, stage: renderBooking(view, told?.redirect ?? null) };
  const more = told === undefined ? {} : { data: { told }, goesOn: told.redirect };
  return sendPage(c, options, found.visit.language, { ...parts, ...more }, { settings: view.settings });
}

/** For so long after something was done its page tells of it; whoever comes back later only looks. */
const newsMs = 10 * 60_000;

/** What the page of a booking tells the website around it of what its guest has just done, and where he goes on to. */
function toldOf({ known, view, visit }: AtBooking, { baseUrl }: GuestPages): Told | undefined {
  const { booking, own, sessions, hostZone, settings } = view;
  const done = visit.params.get('done');
  if (done !== 'scheduled' && done !== 'rescheduled' && done !== 'canceled') return undefined;
  const since = done === 'scheduled' ? booking.creation_time : booking.last_updated_time;
  if (booking.status !== done || visit.now - since > newsMs) return undefined;
  const classicPage = known.booking_calendar_id === null ? (known.slug ?? '') : null;
  const arrival = readParams(new URLSearchParams(visit.params.get('from') ?? ''));
  return {
    events: [
      ...sessions.filter((each) => each.status === done).map((each) => bookingEvent(done, each, own, baseUrl)),
      ...(done === 'scheduled' && own ? [confirmedEvent(sessions, guestLinks(booking, baseUrl), hostZone)] : []),
    ],
    redirect: redirectOf(settings, { done, bookings: sessions, own, arrival, classicPage }),
  };
}

/** The question whether to cancel. */
export async function serveCancel(c: GuestContext, options: GuestPages, now: number): Promise<Response> {
  const found = await atBooking(c, options, now);
  const { view } = found;
  return send(c, options, found, view.rights.cancel.allowed ? renderCancel(view) : renderRefused(view, 'cancel'));
}

/** Cancels, and goes on to the booking's page, which says so. */
export async function takeCancel(c: GuestContext, options: GuestPages, now: number): Promise<Response> {
  const found = await atBooking(c, options, now);
  const { fields } = await readSentForm(c, 0);
  const { accountId, view, visit } = found;
  const { db, baseUrl } = options;
  const reason = fields.get('reason')?.trim().slice(0, 5000) || null;
  if (view.rights.reason === 'required' && reason === null)
    return send(c, options, found, renderCancel(view, visit.language.texts.errors.required), 422);
  try {
    const ways = { now, baseUrl };
    const booking = await db.transaction(accountId, (tx) =>
      cancelAsGuest(tx, accountId, view.booking.id, reason, ways),
    );
    return goTo(
      c,
      conclude({ done: 'canceled', bookings: [booking], own: view.own }, visit, {
        settings: view.settings,
        root: options.root,
      }),
    );
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    // It was cancelled meanwhile, or may not be any more; the page says which.
    return serveCancel(c, options, now);
  }
}

/** Times to move to; with one picked, the question whether to. */
export async function serveReschedule(c: GuestContext, options: GuestPages, now: number): Promise<Response> {
  const found = await atBooking(c, options, now);
  const { accountId, view, visit } = found;
  if (!view.rights.reschedule.allowed) return send(c, options, found, renderRefused(view, 'reschedule'));
  if (visit.params.get('choose') === 'zone' && !visit.fixedZone) return send(c, options, found, renderZones(visit));
  const [start] = pickedStarts(visit);
  const stage = await options.db.read(accountId, async (tx) => {
    const { offering, own } = await offerMoves(tx, accountId, view.booking.id, now);
    const free =
      start !== undefined && (await startsOf(tx, accountId, offering, now, own)(start, start + 1)).length > 0;
    const { approval, proposals } = offering.rules;
    if (free) return renderMove(view, start, approval || proposals > 0);
    const times = await movesOf(tx, found);
    return renderMoves(view, times, start !== undefined || visit.params.has('taken'));
  });
  return send(c, options, found, stage);
}

/** The times of a month for the page's script. */
export async function serveMoves(c: GuestContext, options: GuestPages, now: number): Promise<Response> {
  const found = await atBooking(c, options, now);
  if (!found.view.rights.reschedule.allowed) throw new NothingHere('notFound');
  const times = await options.db.read(found.accountId, (tx) => movesOf(tx, found));
  const { month, firstMonth, lastMonth, starts, next } = times;
  return replyData(c, { month, firstMonth, lastMonth, starts, next });
}

/** Moves the booking, and goes on to its page, or to that of the one that stands for it. */
export async function takeReschedule(c: GuestContext, options: GuestPages, now: number): Promise<Response> {
  const { fields } = await readSentForm(c, 0);
  const found = await atBooking(c, options, now, fields);
  const { accountId, view, visit } = found;
  const { db, baseUrl, root } = options;
  const [start] = pickedStarts(visit);
  const reason = fields.get('reason')?.trim().slice(0, 5000) || null;
  if (start === undefined || !view.rights.reschedule.allowed) return serveReschedule(c, options, now);
  if (view.rights.reason === 'required' && reason === null)
    return send(c, options, found, renderMove(view, start, false, visit.language.texts.errors.required), 422);
  try {
    const move = { start, reason };
    const ways = { now, baseUrl };
    const booking = await db.transaction(accountId, (tx) =>
      rescheduleAsGuest(tx, accountId, view.booking.id, move, ways),
    );
    const done = booking.status === 'requested' ? 'requested' : 'rescheduled';
    return goTo(c, conclude({ done, bookings: [booking], own: view.own }, visit, { settings: view.settings, root }));
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return goTo(c, linkTo(visit.path, visit.query, { start: null, taken: '1' }));
  }
}

/** Finds the booking of a request's address, and what who asks may see of it. */
async function atBooking(
  c: GuestContext,
  { db, root }: GuestPages,
  now: number,
  fields = new URLSearchParams(),
): Promise<AtBooking> {
  const known = await db.system((tx) => findKnownBooking(tx, c.req.param('id')!.toUpperCase()));
  if (known === undefined) throw new NothingHere('notFound');
  const url = new URL(c.req.url);
  const own = isSecret(url.searchParams.get('Params'), known.guest_token);
  // Only the addresses of calendars' bookings are complete without a secret, as the API shows them (decision 17).
  if (!own && known.booking_calendar_id === null) throw new NothingHere('incomplete');
  const accountId = known.account_id;
  const found = await db.read(accountId, (tx) => loadForGuest(tx, accountId, known.id, now));
  if (found === undefined) throw new NothingHere('notFound');
  const params = readParams(url.searchParams);
  for (const name of ['start', 'iana_time_zone']) if (fields.has(name)) params.set(name, fields.get(name)!);
  const sub = /\/(cancel|reschedule)\b/.exec(url.pathname)?.[0] ?? '';
  const request = { path: `${root}/m/${known.id}${sub}`, params, acceptLanguage: c.req.header('accept-language') };
  const { language, hour_cycle, convert_time_zone } = found.settings;
  const home = { language, hour_cycle, convert_time_zone, timezone: found.booking.customer_timezone };
  const visit = readVisit(request, home, now);
  const bookedAt = known.slug === null ? null : `${root}/${known.slug}`;
  return { known, accountId, visit, view: { ...found, visit, own, root, bookedAt } };
}

function isSecret(given: string | null, secret: string): boolean {
  const [a, b] = [Buffer.from(given ?? ''), Buffer.from(secret)];
  return a.byteLength === b.byteLength && timingSafeEqual(a, b);
}

async function movesOf(tx: Tx, { accountId, view, visit, known }: AtBooking): Promise<TimesView> {
  const { offering, own } = await offerMoves(tx, accountId, view.booking.id, visit.now);
  const list = startsOf(tx, accountId, offering, visit.now, own);
  const { month } = await listTimes(list, visit, lastDayOf(offering, visit.now));
  return {
    ...month,
    path: visit.path,
    query: visit.query,
    reader: visit.reader,
    texts: visit.language.texts.times,
    weekStart: known.week_start,
    date: dateWished(visit),
    chosen: [],
    wanted: 1,
    durationMinutes: offering.durationMinutes,
    holds: false,
    fixedZone: visit.fixedZone,
    key: null,
  };
}

function send(
  c: GuestContext,
  options: GuestPages,
  { view, visit }: AtBooking,
  stage: ReturnType<typeof renderBooking>,
  status = 200,
): Response {
  const parts = { title: view.booking.subject, stage };
  return sendPage(c, options, visit.language, parts, { settings: view.settings, status });
}
