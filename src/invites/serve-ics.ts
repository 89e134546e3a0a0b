import type { Hono } from 'hono';
import { findByIcsToken } from '../bookings/find-by-ics-token.ts';
import type { Database } from '../db/pool.ts';
import { bestLocale } from '../words/words-for.ts';
import { loadMeeting } from './load-meeting.ts';
import { makeInvite } from './make-invite.ts';

/**
 * Serves the calendar files of bookings at their `ics_url` (contract 7.1), without a key: the address cannot be guessed. A
 * booking that is called off is there as a cancelled event; one without a time, or an unknown address, is 404.
 */
export function serveIcs(
  // biome-ignore lint/suspicious/noExplicitAny: Hono's environment type is the app's own business
  app: Hono<any>,
  { db, clock, baseUrl, organizer }: { db: Database; clock: () => number; baseUrl: string; organizer: string },
): void {
  app.get('/api/bookings/ics/:name', async (c) => {
    const name = c.req.param('name').replace(/\.ics$/, '');
    const found = await db.system(async (tx) => {
      const known = await findByIcsToken(tx, name);
      return known === undefined ? undefined : loadMeeting(tx, known.accountId, known.booking);
    });
    if (found === undefined || found.booking.starting_time === null) return c.text('No such booking.', 404);
    const locale = bestLocale([found.booking.guest_locale]);
    // The address is in the API and in events, whose readers are not the guest: the link is the one without his secret.
    const manageUrl = () => `${baseUrl}/m/${found.booking.id}`;
    const text = makeInvite([found], { method: 'PUBLISH', organizer, locale, manageUrl, now: clock() });
    return c.body(text, 200, {
      'Content-Type': 'text/calendar; charset=utf-8; method=PUBLISH',
      'Content-Disposition': 'attachment; filename="booking.ics"',
      'Cache-Control': 'private, no-cache',
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
    });
  });
}
