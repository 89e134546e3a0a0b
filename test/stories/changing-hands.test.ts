import assert from 'node:assert/strict';
import { test } from 'node:test';
import { classic } from '../support/pages.ts';
import { testDaybook, wish } from '../support/server.ts';

const server = await testDaybook();
const office = await classic(server);
const { key, andrea, ben, calendar, teamCalendar } = office;
const at = (time: string) => `2026-11-25T${time}:00.000Z`;
const day = { start_time: at('00:00'), end_time: '2026-11-26T00:00:00.000Z' };
const moves = (id: string) => server.get(`/v2/bookings/${id}/time-slots?${new URLSearchParams(day)}`, key);
const move = (id: string, time: string, more: object = {}) =>
  server.post(`/v2/bookings/${id}/reschedule`, { start_time: at(time), ...more }, key);
const startsOf = (reply: { body: { start_time: string }[] }) => reply.body.map((slot) => slot.start_time);
const bookPage = async (page: string, time: string | string[]): Promise<string> => {
  const reply = await office.book(`booking-pages/${page}`, [time].flat().map(at));
  assert.equal(reply.status, 200, reply.text);
  return reply.body.id;
};
const bookCalendar = async (id: string, time: string): Promise<string> => {
  const reply = await server.post(`/v2/booking-calendars/${id}/schedule`, wish(at(time)), key);
  assert.equal(reply.status, 200, reply.text);
  return reply.body.id;
};
const gone = 'Booking cannot take this time: Its host, or somebody else who takes part, takes no meetings any more.';

test('a booking of a page that got another owner stays with its host and moves with him', async () => {
  const dora = await office.person('Dora');
  const page = await office.page({ owner: dora });
  const id = await bookPage(page, '15:00');
  const changed = await server.patch(`/v2/booking-pages/${page}`, { owner: ben }, key);
  assert.equal(changed.status, 200, changed.text);
  // The new owner is busy at four; the meeting is not his.
  await bookPage(page, '16:00');
  assert.ok(startsOf(await moves(id)).includes(at('16:00')));
  const moved = await move(id, '16:00');
  assert.equal(moved.status, 200, moved.text);
  assert.deepEqual(
    [moved.body.id, moved.body.status, moved.body.owner, moved.body.booking_page],
    [id, 'rescheduled', dora, page],
  );
  assert.ok(moved.body.attendees.includes('dora@classic.example'));
  assert.deepEqual(
    (await office.events(id)).map((event) => event.type),
    ['booking.scheduled', 'booking.rescheduled'],
  );
  // Who asks the page for times sees the new owner's.
  assert.ok(!startsOf(await office.slots(`booking-pages/${page}`)).includes(at('16:00')));
});

test('a booking whose host has left the team of its calendar stays with him and moves with him', async () => {
  const id = await bookCalendar(teamCalendar, '17:00');
  const { owner } = await office.booking(id);
  const other = owner === andrea ? ben : andrea;
  await server.patch(`/v2/users/${owner}`, { teams: [] }, key);
  const moved = await move(id, '18:00');
  assert.deepEqual([moved.status, moved.body.id, moved.body.owner], [200, id, owner], moved.text);
  await server.patch(`/v2/users/${owner}`, { teams: [office.team] }, key);
  assert.equal((await server.post(`/v2/bookings/${id}/reassign`, { new_host: other }, key)).status, 200);
});

test('a booking whose host was deleted cannot move until somebody else has it', async () => {
  const emil = await office.person('Emil');
  const page = await office.page({ owner: emil });
  const id = await bookPage(page, '15:00');
  assert.equal((await server.delete(`/v2/users/${emil}`, key)).status, 200);
  for (const reply of [await moves(id), await move(id, '16:00')])
    assert.deepEqual([reply.status, reply.body], [409, { type: 'invalid_request_error', message: gone, param: 'id' }]);
  const frida = await office.person('Frida');
  assert.equal((await server.post(`/v2/bookings/${id}/reassign`, { new_host: frida }, key)).status, 200);
  assert.ok(startsOf(await moves(id)).includes(at('16:00')));
  assert.equal((await move(id, '16:00')).status, 200);
});

test('a request whose host was deleted cannot be approved', async () => {
  const gustav = await office.person('Gustav');
  const page = await office.page({ owner: gustav, proposals: 2 });
  const id = await bookPage(page, ['15:00', '16:00']);
  await server.delete(`/v2/users/${gustav}`, key);
  const approved = await server.post(`/v2/bookings/${id}/approve`, { start_time: at('15:00') }, key);
  assert.deepEqual([approved.status, approved.body.message, approved.body.param], [409, gone, 'id']);
});

test('a request keeps its host and its length when the page has another owner and other lengths by then', async () => {
  const hanna = await office.person('Hanna');
  const page = await office.page({ owner: hanna, proposals: 2 });
  const id = await bookPage(page, ['15:00', '16:00']);
  await server.patch(`/v2/booking-pages/${page}`, { owner: ben, durations: [60] }, key);
  const approved = await server.post(`/v2/bookings/${id}/approve`, { start_time: at('16:00') }, key);
  assert.equal(approved.status, 200, approved.text);
  assert.deepEqual(
    [approved.body.status, approved.body.owner, approved.body.duration_minutes],
    ['scheduled', hanna, 30],
  );
});

test('what is closed to guests keeps its bookings: its people move them, guests do not', async () => {
  const ida = await office.person('Ida');
  const page = await office.page({ owner: ida });
  const onPage = await bookPage(page, '15:00');
  await server.patch(`/v2/booking-pages/${page}`, { active: false }, key);
  const onCalendar = await bookCalendar(calendar, '20:00');
  await server.patch(`/v2/booking-calendars/${calendar}`, { published: false }, key);
  const cases: [id: string, closed: string][] = [
    [onPage, 'Meeting cannot be scheduled on a disabled page.'],
    [onCalendar, 'Meeting cannot be scheduled on an unpublished booking calendar.'],
  ];
  for (const [id, message] of cases) {
    const guests = await move(id, '21:00', { on_behalf_of: 'customer' });
    assert.deepEqual([guests.status, guests.body], [422, { type: 'invalid_request_error', message, param: 'id' }]);
    assert.ok(startsOf(await moves(id)).includes(at('21:00')));
    assert.equal((await move(id, '21:00')).status, 200);
  }
  // Nobody moves anything to where guests cannot book.
  const other = await bookPage(await office.page({ owner: await office.person('Jan') }), '15:00');
  const toPage = await move(other, '19:00', { booking_page: page });
  assert.deepEqual([toPage.status, toPage.body.message, toPage.body.param], [422, cases[0]![1], 'booking_page']);
  const toCalendar = await move(other, '19:00', { booking_calendar: calendar });
  assert.deepEqual(
    [toCalendar.status, toCalendar.body.message, toCalendar.body.param],
    [422, cases[1]![1], 'booking_calendar'],
  );
});

test('the sessions of a package stay with the host they were booked with', async () => {
  const karl = await office.person('Karl');
  const page = await office.page({ owner: karl, sessions: 2 });
  const id = await bookPage(page, ['15:00', '16:00']);
  const reply = await server.post(`/v2/bookings/${id}/reassign`, { new_host: ben }, key);
  assert.deepEqual(
    [reply.status, reply.body],
    [
      409,
      {
        type: 'invalid_request_error',
        message: 'Booking cannot be reassigned: It is a session of a package.',
        param: 'id',
      },
    ],
  );
  assert.equal((await move(id, '17:00')).status, 200);
});
