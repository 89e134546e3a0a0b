import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setSchedule } from '../../src/availability/set.ts';
import { completeEnded } from '../../src/bookings/complete.ts';
import { purgeTrash } from '../../src/bookings/purge-trash.ts';
import { createCalendar } from '../../src/calendars/create.ts';
import { statement } from '../../src/db/pool.ts';
import { createUser } from '../../src/users/create.ts';
import { office, testDaybook, tuesday, wish } from '../support/server.ts';

const server = await testDaybook();
const { accountId, key, calendar, teamCalendar, andrea, ben } = await office(server.db);
const dayMs = 86_400_000;

const makeCalendar = (subject: string, hostId: string, rules: Record<string, unknown>) =>
  server.db.transaction(accountId, (tx) =>
    createCalendar(
      tx,
      accountId,
      { name: subject, subject, hostId, rules: { durations: [30], spacing_minutes: 30, ...rules } as never },
      tuesday,
    ),
  );
const byRequest = await makeCalendar('By request', andrea, { approval: true });

/** Starts that nobody has asked for yet: half hours of the hosts' afternoons, one after another. */
let given = 0;
function freshStart(): string {
  const days = [0, 1, 5, 6, 7, 8, 9, 12, 13, 14, 15, 16, 19, 20, 21, 22, 23];
  const day = days[Math.floor(given / 16)]!;
  const minutes = 14 * 60 + (given++ % 16) * 30;
  return new Date(Date.parse('2026-11-25T00:00:00Z') + day * dayMs + minutes * 60_000).toISOString();
}

const act = (id: string, action: string, body?: unknown) => server.post(`/v2/bookings/${id}/${action}`, body, key);
const read = async (id: string) => (await server.get(`/v2/bookings/${id}`, key)).body;
const isFree = async (start: string, id = calendar) => {
  const end = new Date(Date.parse(start) + 1).toISOString();
  const { body } = await server.get(`/v2/booking-calendars/${id}/time-slots?start_time=${start}&end_time=${end}`, key);
  return body.length === 1;
};
async function book(id = calendar, more: Record<string, unknown> = {}, start = freshStart()): Promise<string> {
  const reply = await server.post(`/v2/booking-calendars/${id}/schedule`, { ...wish(start), ...more }, key);
  assert.equal(reply.status, 200, reply.text);
  return reply.body.id;
}
const eventRows = statement<{ type: string; body_v2: string }>(
  `select type, body_v2 from events where account_id = $1 and subject_id = $2 order by version, creation_time, id`,
);
const eventsOf = async (id: string) =>
  (await server.db.read(accountId, (tx) => tx.rows(eventRows, [accountId, id]))).map((row) => ({
    type: row.type,
    data: JSON.parse(row.body_v2).data,
  }));
const typesOf = async (id: string) => (await eventsOf(id)).map((event) => event.type);

/** A booking in each state, as a client brings it there. */
const inState = {
  requested: () => book(byRequest),
  scheduled: () => book(),
  rescheduled: async () => {
    const id = await book();
    await act(id, 'reschedule', { start_time: freshStart() });
    return id;
  },
  completed: async () => {
    const id = await book();
    await server.db.system((tx) =>
      tx.run(statement(`update bookings set ending_time = $2 where id = $1`), [id, new Date(tuesday)]),
    );
    await server.db.system((tx) => completeEnded(tx, { now: tuesday, baseUrl: server.url }));
    return id;
  },
  canceled: async () => {
    const id = await book();
    await act(id, 'cancel');
    return id;
  },
  no_show: async () => {
    const id = await book();
    await act(id, 'no-show');
    return id;
  },
};
type State = keyof typeof inState;
const states = Object.keys(inState) as State[];

/** What each action does in each state: the state it leads to and the event it tells, or the words it is refused with. */
const actions: {
  action: string;
  body?: () => unknown;
  leads: Partial<Record<State, [status: string, event: string | null]>>;
  refusal: (id: string) => string;
}[] = [
  {
    action: 'cancel',
    leads: Object.fromEntries(
      ['scheduled', 'rescheduled', 'completed', 'no_show'].map((state) => [state, ['canceled', 'booking.canceled']]),
    ),
    refusal: (id) => `Booking cannot be cancelled: '${id}'`,
  },
  {
    action: 'request-reschedule',
    leads: Object.fromEntries(
      ['scheduled', 'rescheduled', 'completed', 'no_show'].map((state) => [
        state,
        ['canceled', 'booking.canceled_reschedule_requested'],
      ]),
    ),
    refusal: (id) => `Booking cannot be cancelled: '${id}'`,
  },
  {
    action: 'no-show',
    leads: Object.fromEntries(
      ['scheduled', 'rescheduled', 'completed'].map((state) => [state, ['no_show', 'booking.no_show']]),
    ),
    refusal: (id) => `Cannot update booking status to no_show: '${id}'`,
  },
  {
    action: 'reassign',
    body: () => ({ new_host: ben }),
    leads: {
      scheduled: ['scheduled', 'booking.reassigned'],
      rescheduled: ['rescheduled', 'booking.reassigned'],
    },
    refusal: () => 'Booking cannot be reassigned in its current status.',
  },
  {
    action: 'reschedule',
    body: () => ({ start_time: freshStart() }),
    leads: Object.fromEntries(
      ['scheduled', 'rescheduled', 'completed'].map((state) => [state, ['rescheduled', 'booking.rescheduled']]),
    ),
    refusal: (id) => `Booking cannot be rescheduled: '${id}'`,
  },
  {
    action: 'approve',
    leads: { requested: ['scheduled', 'booking.scheduled'] },
    refusal: (id) => `Booking cannot be approved: '${id}'`,
  },
  {
    action: 'decline',
    leads: { requested: ['canceled', 'booking.canceled'] },
    refusal: (id) => `Booking cannot be declined: '${id}'`,
  },
  {
    action: 'trash',
    leads: Object.fromEntries(states.map((state) => [state, [state, null]])),
    refusal: () => '',
  },
];

for (const { action, body, leads, refusal } of actions) {
  for (const state of states) {
    const led = leads[state];
    test(`${action} in the state ${state} ${led === undefined ? 'is refused' : `leads to ${led[0]} and tells ${led[1] ?? 'nobody'}`}`, async () => {
      const id = await inState[state]();
      const before = await read(id);
      assert.equal(before.status, state);
      const told = (await eventsOf(id)).length;
      server.clock.now += 1000;
      const reply = await act(id, action, body?.());
      const events = (await eventsOf(id)).slice(told);
      if (led === undefined) {
        assert.equal(reply.status, 409, reply.text);
        assert.deepEqual(reply.body, { type: 'invalid_request_error', message: refusal(id), param: 'id' });
        assert.deepEqual(await read(id), before, 'nothing has changed');
        assert.deepEqual(events, []);
        return;
      }
      assert.equal(reply.status, 200, reply.text);
      assert.equal(reply.body.id, id);
      assert.equal(reply.body.status, led[0]);
      assert.ok(reply.body.last_updated_time > before.last_updated_time);
      assert.deepEqual(await read(id), reply.body);
      assert.deepEqual(
        events.map((event) => event.type),
        led[1] === null ? [] : [led[1]],
      );
      for (const { data } of events) {
        const { contact: _, utm_params: __, ...shown } = reply.body;
        assert.deepEqual(data, { ...shown, cancel_reschedule_url: `${server.url}/m/${id}` });
      }
    });
  }
}

test('a request is silent and holds its time, until it is declined', async () => {
  const start = freshStart();
  const id = await book(byRequest, {}, start);
  assert.deepEqual(await typesOf(id), []);
  assert.equal(await isFree(start), false, 'on other calendars of the host as well');
  const declined = await act(id, 'decline', { reason: 'On holiday' });
  assert.deepEqual(declined.body.cancel_reschedule_information, {
    reason: 'On holiday',
    actioned_by: 'user',
    user_id: andrea,
  });
  assert.equal(await isFree(start), true);
});

test('a declined request whose guest is asked for new times is booked anew, and silent until it is approved', async () => {
  const id = await book(byRequest);
  const declined = await act(id, 'decline', { request_new_times: true });
  assert.equal(declined.status, 200);
  assert.deepEqual(await typesOf(id), ['booking.canceled_reschedule_requested']);
  const move = { start_time: freshStart(), on_behalf_of: 'customer' };
  const again = await act(id, 'reschedule', move);
  assert.equal(again.status, 200, again.text);
  assert.equal(again.body.status, 'requested');
  assert.equal(again.body.rescheduled_booking_id, id);
  assert.deepEqual(await typesOf(again.body.id), []);
  const approved = await act(again.body.id, 'approve');
  assert.equal(approved.body.status, 'rescheduled');
  assert.deepEqual(await typesOf(again.body.id), ['booking.rescheduled']);
});

test('a guest who moves a meeting that needs approval asks again; his old time is free at once', async () => {
  const start = freshStart();
  const id = await book(byRequest, {}, start);
  await act(id, 'approve');
  const moved = await act(id, 'reschedule', { start_time: freshStart(), on_behalf_of: 'customer', reason: 'Ill' });
  assert.equal(moved.body.status, 'requested');
  assert.notEqual(moved.body.id, id);
  const old = await read(id);
  assert.equal(old.status, 'canceled');
  assert.deepEqual(old.cancel_reschedule_information, { reason: 'Ill', actioned_by: 'customer', user_id: null });
  assert.equal(await isFree(start), true);
  assert.deepEqual(await typesOf(id), ['booking.scheduled']);
  await act(moved.body.id, 'approve');
  assert.deepEqual(await typesOf(moved.body.id), ['booking.rescheduled']);
});

test('moved on its own calendar a booking stays the same, whoever moves it', async () => {
  const from = freshStart();
  const id = await book(calendar, {}, from);
  const to = freshStart();
  const moved = await act(id, 'reschedule', { start_time: to, reason: 'Running late', on_behalf_of: 'customer' });
  assert.equal(moved.body.id, id);
  assert.equal(moved.body.starting_time, to);
  assert.deepEqual(moved.body.cancel_reschedule_information, {
    reason: 'Running late',
    actioned_by: 'customer',
    user_id: null,
  });
  assert.deepEqual([await isFree(from), await isFree(to)], [true, false]);
  const taken = await act(id, 'reschedule', { start_time: '2026-11-29T15:00:00.000Z' });
  assert.deepEqual([taken.status, taken.body.message], [400, 'The selected start time is not available.']);
  assert.deepEqual([taken.body.param, (await read(id)).starting_time], ['start_time', to]);
});

test('a booking may move to a time that overlaps its own', async () => {
  const long = await makeCalendar('Long', andrea, { durations: [60], spacing_minutes: 30, start_minutes: [0, 30] });
  const start = freshStart();
  freshStart();
  freshStart();
  const id = await book(long, {}, start);
  const later = new Date(Date.parse(start) + 30 * 60_000).toISOString();
  const offered = await server.get(
    `/v2/bookings/${id}/time-slots?start_time=${start}&end_time=${new Date(Date.parse(later) + 1).toISOString()}`,
    key,
  );
  assert.deepEqual(
    offered.body.map((slot: { start_time: string }) => slot.start_time),
    [start, later],
  );
  assert.equal((await act(id, 'reschedule', { start_time: later })).body.starting_time, later);
  await act(id, 'cancel');
});

test('moved to another calendar a booking is canceled, and another stands for it', async () => {
  const from = freshStart();
  const to = freshStart();
  const id = await book(calendar, { utm_params: { utm_source: 'mail' } }, from);
  const moved = await act(id, 'reschedule', {
    start_time: to,
    booking_calendar: teamCalendar,
    on_behalf_of: 'customer',
  });
  assert.equal(moved.status, 200, moved.text);
  assert.equal(moved.body.status, 'rescheduled');
  assert.equal(moved.body.rescheduled_booking_id, id);
  assert.equal(moved.body.booking_calendar, teamCalendar);
  assert.equal(moved.body.form_submission.email, 'carrie@example.com');
  assert.equal(moved.body.utm_params.source, 'mail');
  const old = await read(id);
  assert.equal(old.status, 'canceled');
  assert.equal(await isFree(from), true);
  assert.deepEqual(await typesOf(id), ['booking.scheduled'], 'the old one tells nothing more');
  const [event] = await eventsOf(moved.body.id);
  assert.equal(event!.type, 'booking.canceled_then_rescheduled');
  assert.equal(event!.data.rescheduled_booking_id, id);
  const nowhere = await act(moved.body.id, 'reschedule', { start_time: freshStart(), booking_calendar: 'BKC-NONE' });
  assert.deepEqual([nowhere.status, nowhere.body.message], [404, "No such booking calendar: 'BKC-NONE'"]);
});

test('after a request to reschedule the guest books once more, and only once', async () => {
  const id = await book();
  await act(id, 'request-reschedule', { reschedule_reason: 'Double booked' });
  const offered = await server.get(`/v2/bookings/${id}/time-slots?start_time=2026-12-01T00:00:00Z`, key);
  assert.ok(offered.body.length > 10);
  const start_time = freshStart();
  const again = await act(id, 'reschedule', { start_time, on_behalf_of: 'customer' });
  assert.equal(again.status, 200, again.text);
  assert.equal(again.body.status, 'rescheduled');
  assert.equal(again.body.rescheduled_booking_id, id);
  assert.equal(again.body.owner, andrea);
  assert.deepEqual(await typesOf(again.body.id), ['booking.rescheduled']);
  const twice = await act(id, 'reschedule', { start_time: freshStart() });
  assert.deepEqual([twice.status, twice.body.message], [409, `Booking cannot be rescheduled: '${id}'`]);
});

test('of two guests’ picks after one request to reschedule, one becomes the booking', async () => {
  const id = await book();
  await act(id, 'request-reschedule');
  const picks = [freshStart(), freshStart()];
  const replies = await Promise.all(picks.map((start_time) => act(id, 'reschedule', { start_time })));
  assert.deepEqual(replies.map((reply) => reply.status).sort(), [200, 409]);
});

test('a paid booking that moves becomes another, and keeps what was paid', async () => {
  const id = await book();
  const paid = { amount_charged: 5000, currency: 'USD', transaction_id: 'ch_1' };
  await server.db.system((tx) =>
    tx.run(statement(`update bookings set payment_information = $2 where id = $1`), [id, JSON.stringify(paid)]),
  );
  const moved = await act(id, 'reschedule', { start_time: freshStart(), on_behalf_of: 'customer' });
  assert.notEqual(moved.body.id, id);
  assert.deepEqual([moved.body.status, moved.body.payment_information], ['rescheduled', null]);
  const old = await read(id);
  assert.deepEqual([old.status, old.payment_information], ['canceled', paid]);
  assert.deepEqual(await typesOf(moved.body.id), ['booking.rescheduled']);
  const again = await act(moved.body.id, 'cancel');
  assert.equal(again.status, 200, 'what was not paid for can be cancelled');
});

test('a booking changes hands: the new host’s time is taken, the old one’s is free, the owner stays', async () => {
  const start = freshStart();
  const id = await book(calendar, {}, start);
  const reply = await act(id, 'reassign', { new_host: ben });
  assert.equal(reply.status, 200, reply.text);
  assert.equal(reply.body.owner, andrea);
  assert.deepEqual(reply.body.attendees, ['ben@office.example', 'carrie@example.com']);
  assert.equal(await isFree(start), true, 'Andrea’s');
  const hosted = async (user: string) =>
    (await server.get(`/v2/bookings?host=${user}&limit=100`, key)).body.data.some(
      (each: { id: string }) => each.id === id,
    );
  assert.deepEqual([await hosted(ben), await hosted(andrea)], [true, false]);
  const back = await act(id, 'reassign', { new_host: andrea });
  assert.equal(back.body.status, 'scheduled');
  const canceled = await act(id, 'cancel');
  assert.equal(canceled.body.cancel_reschedule_information.user_id, andrea);
});

test('why a booking cannot change hands is said in the contract’s words', async () => {
  const person = (first_name: string, more: { status?: 'active' | 'invited'; seat?: boolean }) =>
    server.db.transaction(accountId, async (tx) => {
      const email = `${first_name.toLowerCase()}@office.example`;
      const user = { first_name, last_name: 'New', email, role_name: 'Member' as const, timezone: 'Europe/Berlin' };
      const id = await createUser(tx, accountId, { ...user, status: more.status ?? 'active' }, tuesday);
      await tx.run(statement(`update users set seat = $3 where account_id = $1 and id = $2`), [
        accountId,
        id,
        more.seat ?? true,
      ]);
      return id;
    });
  const invited = await person('Ines', { status: 'invited' });
  const seatless = await person('Sam', { seat: false });
  const meeting = await person('Mia', {});
  await server.db.transaction(accountId, (tx) =>
    setSchedule(tx, accountId, meeting, {
      weekly: {
        Monday: [
          { start: 540, end: 600, locations: [{ type: 'online_dynamic_link', value: 'google_meet', id: null }] },
          { start: 600, end: 660, locations: [{ type: 'online_dynamic_link', value: 'microsoft_teams', id: null }] },
        ],
      },
    }),
  );
  const start = freshStart();
  const id = await book(calendar, {}, start);
  const webex = { type: 'virtual', value: 'webex' };
  const cases: [body: unknown, status: number, message: string, param: string | undefined][] = [
    [{ new_host: 'USR-XXXXXXXXXX' }, 404, "No such user: 'USR-XXXXXXXXXX'", 'new_host'],
    [{ new_host: invited }, 409, 'User is inactive.', 'new_host'],
    [{ new_host: andrea }, 409, 'Booking cannot be reassigned to the same host.', 'new_host'],
    [{ new_host: seatless }, 409, 'Cannot reassign booking: The new host requires an assigned seat.', undefined],
    [
      { new_host: meeting, location: webex },
      409,
      "Invalid location: 'Webex' is not connected for this user. Connected Video Conference Service options: google_meet, microsoft_teams.",
      'location.value',
    ],
    [
      { new_host: ben, location: webex },
      409,
      "Invalid location: 'Webex' is not connected for this user. Connected Video Conference Service options: none.",
      'location.value',
    ],
    [
      { new_host: ben, location: { type: 'physical', value: 'zoom' } },
      400,
      "location.type must be 'virtual'",
      'location.type',
    ],
    [{ new_host: ben, location: { type: 'virtual', value: 'skype' } }, 400, 'Invalid value: skype', 'location.value'],
    [{}, 400, 'Required fields are missing.', 'new_host'],
  ];
  for (const [body, status, message, param] of cases) {
    const reply = await act(id, 'reassign', body);
    assert.deepEqual([reply.status, reply.body.message, reply.body.param], [status, message, param], reply.text);
  }
  const unknown = await act('BKNG-NONE', 'reassign', { new_host: ben });
  assert.deepEqual([unknown.status, unknown.body.message], [404, "No such booking: 'BKNG-NONE'"]);

  await book(await makeCalendar('Ben', ben, {}), {}, start);
  const busy = await act(id, 'reassign', { new_host: ben });
  assert.deepEqual([busy.status, busy.body.param], [409, 'new_host'], busy.text);

  const online = await act(id, 'reassign', {
    new_host: meeting,
    location: { type: 'virtual', value: 'microsoft_teams' },
  });
  assert.equal(online.status, 200, online.text);
  assert.deepEqual([online.body.location_description, online.body.virtual_conferencing], ['Microsoft Teams', null]);
  const [event] = (await eventsOf(id)).slice(-1);
  assert.equal(event!.type, 'booking.reassigned');
  assert.deepEqual(event!.data.attendees, ['mia@office.example', 'carrie@example.com']);
});

test('a meeting online goes on where its new host can hold it', async () => {
  const place = async (id: string) => {
    const { location_description, virtual_conferencing } = await read(id);
    return [location_description, virtual_conferencing?.join_url ?? null];
  };
  const id = await book();
  await act(id, 'reassign', { new_host: ben });
  assert.deepEqual(await place(id), ['https://meet.example.com/andrea', 'https://meet.example.com/andrea'], 'his room');
  const byPhone = await book(calendar, { location: { type: 'guest_phone', value: '+12025550195' } });
  await act(byPhone, 'reassign', { new_host: ben });
  assert.deepEqual((await place(byPhone))[0], '+12025550195');
});

test('a booking in the trash stays what it is, comes back, and is erased after 30 days', async () => {
  const start = freshStart();
  const id = await book(calendar, {}, start);
  assert.equal((await act(id, 'trash')).body.in_trash, true);
  assert.equal((await act(id, 'trash')).status, 200, 'twice is once');
  assert.equal(await isFree(start), false, 'the meeting is not cancelled');
  assert.equal((await act(id, 'restore')).body.in_trash, false);
  assert.deepEqual(await typesOf(id), ['booking.scheduled']);
  await act(id, 'trash');
  const trashedAt = server.clock.now;
  await server.db.system((tx) => purgeTrash(tx, trashedAt + 30 * dayMs - 1));
  assert.equal((await read(id)).status, 'scheduled');
  await server.db.system((tx) => purgeTrash(tx, trashedAt + 30 * dayMs));
  assert.deepEqual(await read(id), { id, object: 'booking', deleted: true });
  for (const action of ['trash', 'restore', 'cancel'])
    assert.equal((await act(id, action)).body.message, `No such booking: '${id}'`);
  const left = await server.db.system((tx) =>
    tx.one(statement<{ row: string }>(`select bookings::text as row from bookings where id = $1`), [id]),
  );
  assert.doesNotMatch(left!.row, /carrie/i);
  assert.equal(await isFree(start), true);
});

test('what is wrong with an action is said of the field that is wrong', async () => {
  const id = await book();
  const request = await book(byRequest);
  const start = '2026-12-22T15:00:00.000Z';
  const cases: [id: string, action: string, body: unknown, param: string][] = [
    [id, 'reassign?expand=host', { new_host: ben }, 'expand'],
    [id, 'trash?expand=host', undefined, 'expand'],
    [id, 'restore?expand=host', undefined, 'expand'],
    [request, 'approve?expand=host', undefined, 'expand'],
    [request, 'approve', { start_time: 'soon' }, 'start_time'],
    [request, 'approve', { start_time: 5 }, 'start_time'],
    [request, 'decline?expand=host', undefined, 'expand'],
    [request, 'decline', { request_new_times: 'yes' }, 'request_new_times'],
    [request, 'decline', { reason: 'x'.repeat(5001) }, 'reason'],
    [id, 'reschedule?expand=host', { start_time: start }, 'expand'],
    [id, 'reschedule', { start_time: 'soon' }, 'start_time'],
    [id, 'reschedule', { start_time: start, on_behalf_of: 'me' }, 'on_behalf_of'],
    [id, 'reschedule', { start_time: start, reason: 'x'.repeat(5001) }, 'reason'],
    [
      id,
      'reschedule',
      { start_time: start, booking_calendar: teamCalendar, location: { type: 'physical', value: 'ADD-NONE' } },
      'location',
    ],
    [
      id,
      'reschedule',
      { start_time: start, booking_calendar: teamCalendar, location: { type: 'guest_phone', value: '+1' } },
      'location.value',
    ],
  ];
  for (const [booking, action, body, param] of cases) {
    const reply = await act(booking, action, body);
    assert.deepEqual([reply.status, reply.body.param], [400, param], `${action} ${reply.text}`);
  }
  const moves = (query: string, booking = id) => server.get(`/v2/bookings/${booking}/time-slots?${query}`, key);
  assert.equal((await moves('start_time=2026-12-02T00:00:00Z&end_time=2026-12-01T00:00:00Z')).body.param, 'end_time');
  assert.equal((await moves('start_time=2026-12-02T00:00:00Z&end_time=2027-02-01T00:00:00Z')).body.param, 'end_time');
  assert.equal((await moves('', await inState.canceled())).body.message.split(':')[0], 'Booking cannot be rescheduled');
});

test('a guest who shares a session is not given to another host', async () => {
  const group = await makeCalendar('Course', andrea, { capacity: 2 });
  const start = freshStart();
  const [id] = [await book(group, {}, start), await book(group, {}, start)];
  const reply = await act(id, 'reassign', { new_host: ben });
  assert.deepEqual([reply.status, reply.body.param], [409, 'id'], reply.text);
});

test('one of several durations is booked, and no other', async () => {
  const choice = await makeCalendar('Choice', andrea, { durations: [30, 60] });
  const start = freshStart();
  freshStart();
  const id = await book(choice, { duration_minutes: 60 }, start);
  assert.equal((await read(id)).duration_minutes, 60);
  const asked = await server.post(
    `/v2/booking-calendars/${choice}/schedule`,
    { ...wish(freshStart()), duration_minutes: 45 },
    key,
  );
  assert.deepEqual(
    [asked.status, asked.body.message, asked.body.param],
    [400, 'Invalid duration_minutes: 45. Offered are 30, 60.', 'duration_minutes'],
  );
  const slots = `/v2/booking-calendars/${choice}/time-slots`;
  assert.equal((await server.get(`${slots}?duration_minutes=45`, key)).body.param, 'duration_minutes');
  assert.equal((await server.get(`${slots}?duration_minutes=x`, key)).body.param, 'duration_minutes');
  const [half, hour] = await Promise.all(
    [30, 60].map((minutes) =>
      server.get(
        `${slots}?start_time=2026-12-24T00:00:00Z&end_time=2026-12-25T00:00:00Z&duration_minutes=${minutes}`,
        key,
      ),
    ),
  );
  assert.deepEqual([half!.body.length, hour!.body.length], [16, 15]);
});

test('concurrent meetings share a start without sharing a room, up to their number', async () => {
  const desk = await makeCalendar('Desk', andrea, { capacity: 3, concurrent: true, durations: [30, 60] });
  const start = freshStart();
  freshStart();
  const replies = await Promise.all(
    Array.from({ length: 8 }, (_, i) =>
      server.post(`/v2/booking-calendars/${desk}/schedule`, wish(start, { email: `visitor${i}@example.com` }), key),
    ),
  );
  assert.equal(replies.filter((reply) => reply.status === 200).length, 3);
  assert.equal(await isFree(start), false, 'other calendars are blocked');
  const other = await server.post(
    `/v2/booking-calendars/${desk}/schedule`,
    { ...wish(start), duration_minutes: 60 },
    key,
  );
  assert.equal(other.status, 400, 'the first booking fixed the duration');
});

test('others who come along are attendees, and are kept with the answers', async () => {
  const id = await book(calendar, { guests: ['pat@example.com', 'kim@example.com'] });
  const booking = await read(id);
  assert.deepEqual(booking.attendees, [
    'andrea@office.example',
    'carrie@example.com',
    'pat@example.com',
    'kim@example.com',
  ]);
  assert.deepEqual(booking.form_submission.guests, ['pat@example.com', 'kim@example.com']);
});
