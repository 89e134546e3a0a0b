import type { HttpBindings } from '@hono/node-server';
import type { Hono } from 'hono';
import { answerVisitor, type GuestPages } from './answer-visitor.ts';
import { serveBooking, serveCancel, serveMoves, serveReschedule, takeCancel, takeReschedule } from './serve-booking.ts';
import { bookForm, servePage, serveTimes, takeTimes } from './serve-page.ts';

/** Slugs as calendars/schema.ts takes them. What looks otherwise belongs to somebody else. */
const slug = '/:slug{[A-Za-z0-9][A-Za-z0-9_-]{3,99}}';

/**
 * Adds what guests see: booking pages and their own bookings. They stand beside the API and are no part of its document: people
 * look at them, and every action goes through the verbs that the API has as well. Added last, since a slug could be any name.
 */
export function addGuestPages(app: Hono<{ Bindings: HttpBindings }>, options: GuestPages): void {
  const booking = '/m/:id{[A-Za-z]+-[A-Za-z0-9]+}';
  app.get(booking, (c) => answerVisitor(c, options, (_, now) => serveBooking(c, options, now)));
  app.get(`${booking}/cancel`, (c) => answerVisitor(c, options, (_, now) => serveCancel(c, options, now)));
  app.post(`${booking}/cancel`, (c) => answerVisitor(c, options, (form, now) => takeCancel(c, options, form, now)));
  app.get(`${booking}/reschedule`, (c) => answerVisitor(c, options, (_, now) => serveReschedule(c, options, now)));
  app.get(`${booking}/reschedule/times`, (c) => answerVisitor(c, options, (_, now) => serveMoves(c, options, now)));
  app.post(`${booking}/reschedule`, (c) =>
    answerVisitor(c, options, (form, now) => takeReschedule(c, options, form, now)),
  );
  app.get(slug, (c) => answerVisitor(c, options, (_, now) => servePage(c, options, now)));
  app.get(`${slug}/times`, (c) => answerVisitor(c, options, (_, now) => serveTimes(c, options, now)));
  app.post(`${slug}/hold`, (c) => answerVisitor(c, options, (form, now) => takeTimes(c, options, form, now)));
  app.post(slug, (c) => answerVisitor(c, options, (form, now) => bookForm(c, options, form, now)));
}
