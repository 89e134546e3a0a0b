import type { HttpBindings } from '@hono/node-server';
import type { Handler, Hono } from 'hono';
import { ownPaths } from '../http/own-paths.ts';
import { answerVisitor, type GuestContext, type GuestPages } from './answer-visitor.ts';
import { bookForm } from './book-form.ts';
import { rememberAddresses } from './remember-addresses.ts';
import { serveBooking, serveCancel, serveMoves, serveReschedule, takeCancel, takeReschedule } from './serve-booking.ts';
import { servePage, serveTimes, unlockPage } from './serve-page.ts';
import { takeTimes } from './take-times.ts';

type Served = { Bindings: HttpBindings };

/** Slugs as calendars/schema.ts takes them. What looks otherwise belongs to somebody else. */
const page = '/:slug{[A-Za-z0-9][A-Za-z0-9_-]{3,99}}';
/** One-time links (contract 6.11). */
const link = '/:link{\\.[A-Za-z0-9]{8,12}}';
const booking = '/m/:id{[A-Za-z]+-[A-Za-z0-9]+}';

/**
 * Adds what guests see: booking pages and their own bookings. They stand beside the API and are no part of its document: people
 * look at them, and every action goes through the verbs that the API has as well. Added last, since a slug could be any name.
 */
export function addGuestPages(app: Hono<Served>, given: Omit<GuestPages, 'addresses'>): void {
  const options: GuestPages = { ...given, addresses: rememberAddresses(given.db) };
  const answers =
    (serve: (c: GuestContext, options: GuestPages, now: number) => Promise<Response>): Handler<Served> =>
    (c, next) =>
      ownPaths.has(c.req.param('slug')?.toLowerCase() ?? '')
        ? next()
        : answerVisitor(c, options, (now) => serve(c, options, now));
  app.get(booking, answers(serveBooking));
  app.get(`${booking}/cancel`, answers(serveCancel));
  app.post(`${booking}/cancel`, answers(takeCancel));
  app.get(`${booking}/reschedule`, answers(serveReschedule));
  app.post(`${booking}/reschedule`, answers(takeReschedule));
  app.get(`${booking}/reschedule/times`, answers(serveMoves));
  for (const address of [link, page]) {
    app.get(address, answers(servePage));
    app.post(address, answers(bookForm));
    app.get(`${address}/times`, answers(serveTimes));
    app.post(`${address}/hold`, answers(takeTimes));
  }
  app.post(`${page}/unlock`, answers(unlockPage));
}
