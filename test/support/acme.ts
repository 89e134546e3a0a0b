import assert from 'node:assert/strict';
import { type Office, office, type Reply, type TestDaybook, wish } from './server.ts';

/** An account whose people have addresses of their own, so that one mail server can serve several. */
export interface Acme extends Office {
  name: string;
  andreasBox: string;
  bensBox: string;
  /** Books Andrea's calendar, or `calendarId`, and returns the booking. */
  book(start: string, more?: Wishes): Promise<Reply['body']>;
  /** Does something to a booking and returns it, or what stands for it. */
  act(booking: string, action: string, body?: object): Promise<Reply['body']>;
  /** What was written about a booking, and to whom, in the order of the alphabet. */
  told(booking: string): Promise<string[]>;
}

export interface Wishes {
  calendarId?: string;
  /** Goes over the booking form. */
  form?: object;
  [name: string]: unknown;
}

let accounts = 0;

/** Makes such an account. `rules` go over its calendars' defaults. */
export async function acme(server: TestDaybook, rules: Record<string, unknown> = {}): Promise<Acme> {
  const name = `Acme${++accounts}`;
  const made = await office(server.db, { name, rules });
  const domain = `${name.toLowerCase()}.example`;
  const { key, calendar } = made;
  return {
    ...made,
    name,
    andreasBox: `andrea@${domain}`,
    bensBox: `ben@${domain}`,
    async book(start, { calendarId = calendar, form = {}, ...more } = {}) {
      const body = { ...wish(start, { ...form }), ...more };
      const reply = await server.post(`/v2/booking-calendars/${calendarId}/schedule`, body, key);
      assert.equal(reply.status, 200, reply.text);
      return (await server.get(`/v2/bookings/${reply.body.id}`, key)).body;
    },
    async act(booking, action, body = {}) {
      const reply = await server.post(`/v2/bookings/${booking}/${action}`, body, key);
      assert.equal(reply.status, 200, reply.text);
      return reply.body;
    },
    async told(booking) {
      const { body } = await server.get(`/v2/mails?booking=${booking}&limit=100`, key);
      const mails: { recipient_type: string; scenario: string }[] = body.data;
      return mails.map((each) => `${each.scenario}: ${each.recipient_type}`).toSorted();
    },
  };
}
