import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createCalendar } from '../../src/calendars/create.ts';
import { statement } from '../../src/db/pool.ts';
import { office, testDaybook, tuesday, wish } from '../support/server.ts';

const server = await testDaybook();
const { accountId, key, calendar, teamCalendar, andrea, ben } = await office(server.db);

const nextDay = '2026-11-25';
const slotsOf = async (id: string, day: string) => {
  const next = new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
  const reply = await server.get(
    `/v2/booking-calendars/${id}/time-slots?start_time=${day}T00:00:00Z&end_time=${next}T00:00:00Z`,
    key,
  );
  assert.equal(reply.status, 200, reply.text);
  return reply.body as { start_time: string; locations: { type: string; value: string | null; id: string | null }[] }[];
};

test('a client lists free times, books one, and the time is gone', async () => {
  const before = await slotsOf(calendar, nextDay);
  assert.equal(before.length, 16);
  assert.deepEqual(before[0], {
    start_time: '2026-11-25T14:00:00.000Z',
    locations: [
      { type: 'virtual_static', value: null, id: null },
      { type: 'guest_phone', value: null, id: null },
    ],
  });
  const booked = await server.post(
    `/v2/booking-calendars/${calendar}/schedule`,
    wish(before[2]!.start_time, { phone: '+12025550195' }),
    key,
  );
  assert.equal(booked.status, 200, booked.text);
  assert.match(booked.body.id, /^BKNG-[A-Z0-9]{12}$/);
  assert.deepEqual(Object.keys(booked.body), ['id']);
  const after = await slotsOf(calendar, nextDay);
  assert.deepEqual(
    before.map((slot) => slot.start_time).filter((start) => start !== before[2]!.start_time),
    after.map((slot) => slot.start_time),
  );
  const booking = (await server.get(`/v2/bookings/${booked.body.id}`, key)).body;
  assert.equal(booking.status, 'scheduled');
  assert.equal(booking.starting_time, before[2]!.start_time);
  assert.equal(booking.owner, andrea);
  assert.equal(booking.tracking_id, booking.id);
  assert.deepEqual(booking.attendees, ['andrea@office.example', 'carrie@example.com']);
  assert.deepEqual(booking.virtual_conferencing, { join_url: 'https://meet.example.com/andrea' });
  assert.equal(booking.form_submission.mobile_phone, '+12025550195');
  assert.match(booking.contact, /^CTC-/);
});

test('a taken start is refused in the contract’s words', async () => {
  const start = (await slotsOf(calendar, '2026-11-26'))[0]!.start_time;
  assert.equal((await server.post(`/v2/booking-calendars/${calendar}/schedule`, wish(start), key)).status, 200);
  const again = await server.post(`/v2/booking-calendars/${calendar}/schedule`, wish(start), key);
  assert.equal(again.status, 400);
  assert.deepEqual(again.body, {
    type: 'invalid_request_error',
    message: 'The selected start time is not available.',
    param: 'start_time',
  });
});

test('a start off the grid, outside the hours, or in the past is not available', async () => {
  for (const start of [
    '2026-11-25T14:10:00Z',
    '2026-11-25T03:00:00Z',
    '2026-11-23T15:00:00Z',
    '2026-11-28T15:00:00Z',
  ]) {
    const reply = await server.post(`/v2/booking-calendars/${calendar}/schedule`, wish(start), key);
    assert.equal(reply.status, 400, start);
    assert.equal(reply.body.param, 'start_time');
  }
});

test('a team’s bookings go to the host who has been idle longest', async () => {
  const slots = await slotsOf(teamCalendar, '2026-11-27');
  const owners: string[] = [];
  for (const slot of slots.slice(0, 6)) {
    server.clock.now += 1000;
    const { body } = await server.post(`/v2/booking-calendars/${teamCalendar}/schedule`, wish(slot.start_time), key);
    owners.push((await server.get(`/v2/bookings/${body.id}`, key)).body.owner);
  }
  assert.equal(new Set(owners.slice(0, 2)).size, 2);
  for (let i = 2; i < owners.length; i++) assert.equal(owners[i], owners[i - 2]);
  assert.deepEqual([...new Set(owners)].sort(), [andrea, ben].sort());
});

test('a team’s start stays on offer until its last host is taken', async () => {
  const start = (await slotsOf(teamCalendar, '2026-11-30'))[0]!.start_time;
  for (const expected of [200, 200, 400]) {
    const reply = await server.post(`/v2/booking-calendars/${teamCalendar}/schedule`, wish(start), key);
    assert.equal(reply.status, expected, reply.text);
  }
});

test('cancelling frees the time, and a second cancellation is refused', async () => {
  const start = (await slotsOf(calendar, '2026-12-01'))[0]!.start_time;
  const { id } = (await server.post(`/v2/booking-calendars/${calendar}/schedule`, wish(start), key)).body;
  const canceled = await server.post(`/v2/bookings/${id}/cancel`, { cancellation_reason: 'Change in schedule' }, key);
  assert.equal(canceled.status, 200, canceled.text);
  assert.equal(canceled.body.status, 'canceled');
  assert.deepEqual(canceled.body.cancel_reschedule_information, {
    reason: 'Change in schedule',
    actioned_by: 'user',
    user_id: andrea,
  });
  assert.equal((await slotsOf(calendar, '2026-12-01'))[0]!.start_time, start);
  const again = await server.post(`/v2/bookings/${id}/cancel`, undefined, key);
  assert.equal(again.status, 409);
  assert.deepEqual(again.body, {
    type: 'invalid_request_error',
    message: `Booking cannot be cancelled: '${id}'`,
    param: 'id',
  });
});

test('a booking may start the minute another ends', async () => {
  const slots = await slotsOf(calendar, '2026-12-02');
  for (const slot of slots.slice(3, 5)) {
    assert.equal(
      (await server.post(`/v2/booking-calendars/${calendar}/schedule`, wish(slot.start_time), key)).status,
      200,
    );
  }
});

test('a guest who books twice is one contact, brought up to date', async () => {
  const slots = await slotsOf(calendar, '2026-12-03');
  const contacts: string[] = [];
  for (const [i, name] of ['Dora Doe', 'Dora Smith'].entries()) {
    const body = wish(slots[i]!.start_time, { name, email: i === 0 ? 'Dora@example.com' : 'dora@EXAMPLE.com' });
    const { id } = (await server.post(`/v2/booking-calendars/${calendar}/schedule`, body, key)).body;
    contacts.push((await server.get(`/v2/bookings/${id}`, key)).body.contact);
  }
  assert.equal(contacts[0], contacts[1]);
  const contact = (await server.get(`/v2/contacts/${contacts[0]}`, key)).body;
  assert.equal(contact.last_name, 'Smith');
  assert.equal(contact.terms_of_sevice, false);
  assert.equal(contact.terms_of_service, false);
});

test('a booking turns completed when its end passes, and can then be a no-show, which cannot be undone', async () => {
  const start = (await slotsOf(calendar, '2026-12-04'))[0]!.start_time;
  const { id } = (await server.post(`/v2/booking-calendars/${calendar}/schedule`, wish(start), key)).body;
  server.clock.now = Date.parse(start) + 30 * 60_000;
  // The sweep runs every two seconds of real time; its effect is what is waited for.
  let status = '';
  for (let i = 0; i < 100 && status !== 'completed'; i++) {
    status = (await server.get(`/v2/bookings/${id}`, key)).body.status;
    if (status !== 'completed') await new Promise((resolve) => setTimeout(resolve, 100));
  }
  assert.equal(status, 'completed');
  const marked = await server.post(`/v2/bookings/${id}/no-show`, undefined, key);
  assert.equal(marked.body.status, 'no_show');
  const again = await server.post(`/v2/bookings/${id}/no-show`, undefined, key);
  assert.deepEqual(again.body, {
    type: 'invalid_request_error',
    message: `Cannot update booking status to no_show: '${id}'`,
    param: 'id',
  });
  server.clock.now = tuesday;
});

test('sixty-four clients on one slot: one books it, the others are told that it is gone', async () => {
  const start = (await slotsOf(calendar, '2026-12-07'))[4]!.start_time;
  const replies = await Promise.all(
    Array.from({ length: 64 }, (_, i) =>
      server.post(`/v2/booking-calendars/${calendar}/schedule`, wish(start, { email: `guest${i}@example.com` }), key),
    ),
  );
  assert.equal(replies.filter((reply) => reply.status === 200).length, 1);
  for (const reply of replies.filter((each) => each.status !== 200)) {
    assert.equal(reply.status, 400, reply.text);
    assert.equal(reply.body.param, 'start_time');
  }
});

test('a co-host who must be there closes the times at which he is taken, and is claimed with the host', async () => {
  const panel = await server.db.transaction(accountId, (tx) =>
    createCalendar(
      tx,
      accountId,
      {
        name: 'Panel',
        subject: 'Interview',
        hostId: andrea,
        rules: { durations: [30], start_minutes: [0, 30], spacing_minutes: 30, co_hosts: [{ user: ben }] },
      },
      tuesday,
    ),
  );
  const day = '2026-12-08';
  const starts = (await slotsOf(panel, day)).map((slot) => slot.start_time);
  const { id } = (await server.post(`/v2/booking-calendars/${panel}/schedule`, wish(starts[0]!), key)).body;
  const booking = (await server.get(`/v2/bookings/${id}`, key)).body;
  assert.deepEqual(booking.attendees, ['andrea@office.example', 'ben@office.example', 'carrie@example.com']);
  assert.deepEqual((await server.get(`/v2/bookings?host=${ben}&booking_calendar=${panel}`, key)).body.data.length, 1);
  assert.equal((await slotsOf(calendar, day))[0]!.start_time, starts[1]);
  assert.equal((await slotsOf(teamCalendar, day))[0]!.start_time, starts[1], 'both are taken');
  await server.post(`/v2/bookings/${id}/cancel`, undefined, key);
  assert.equal((await slotsOf(teamCalendar, day))[0]!.start_time, starts[0]);
});

test('guests share a group session until its seats are taken, and a seat that is left is offered again', async () => {
  const group = await server.db.transaction(accountId, (tx) =>
    createCalendar(
      tx,
      accountId,
      {
        name: 'Class',
        subject: 'Class',
        hostId: ben,
        rules: { durations: [60], start_minutes: [0], spacing_minutes: 60, capacity: 3 },
      },
      tuesday,
    ),
  );
  const start = (await slotsOf(group, '2026-12-09'))[0]!.start_time;
  const replies = await Promise.all(
    Array.from({ length: 12 }, (_, i) =>
      server.post(`/v2/booking-calendars/${group}/schedule`, wish(start, { email: `pupil${i}@example.com` }), key),
    ),
  );
  const pupils = replies.filter((reply) => reply.status === 200);
  assert.equal(pupils.length, 3);
  assert.ok(replies.every((reply) => reply.status === 200 || reply.body.param === 'start_time'));
  assert.notEqual((await slotsOf(group, '2026-12-09'))[0]!.start_time, start);
  await server.post(`/v2/bookings/${pupils[0]!.body.id}/cancel`, undefined, key);
  assert.equal((await slotsOf(group, '2026-12-09'))[0]!.start_time, start);
  for (const pupil of pupils.slice(1)) await server.post(`/v2/bookings/${pupil.body.id}/cancel`, undefined, key);
  assert.equal((await server.post(`/v2/booking-calendars/${group}/schedule`, wish(start), key)).status, 200);
});

test('a calendar that asks for approval makes requests, which hold their time and are silent', async () => {
  const asking = await server.db.transaction(accountId, (tx) =>
    createCalendar(
      tx,
      accountId,
      { name: 'Ask', subject: 'Ask', hostId: andrea, rules: { durations: [30], approval: true } },
      tuesday,
    ),
  );
  const start = (await slotsOf(asking, '2026-12-10'))[0]!.start_time;
  const { id } = (await server.post(`/v2/booking-calendars/${asking}/schedule`, wish(start), key)).body;
  assert.equal((await server.get(`/v2/bookings/${id}`, key)).body.status, 'requested');
  assert.equal((await server.post(`/v2/booking-calendars/${calendar}/schedule`, wish(start), key)).status, 400);
  const events = statement<{ type: string }>('select type from events where account_id = $1 and subject_id = $2');
  assert.deepEqual(await server.db.read(accountId, (tx) => tx.rows(events, [accountId, id])), []);
});

test('caps, buffers and lead time are kept', async () => {
  const strict = await server.db.transaction(accountId, (tx) =>
    createCalendar(
      tx,
      accountId,
      {
        name: 'Strict',
        subject: 'Strict',
        hostId: ben,
        rules: {
          durations: [30],
          buffer_before_minutes: 30,
          buffer_after_minutes: 30,
          caps: { day: 2 },
          lead_time: { unit: 'days', amount: 2 },
        },
      },
      tuesday,
    ),
  );
  assert.deepEqual(await slotsOf(strict, '2026-11-25'), []);
  const day = '2026-12-15';
  const first = (await slotsOf(strict, day)).map((slot) => slot.start_time);
  assert.equal((await server.post(`/v2/booking-calendars/${strict}/schedule`, wish(first[4]!), key)).status, 200);
  const near = new Date(Date.parse(first[4]!) + 45 * 60_000).toISOString();
  assert.equal(
    (await server.post(`/v2/booking-calendars/${strict}/schedule`, wish(near), key)).status,
    400,
    'within the buffer',
  );
  const far = new Date(Date.parse(first[4]!) + 60 * 60_000).toISOString();
  assert.equal((await server.post(`/v2/booking-calendars/${strict}/schedule`, wish(far), key)).status, 200);
  assert.deepEqual(await slotsOf(strict, day), [], 'two a day');
});

test('what is wrong with a cancellation is said, and a paid booking is not cancelled here', async () => {
  const start = (await slotsOf(calendar, '2026-12-16'))[0]!.start_time;
  const { id } = (await server.post(`/v2/booking-calendars/${calendar}/schedule`, wish(start), key)).body;
  const cancel = (body: object) => server.post(`/v2/bookings/${id}/cancel`, body, key);
  const wrong = await cancel({ send_cancellation_email: 'yes' });
  assert.deepEqual(wrong.body, {
    type: 'invalid_request_error',
    message: 'Invalid boolean: yes',
    param: 'send_cancellation_email',
  });
  const long = await cancel({ cancellation_reason: 'x'.repeat(5001) });
  assert.equal(long.body.param, 'cancellation_reason');
  const pay = statement(
    `update bookings set payment_information = '{"amount_charged": 1000, "currency": "USD", "transaction_id": "ch_1"}'
     where account_id = $1 and id = $2`,
  );
  await server.db.transaction(accountId, (tx) => tx.run(pay, [accountId, id]));
  const paid = await cancel({});
  assert.equal(paid.status, 422);
  assert.deepEqual(paid.body, {
    type: 'invalid_request_error',
    message:
      'Paid bookings cannot be canceled through this endpoint. Please login to OnceHub and use the Activity Stream to cancel paid bookings.',
  });
  assert.equal((await server.get(`/v2/bookings/${id}`, key)).body.status, 'scheduled');
});

test('a host who asks for another time cancels the booking, and receivers learn why', async () => {
  const start = (await slotsOf(calendar, '2026-12-17'))[0]!.start_time;
  const { id } = (await server.post(`/v2/booking-calendars/${calendar}/schedule`, wish(start), key)).body;
  const ask = (body?: object) => server.post(`/v2/bookings/${id}/request-reschedule`, body, key);
  const wrong = await ask({ reschedule_reason: 5 });
  assert.deepEqual(wrong.body, {
    type: 'invalid_request_error',
    message: 'Invalid string: 5',
    param: 'reschedule_reason',
  });
  assert.equal((await ask({ reschedule_reason: 'x'.repeat(5001) })).body.param, 'reschedule_reason');
  const pay = (value: string | null) =>
    server.db.transaction(accountId, (tx) =>
      tx.run(statement('update bookings set payment_information = $3 where account_id = $1 and id = $2'), [
        accountId,
        id,
        value,
      ]),
    );
  await pay('{"amount_charged": 1000, "currency": "USD", "transaction_id": "ch_1"}');
  const paid = await ask();
  assert.equal(paid.status, 422);
  assert.match(paid.body.message, /^Paid bookings can only be requested for reschedule in your OnceHub account\./);
  await pay(null);
  const asked = await ask({ reschedule_reason: 'Something urgent came up' });
  assert.equal(asked.status, 200, asked.text);
  assert.equal(asked.body.status, 'canceled');
  assert.deepEqual(asked.body.cancel_reschedule_information, {
    reason: 'Something urgent came up',
    actioned_by: 'user',
    user_id: andrea,
  });
  const events = statement<{ type: string; body_v2: string }>(
    'select type, body_v2 from events where account_id = $1 and subject_id = $2 order by version',
  );
  const told = await server.db.read(accountId, (tx) => tx.rows(events, [accountId, id]));
  assert.deepEqual(
    told.map((event) => event.type),
    ['booking.scheduled', 'booking.canceled_reschedule_requested'],
  );
  const { data } = JSON.parse(told[1]!.body_v2);
  assert.equal(data.cancel_reschedule_information.reason, 'Something urgent came up');
  assert.equal(typeof data.cancel_reschedule_url, 'string');
  assert.ok(!('contact' in data) && !('utm_params' in data));
  assert.equal((await slotsOf(calendar, '2026-12-17'))[0]!.start_time, start, 'the time is free again');
  const again = await ask();
  assert.deepEqual(again.body, {
    type: 'invalid_request_error',
    message: `Booking cannot be cancelled: '${id}'`,
    param: 'id',
  });
});

test('whoever wonders why a time is not offered is told every rule that closes it', async () => {
  const day = '2026-12-18';
  const start = (await slotsOf(calendar, day))[0]!.start_time;
  const { id } = (await server.post(`/v2/booking-calendars/${calendar}/schedule`, wish(start), key)).body;
  const why = async (at: string) =>
    (await server.get(`/v2/booking-calendars/${calendar}/time-slots/why?start_time=${at}`, key)).body;
  const busy = await why(start);
  const end = new Date(Date.parse(start) + 30 * 60_000).toISOString();
  assert.deepEqual(busy, {
    object: 'slot_explanation',
    start_time: start,
    offered: false,
    hosts: [
      {
        host: andrea,
        booking_page: null,
        reasons: [{ rule: 'busy', start_time: start, end_time: end, booking: id, detail: null }],
      },
    ],
  });
  assert.equal((await why(end)).offered, true);
  const rules = async (at: string) =>
    (await why(at)).hosts[0].reasons.map((reason: { rule: string; detail: string }) => [reason.rule, reason.detail]);
  assert.deepEqual(await rules(`${day}T15:10:00.000Z`), [['off_grid', null]]);
  assert.deepEqual(await rules(`${day}T03:00:00.000Z`), [['outside_hours', '09:00-17:00']]);
  assert.deepEqual(await rules('2026-12-19T15:00:00.000Z'), [['outside_hours', 'closed']]);
  assert.deepEqual(
    (await rules('2026-11-23T15:00:00.000Z')).map(([rule]: string[]) => rule),
    ['past'],
  );
  const asked = await server.get(`/v2/booking-calendars/${calendar}/time-slots/why`, key);
  assert.equal(asked.body.param, 'start_time');
  const odd = await server.get(`/v2/booking-calendars/${calendar}/time-slots/why?start_time=soon`, key);
  assert.equal(odd.body.message, 'Invalid date: soon');
});
