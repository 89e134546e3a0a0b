import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeDemo } from '../../src/demo.ts';
import { testDaybook } from '../support/server.ts';

for (const moment of ['2026-11-24T06:00:00Z', '2026-11-29T13:37:00Z', '2027-03-15T22:10:00Z']) {
  test(`the demo made at ${moment} has bookings of the last and next weeks in every status`, async () => {
    const now = Date.parse(moment);
    const server = await testDaybook({}, now);
    const { apiKey, calendarId } = await server.db.system((tx) => makeDemo(tx, { now, baseUrl: server.url }));
    const all = async (path: string) => {
      const rows: {
        id: string;
        status: string;
        starting_time: string;
        creation_time: string;
        duration_minutes: number;
      }[] = [];
      for (let more = true; more; ) {
        const after = rows.length === 0 ? '' : `&after=${rows.at(-1)!.id}`;
        const { body } = await server.get(`${path}?limit=100${after}`, apiKey);
        rows.push(...body.data);
        more = body.has_more;
      }
      return rows;
    };
    const bookings = await all('/v2/bookings');
    assert.equal(bookings.length, 120);
    assert.equal((await all('/v2/contacts')).length, 40);
    assert.equal((await all('/v2/users')).length, 3);
    assert.equal((await all('/v2/teams')).length, 1);
    assert.equal((await all('/v2/booking-pages')).length, 2);
    assert.equal((await all('/v2/event-types')).length, 2);
    const [master] = await all('/v2/master-pages');
    const shared = (await server.get(`/v2/bookings?master_page=${master!.id}`, apiKey)).body.data;
    assert.ok(shared.length > 5, 'both vocabularies are in use');
    const calendars = await all('/v2/booking-calendars');
    assert.equal(calendars.length, 3);
    assert.equal(calendars.at(-1)!.id, calendarId, 'the last of the list is the one that the README books');
    const statuses = new Set(bookings.map((booking) => booking.status));
    assert.deepEqual([...statuses].sort(), [
      'canceled',
      'completed',
      'no_show',
      'requested',
      'rescheduled',
      'scheduled',
    ]);
    const week = 7 * 86_400_000;
    const starts = bookings.map((booking) => Date.parse(booking.starting_time));
    assert.ok(starts.some((start) => start < now - week));
    assert.ok(starts.some((start) => start > now + week));
    for (const booking of bookings) {
      const over = Date.parse(booking.starting_time) + booking.duration_minutes * 60_000 <= now;
      if (booking.status === 'completed' || booking.status === 'no_show') assert.ok(over, booking.id);
      if (booking.status === 'scheduled' || booking.status === 'rescheduled') assert.ok(!over, booking.id);
      assert.ok(Date.parse(booking.creation_time) <= now, 'nothing was made in the future');
    }
    const conversations = await all('/v2/conversations');
    assert.deepEqual(new Set(conversations.map((each) => each.status)), new Set(['closed', 'abandoned']));
    const sms = await all('/v2/notifications/sms');
    assert.deepEqual(new Set(sms.map((each) => each.status)), new Set(['delivered', 'failed']));
    for (const each of [...conversations, ...sms]) assert.ok(Date.parse(each.creation_time) <= now, each.id);
    const slots = await server.get(`/v2/booking-calendars/${calendarId}/time-slots`, apiKey);
    assert.ok(slots.body.length > 0, 'there is something left to book');
  });
}
