import assert from 'node:assert/strict';
import { test } from 'node:test';
import ICAL from 'ical.js';
import { purgeTrash, trashMs } from '../../src/bookings/purge-trash.ts';
import { office, testDaybook, wish } from '../support/server.ts';

const server = await testDaybook({ MAIL_FROM: 'Daybook <bookings@example.com>' });
const { key, calendar } = await office(server.db);

const book = async (start: string, guest: Record<string, unknown> = {}, more: object = {}) => {
  const body = { ...wish(start, guest), ...more };
  const { body: made } = await server.post(`/v2/booking-calendars/${calendar}/schedule`, body, key);
  return (await server.get(`/v2/bookings/${made.id}`, key)).body;
};

/** The one event of a calendar file, as another program than ours reads it. */
async function download(url: string) {
  const response = await fetch(url);
  assert.equal(response.status, 200);
  assert.match(response.headers.get('content-type')!, /^text\/calendar; charset=utf-8/);
  const calendar = new ICAL.Component(ICAL.parse(await response.text()));
  const events = calendar.getAllSubcomponents('vevent');
  assert.equal(events.length, 1);
  return { method: calendar.getFirstPropertyValue('method'), event: new ICAL.Event(events[0]) };
}

test('a booking’s calendar file says what, when and with whom, and needs no key', async () => {
  const booking = await book('2026-11-25T15:00:00Z', {}, { guests: ['gwen@example.com'] });
  assert.match(booking.ics_url, /\/api\/bookings\/ics\/[0-9a-f-]{36}-[0-9a-z]{6}$/);
  const { method, event } = await download(booking.ics_url);
  assert.equal(method, 'PUBLISH');
  assert.equal(event.uid, `${booking.id}@daybook`);
  assert.equal(event.summary, 'Andrea: Carrie Customer & Andrea Hartie');
  assert.equal(event.startDate.toJSDate().toISOString(), '2026-11-25T15:00:00.000Z');
  assert.equal(event.endDate.toJSDate().toISOString(), '2026-11-25T15:30:00.000Z');
  assert.equal(event.location, 'https://meet.example.com/andrea');
  assert.match(event.description, new RegExp(`Reschedule or cancel: ${server.url}/m/${booking.id}`));
  assert.equal(event.organizer, 'mailto:bookings@example.com');
  const people = event.attendees.map((each) => [
    each.getFirstValue()?.toString().toLowerCase(),
    each.getParameter('role'),
  ]);
  assert.deepEqual(people, [
    ['mailto:andrea@office.example', 'CHAIR'],
    ['mailto:carrie@example.com', 'REQ-PARTICIPANT'],
    ['mailto:gwen@example.com', 'REQ-PARTICIPANT'],
  ]);
  assert.equal(event.component.getFirstPropertyValue('status'), 'CONFIRMED');
});

test('the calendar file of a booking that moved or ended has a higher sequence and the same UID', async () => {
  const booking = await book('2026-11-25T16:00:00Z');
  const before = (await download(booking.ics_url)).event;
  await server.post(`/v2/bookings/${booking.id}/reschedule`, { start_time: '2026-11-25T17:00:00Z' }, key);
  const moved = (await download(booking.ics_url)).event;
  assert.equal(moved.uid, before.uid);
  assert.ok(moved.sequence > before.sequence);
  assert.equal(moved.startDate.toJSDate().toISOString(), '2026-11-25T17:00:00.000Z');
  await server.post(`/v2/bookings/${booking.id}/request-reschedule`, {}, key);
  const ended = (await download(booking.ics_url)).event;
  assert.equal(ended.component.getFirstPropertyValue('status'), 'CANCELLED');
  // What stands for it takes its place in the guest's calendar.
  const again = { start_time: '2026-11-25T18:00:00Z', on_behalf_of: 'customer' };
  const { body: next } = await server.post(`/v2/bookings/${booking.id}/reschedule`, again, key);
  assert.notEqual(next.id, booking.id);
  const { event } = await download(next.ics_url);
  assert.equal(event.uid, before.uid);
  assert.ok(event.sequence > ended.sequence);
  assert.equal(event.component.getFirstPropertyValue('status'), 'CONFIRMED');
});

test('nothing that a guest writes gets out of its line', async () => {
  const name = 'Eve "Quote"; DROP, Table\\n';
  const note = 'First\r\nEND:VEVENT\r\nBEGIN:VEVENT';
  const booking = await book('2026-11-25T19:00:00Z', { name, email: 'eve@example.com', note });
  const { event } = await download(booking.ics_url);
  assert.equal(event.summary, `Andrea: ${name} & Andrea Hartie`);
  assert.match(event.description, /^Note: First\r?\nEND:VEVENT\r?\nBEGIN:VEVENT$/m);
});

test('an address that is not exactly a booking’s is not found', async () => {
  const booking = await book('2026-11-25T20:00:00Z');
  const [, token, tail] = /ics\/(.{36})-(.{6})$/.exec(booking.ics_url)!;
  for (const name of [
    `${token}-aaaaaa`,
    token!,
    `${token!.replace(/^./, (a) => (a === '0' ? '1' : '0'))}-${tail}`,
    booking.id,
    'x',
  ])
    assert.equal((await fetch(`${server.url}/api/bookings/ics/${name}`)).status, 404, name);
  assert.equal((await fetch(`${booking.ics_url}.ics`)).status, 200);
});

test('a booking in the trash keeps its calendar file until it is erased', async () => {
  const booking = await book('2026-11-26T15:00:00Z');
  await server.post(`/v2/bookings/${booking.id}/trash`, undefined, key);
  assert.equal((await fetch(booking.ics_url)).status, 200);
  await server.db.system((tx) => purgeTrash(tx, server.clock.now + trashMs));
  assert.equal((await fetch(booking.ics_url)).status, 404);
});
