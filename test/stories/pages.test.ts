import assert from 'node:assert/strict';
import { test } from 'node:test';
import { statement } from '../../src/db/pool.ts';
import { classic } from '../support/pages.ts';
import { testDaybook } from '../support/server.ts';

const server = await testDaybook();
const office = await classic(server);
const { key, andrea, ben, accountId } = office;
const change = (id: string, body: object) => server.patch(`/v2/booking-pages/${id}`, body, key);
const settings = async (id: string) => (await server.get(`/v2/booking-pages/${id}/settings`, key)).body;
const at = (time: string) => `2026-11-25T${time}:00.000Z`;
const startsOf = (reply: { body: { start_time: string }[] }) => reply.body.map((slot) => slot.start_time);

test('a page that was created reads as the contract has it, shows its settings, and takes bookings at once', async () => {
  const reply = await server.post(
    '/v2/booking-pages',
    { name: 'Andrea Hartie', label: 'AndreaHartie', owner: andrea, slug: 'Andrea-Classic', durations: [30] },
    key,
  );
  const { id } = reply.body;
  assert.equal(reply.status, 201, reply.text);
  assert.deepEqual(reply.body, {
    id,
    object: 'booking_page',
    name: 'Andrea Hartie',
    label: 'AndreaHartie',
    url: `${server.url}/Andrea-Classic`,
    active: true,
    timezone: 'America/New_York',
  });
  assert.match(id, /^BP-[A-Z0-9]{10}$/);
  assert.deepEqual((await server.get(`/v2/booking-pages/${id}`, key)).body, reply.body);
  assert.deepEqual((await server.get(`/v2/booking-pages?limit=1`, key)).body.data, [reply.body]);
  const all = await settings(id);
  assert.deepEqual(
    [all.owner, all.subject, all.weekly, all.overrides, all.event_types, all.slots_per_day],
    [andrea, null, null, null, [], null],
  );
  assert.equal((await office.book(`booking-pages/${id}`, at('15:00'))).status, 200);
});

test('a booking of a page carries the page, has no links for guests, and expands', async () => {
  const type = await office.eventType({ name: 'Live demo', description: 'An hour' });
  const page = await office.page({ event_types: [type] });
  const reply = await office.book(`booking-pages/${page}`, at('16:00'), { event_type: type });
  assert.deepEqual(reply.body, { id: reply.body.id, bookings: [reply.body.id] });
  const booking = await office.booking(reply.body.id);
  assert.deepEqual(
    [booking.booking_page, booking.event_type, booking.master_page, booking.booking_calendar, booking.owner],
    [page, type, null, null, andrea],
  );
  assert.deepEqual([booking.cancel_url, booking.reschedule_url, booking.ics_url], [null, null, null]);
  assert.equal(booking.subject, 'Live demo');
  assert.deepEqual(
    (await office.events(booking.id)).map((event) => [event.type, event.data.booking_page, event.data.event_type]),
    [['booking.scheduled', page, type]],
  );
  const expanded = await office.booking(booking.id, 'booking_page,data.event_type,master_page');
  assert.deepEqual(expanded.booking_page, (await server.get(`/v2/booking-pages/${page}`, key)).body);
  assert.deepEqual(expanded.event_type, (await server.get(`/v2/event-types/${type}`, key)).body);
  await server.delete(`/v2/booking-pages/${page}`, key);
  assert.deepEqual((await office.booking(booking.id, 'booking_page')).booking_page, {
    id: page,
    object: 'booking_page',
    deleted: true,
  });
  const found = await server.get(`/v2/bookings?booking_page=${page}&event_type=${type}`, key);
  assert.deepEqual(
    found.body.data.map((each: { id: string }) => each.id),
    [booking.id],
  );
});

test('the list narrows to a user, an event type or a master page, whatever way its rules name the page', async () => {
  const type = await office.eventType();
  const bens = await office.page({ name: 'Ben', owner: ben, event_types: [type] });
  const both = await office.page({ event_types: [type] });
  const pooled = await office.page();
  const pool = await office.pool({ members: [{ booking_page: pooled }] });
  const chosen = await office.master({ scenario: 'pages_first', booking_pages: [{ booking_page: bens }] });
  const ruled = await office.master({
    scenario: 'rule_based',
    event_types: [{ event_type: type, owner: pool, additional_members: [both] }],
  });
  const ids = async (query: string) =>
    (await server.get(`/v2/booking-pages?${query}`, key)).body.data.map((each: { id: string }) => each.id);
  assert.deepEqual(await ids(`user=${ben}`), [bens]);
  assert.deepEqual((await ids(`event_type=${type}`)).sort(), [bens, both].sort());
  assert.deepEqual(await ids(`event_type=${type}&user=${ben}`), [bens]);
  assert.deepEqual(await ids(`master_page=${chosen}`), [bens]);
  assert.deepEqual((await ids(`master_page=${ruled}`)).sort(), [both, pooled].sort());
  assert.deepEqual(await ids('user=USR-NONE'), []);
  const [first] = await ids('limit=1');
  assert.ok(!(await ids(`after=${first}`)).includes(first));
  assert.equal(
    (await server.get('/v2/booking-pages?after=BP-NONE', key)).body.message,
    "No such booking page: 'BP-NONE'",
  );
  assert.equal((await server.get('/v2/booking-pages?limit=0', key)).status, 400);
  assert.equal((await server.get(`/v2/booking-pages?after=${first}&before=${first}`, key)).status, 400);
});

test('a page has the hours of its owner’s profile, or its own in its own zone, with their own places', async () => {
  const page = await office.page();
  assert.equal(startsOf(await office.slots(`booking-pages/${page}`))[0], at('14:00'));
  const weekly = [
    {
      day: 'Wednesday',
      working_hours: [
        { start_time: '10:00', end_time: '11:00', locations: [{ type: 'in_person_by_host', value: 'Room 4' }] },
      ],
    },
  ];
  const reply = await change(page, { timezone: 'Europe/Berlin', weekly });
  assert.equal(reply.status, 200, reply.text);
  assert.equal(reply.body.weekly[0].working_hours[0].locations[0].value, 'Room 4');
  const slots = await office.slots(`booking-pages/${page}`);
  assert.deepEqual(startsOf(slots), [at('09:00'), at('09:30')]);
  assert.deepEqual(
    slots.body[0].locations.map((each: { type: string; value: string }) => [each.type, each.value]),
    [['physical', 'Room 4']],
  );
  await change(page, { overrides: [{ date: '2026-11-25', working_hours: [] }] });
  assert.deepEqual(startsOf(await office.slots(`booking-pages/${page}`)), []);
  await change(page, { weekly: null, overrides: null });
  assert.equal(startsOf(await office.slots(`booking-pages/${page}`))[0], at('14:00'));
});

test('a page with event types needs one of its own to be named', async () => {
  const type = await office.eventType();
  const other = await office.eventType();
  const page = await office.page({ event_types: [type, type] });
  const plain = await office.page();
  const path = `booking-pages/${page}`;
  const start = at('17:00');
  const hold = (body: object) => server.post(`/v2/${path}/holds`, { start_time: start, ...body }, key);
  const why = (query: string) => server.get(`/v2/${path}/time-slots/why?start_time=${start}${query}`, key);
  const missing = [400, 'Required fields are missing.', 'event_type'];
  for (const reply of [await office.slots(path), await office.book(path, start), await hold({}), await why('')])
    assert.deepEqual([reply.status, reply.body.message, reply.body.param], missing);
  const unknown = [404, `No such event type: '${other}'`, 'event_type'];
  for (const reply of [
    await office.slots(path, { event_type: other }),
    await office.book(path, start, { event_type: other }),
    await hold({ event_type: other }),
    await why(`&event_type=${other}`),
    await office.slots(`booking-pages/${plain}`, { event_type: other }),
  ])
    assert.deepEqual([reply.status, reply.body.message, reply.body.param], unknown);
  for (const reply of [
    await office.slots('booking-pages/BP-NONE'),
    await office.book('booking-pages/BP-NONE', start),
    await server.post('/v2/booking-pages/BP-NONE/holds', { start_time: start }, key),
    await server.get(`/v2/booking-pages/BP-NONE/time-slots/why?start_time=${start}`, key),
  ])
    assert.deepEqual([reply.status, reply.body.message], [404, "No such booking page: 'BP-NONE'"]);
  const explained = await why(`&event_type=${type}`);
  assert.deepEqual([explained.body.offered, explained.body.hosts[0].host], [true, andrea]);
});

test('a disabled page, or one whose owner has no seat, cannot be booked', async () => {
  const page = await office.page({ active: false });
  const path = `booking-pages/${page}`;
  assert.deepEqual((await office.slots(path)).body.message, 'Time slots cannot be retrieved from a disabled page.');
  assert.deepEqual(
    (await office.book(path, at('18:00'))).body.message,
    'Meeting cannot be scheduled on a disabled page.',
  );
  await change(page, { active: true });
  const seat = (seat: boolean) =>
    server.db.transaction(accountId, (tx) =>
      tx.run(statement('update users set seat = $3 where account_id = $1 and id = $2'), [accountId, andrea, seat]),
    );
  await seat(false);
  assert.equal((await office.slots(path)).status, 402);
  assert.equal((await office.book(path, at('18:00'))).status, 402);
  await seat(true);
  assert.equal((await office.book(path, at('18:00'))).status, 200);
});

test('the caps of every event type count all meetings of the page', async () => {
  const once = await office.eventType({ caps: { day: 1 } });
  const twice = await office.eventType({ caps: { day: 2 } });
  const page = await office.page({ owner: ben, event_types: [once, twice] });
  const path = `booking-pages/${page}`;
  assert.equal((await office.book(path, at('14:00'), { event_type: twice })).status, 200);
  assert.deepEqual(startsOf(await office.slots(path, { event_type: once })), []);
  assert.equal((await office.book(path, at('15:00'), { event_type: twice })).status, 200);
  assert.deepEqual(startsOf(await office.slots(path, { event_type: twice })), []);
  const other = await office.page({ owner: ben, event_types: [once] });
  assert.ok(startsOf(await office.slots(`booking-pages/${other}`, { event_type: once })).length > 0);
});

test('slots per day spread what is shown over the day, and every free start can still be booked', async () => {
  const carol = await office.person('Carol');
  const page = await office.page({
    owner: carol,
    slots_per_day: 3,
    durations: [60],
    start_minutes: [0],
    spacing_minutes: 60,
  });
  const path = `booking-pages/${page}`;
  assert.deepEqual(startsOf(await office.slots(path)), [at('14:00'), at('17:00'), at('20:00')]);
  assert.equal((await office.book(path, at('14:00'))).status, 200);
  assert.equal(startsOf(await office.slots(path))[0], at('15:00'));
  assert.equal((await office.book(path, at('16:00'))).status, 200);
  await change(page, { slots_per_day: null });
  assert.equal(startsOf(await office.slots(path)).length, 6);
});

test('a package books all its sessions at once or none of them', async () => {
  const dora = await office.person('Dora');
  const page = await office.page({ owner: dora, sessions: 3 });
  const path = `booking-pages/${page}`;
  const starts = [at('15:00'), at('14:00'), at('16:00')];
  const twin = await office.book(path, [at('14:00'), at('14:00'), at('15:00')]);
  assert.deepEqual([twin.status, twin.body.param], [400, 'start_times']);
  const reply = await office.book(path, starts);
  assert.equal(reply.status, 200, reply.text);
  const bookings = await Promise.all(reply.body.bookings.map((id: string) => office.booking(id)));
  assert.deepEqual(
    bookings.map((each) => each.starting_time),
    starts.toSorted(),
  );
  assert.equal(reply.body.id, bookings[0].id);
  for (const { id } of bookings)
    assert.deepEqual(
      (await office.events(id)).map((event) => event.type),
      ['booking.scheduled'],
    );
  const packages = statement<{ package_id: string }>(
    'select distinct package_id from bookings where account_id = $1 and id = any($2)',
  );
  const rows = await server.db.read(accountId, (tx) => tx.rows(packages, [accountId, reply.body.bookings]));
  assert.deepEqual([rows.length, /^PKG-/.test(rows[0]!.package_id)], [1, true]);
  const clash = await office.book(path, [at('17:00'), at('17:30'), at('15:00')]);
  assert.equal(clash.body.message, 'The selected start time is not available.');
  assert.ok(startsOf(await office.slots(path)).includes(at('17:00')));
  assert.equal((await server.post(`/v2/bookings/${bookings[1].id}/cancel`, {}, key)).status, 200);
  assert.equal((await office.booking(bookings[0].id)).status, 'scheduled');
});

test('a request proposes times and holds none of them, and whoever approves takes one', async () => {
  const emil = await office.person('Emil');
  const type = await office.eventType({ proposals: 2 });
  const page = await office.page({ owner: emil, event_types: [type] });
  const path = `booking-pages/${page}`;
  const proposed = [at('14:00'), at('15:00')];
  const { id } = (await office.book(path, proposed, { event_type: type })).body;
  const request = await office.booking(id);
  assert.deepEqual([request.status, request.starting_time], ['requested', null]);
  assert.deepEqual(await office.events(id), []);
  assert.ok(startsOf(await office.slots(path, { event_type: type })).includes(proposed[0]!));
  const rival = (await office.book(path, proposed, { event_type: type })).body;
  const approve = (booking: string, start_time?: string) =>
    server.post(`/v2/bookings/${booking}/approve`, start_time === undefined ? {} : { start_time }, key);
  assert.equal((await approve(id)).body.param, 'start_time');
  assert.equal(
    (await approve(id, at('16:00'))).body.message,
    'The start time is not one of those that the guest proposed.',
  );
  const approved = await approve(id, proposed[1]);
  assert.deepEqual([approved.body.status, approved.body.starting_time], ['scheduled', proposed[1]]);
  assert.deepEqual(
    (await office.events(id)).map((event) => event.type),
    ['booking.scheduled'],
  );
  assert.equal((await approve(rival.id, proposed[1])).status, 400);
  assert.equal((await approve(rival.id, proposed[0])).body.status, 'scheduled');
  const held = await server.post(`/v2/${path}/holds`, { start_time: at('17:00'), event_type: type }, key);
  assert.equal(held.body.message, 'The selected start time is not available.');
});

test('guests share a session of a page until its seats are taken, and not one of other settings', async () => {
  const fay = await office.person('Fay');
  const type = await office.eventType({ capacity: 2 });
  const page = await office.page({ owner: fay, event_types: [type] });
  const path = `booking-pages/${page}`;
  const book = (start: string) => office.book(path, start, { event_type: type });
  assert.equal((await book(at('14:00'))).status, 200);
  assert.equal((await book(at('14:00'))).status, 200);
  assert.equal((await book(at('14:00'))).status, 400);
  await book(at('15:00'));
  await server.patch(`/v2/event-types/${type}`, { capacity: 3 }, key);
  assert.equal((await book(at('15:00'))).status, 400);
});

test('a hold keeps a start of a page for its guest', async () => {
  const gus = await office.person('Gus');
  const page = await office.page({ owner: gus });
  const path = `booking-pages/${page}`;
  const hold = (body: object) => server.post(`/v2/${path}/holds`, { start_time: at('14:00'), ...body }, key);
  const held = await hold({});
  assert.deepEqual([held.status, held.body.host], [201, gus]);
  assert.equal((await office.book(path, at('14:00'))).status, 400);
  assert.equal((await office.book(path, at('14:00'), { hold: 'HOLD-NONE' })).status, 404);
  assert.equal((await office.book(path, at('14:00'), { hold: held.body.id })).status, 200);
});

test('a booking that moves to another page is canceled, and a new one stands for it', async () => {
  const [hal, ida] = [await office.person('Hal'), await office.person('Ida')];
  const type = await office.eventType();
  const from = await office.page({ owner: hal });
  const to = await office.page({ owner: ida, event_types: [type] });
  const { id } = (await office.book(`booking-pages/${from}`, at('14:00'))).body;
  const move = (body: object) =>
    server.post(`/v2/bookings/${id}/reschedule`, { start_time: at('15:00'), ...body }, key);
  assert.equal((await move({ booking_page: 'BP-NONE' })).status, 404);
  assert.equal((await move({ booking_page: to, event_type: 'ET-NONE' })).status, 404);
  assert.equal((await move({ booking_page: to })).body.param, 'event_type');
  const moved = await move({ booking_page: to, event_type: type, on_behalf_of: 'customer' });
  assert.equal(moved.status, 200, moved.text);
  assert.deepEqual(
    [moved.body.status, moved.body.rescheduled_booking_id, moved.body.booking_page, moved.body.owner],
    ['rescheduled', id, to, ida],
  );
  const before = await office.booking(id);
  assert.deepEqual([before.status, before.cancel_reschedule_information.actioned_by], ['canceled', 'customer']);
  const told = [...(await office.events(id)).slice(1), ...(await office.events(moved.body.id))];
  assert.deepEqual(
    told.map((event) => [event.type, event.data.id]),
    [['booking.canceled_then_rescheduled', moved.body.id]],
  );
  const again = await server.post(`/v2/bookings/${moved.body.id}/reschedule`, { start_time: at('16:00') }, key);
  assert.deepEqual([again.body.id, again.body.starting_time], [moved.body.id, at('16:00')]);
});

test('a booking that was handed to somebody without the page moves with him, by the rules of the page', async () => {
  const [lea, mia] = [await office.person('Lea'), await office.person('Mia')];
  const page = await office.page({ owner: lea });
  const other = await office.page({ owner: mia });
  const { id } = (await office.book(`booking-pages/${page}`, at('14:00'))).body;
  assert.equal((await server.post(`/v2/bookings/${id}/reassign`, { new_host: mia }, key)).status, 200);
  assert.equal((await office.book(`booking-pages/${page}`, at('15:00'))).status, 200, 'Lea’s time is not in the way');
  assert.equal((await office.book(`booking-pages/${other}`, at('16:00'))).status, 200);
  const range = `start_time=${at('13:00')}&end_time=${at('23:00')}`;
  const moves = startsOf(await server.get(`/v2/bookings/${id}/time-slots?${range}`, key));
  assert.deepEqual(
    ['14:30', '15:00', '16:00'].map((time) => moves.includes(at(time))),
    [true, true, false],
  );
  const move = (start_time: string) => server.post(`/v2/bookings/${id}/reschedule`, { start_time }, key);
  assert.equal((await move(at('16:00'))).status, 400);
  const moved = await move(at('15:00'));
  assert.deepEqual(
    [moved.body.id, moved.body.status, moved.body.attendees[0]],
    [id, 'rescheduled', 'mia@classic.example'],
  );
});

test('no two public pages have one address, whatever they are', async () => {
  const page = await office.page({ slug: 'one-address' });
  const taken = (reply: { status: number; body: { message: string } }) =>
    assert.deepEqual(
      [reply.status, reply.body.message],
      [409, "A public page with this address already exists: 'One-Address'"],
    );
  const calendar = { name: 'C', subject: 'C', host: andrea, durations: [30], slug: 'One-Address' };
  taken(await server.post('/v2/booking-calendars', calendar, key));
  taken(await server.patch(`/v2/booking-calendars/${office.calendar}`, { slug: 'One-Address' }, key));
  taken(await server.post('/v2/booking-pages', { name: 'P', owner: andrea, slug: 'One-Address' }, key));
  taken(await server.post('/v2/master-pages', { name: 'M', scenario: 'pages_only', slug: 'One-Address' }, key));
  const other = await office.page();
  taken(await change(other, { slug: 'One-Address' }));
  const master = await office.master({ scenario: 'pages_only' });
  taken(await server.patch(`/v2/master-pages/${master}`, { slug: 'One-Address' }, key));
  await server.delete(`/v2/booking-pages/${page}`, key);
  assert.equal((await server.post('/v2/booking-calendars', calendar, key)).status, 201);
});

test('a copy of a page has its settings and event types, an address of its own, and is disabled', async () => {
  const type = await office.eventType();
  const page = await office.page({ event_types: [type], slug: 'the-original', buffer_after_minutes: 10 });
  await office.master({ scenario: 'pages_first', booking_pages: [{ booking_page: page }] });
  const copy = await server.post(`/v2/booking-pages/${page}/duplicate`, { label: 'Summer' }, key);
  assert.equal(copy.status, 201, copy.text);
  const { id, slug, label, active, ...rest } = await settings(copy.body.id);
  const original = await settings(page);
  assert.deepEqual(rest, Object.fromEntries(Object.keys(rest).map((name) => [name, original[name]])));
  assert.deepEqual([label, active], ['Summer', false]);
  assert.match(slug, /^PAGE-/);
  const plain = await server.post(`/v2/booking-pages/${page}/duplicate`, undefined, key);
  assert.equal(plain.body.label, 'Andrea (copy)');
  const duplicate = (path: string, body: object) => server.post(`/v2/booking-pages/${path}/duplicate`, body, key);
  assert.equal((await duplicate('BP-NONE', {})).status, 404);
  assert.equal((await duplicate(page, { name: ' ' })).body.message, 'Required fields are missing.');
  assert.equal((await duplicate(page, { name: 5 })).body.message, 'Invalid string: 5');
  assert.match((await duplicate(page, { label: 'x'.repeat(201) })).body.message, /^Value too long/);
  assert.equal((await duplicate(page, { active: true })).body.message, 'Unsupported fields');
});

test('a deleted page is off every list, keeps its bookings, and says that it was deleted', async () => {
  const page = await office.page();
  const { id } = (await office.book(`booking-pages/${page}`, at('19:00'))).body;
  assert.deepEqual((await server.delete(`/v2/booking-pages/${page}`, key)).body, { id: page, deleted: true });
  assert.equal((await server.delete(`/v2/booking-pages/${page}`, key)).status, 404);
  const gone = { id: page, object: 'booking_page', deleted: true };
  assert.deepEqual((await server.get(`/v2/booking-pages/${page}`, key)).body, gone);
  assert.equal((await server.get(`/v2/booking-pages/${page}/settings`, key)).status, 404);
  assert.equal((await change(page, { active: true })).status, 404);
  assert.equal((await server.get('/v2/booking-pages/BP-NONE', key)).body.message, "No such booking page: 'BP-NONE'");
  assert.equal((await office.booking(id)).status, 'scheduled');
  assert.equal((await server.post(`/v2/bookings/${id}/cancel`, {}, key)).body.status, 'canceled');
});

test('the pages of a user who is deleted go to the account’s owner, disabled', async () => {
  const guest = await office.person('Jo');
  const page = await office.page({ owner: guest });
  await server.db.transaction(accountId, (tx) =>
    tx.run(statement(`update users set role_name = 'Account Owner' where account_id = $1 and id = $2`), [
      accountId,
      ben,
    ]),
  );
  await server.delete(`/v2/users/${guest}`, key);
  const { owner, active } = await settings(page);
  assert.deepEqual([owner, active], [ben, false]);
});

test('what is wrong with a page is said of the setting that is wrong', async () => {
  await office.page({ slug: 'taken-page' });
  const hours = (working_hours: object[]) => ({ weekly: [{ day: 'Monday', working_hours }] });
  const span = { start_time: '09:00', end_time: '10:00' };
  const places = (...types: string[]) => hours([{ ...span, locations: types.map((type) => ({ type, value: 'x' })) }]);
  const cases: [object, number, string, string][] = [
    [{ name: ' ' }, 400, 'Required fields are missing.', 'name'],
    [{ label: 'x'.repeat(201) }, 400, 'Value too long: label takes at most 200 characters.', 'label'],
    [{ owner: 'USR-NONE' }, 404, "No such user: 'USR-NONE'", 'owner'],
    [{ slug: 'a b' }, 400, "Invalid slug: 'a b'. Use 4 to 100 letters, digits, hyphens and underscores.", 'slug'],
    [{ slug: 'Taken-Page' }, 409, "A public page with this address already exists: 'Taken-Page'", 'slug'],
    [{ timezone: 'Mars/Base' }, 400, "Invalid timezone: 'Mars/Base'", 'timezone'],
    [{ event_types: ['ET-NONE'] }, 404, "No such event type: 'ET-NONE'", 'event_types'],
    [{ durations: [] }, 400, 'Invalid value: []', 'durations'],
    [
      { sessions: 2, proposals: 2 },
      400,
      'These settings exclude each other: packages cannot ask for approval.',
      'sessions',
    ],
    [{ sessions: 2, caps: { day: 1 } }, 400, 'These settings exclude each other: packages have no caps.', 'caps'],
    [
      { capacity: 2, caps: { week: 1 } },
      400,
      'These settings exclude each other: group sessions have no caps.',
      'caps',
    ],
    [hours([span, span]), 400, "availability range is overlapping: '09:00-10:00'", 'weekly.working_hours'],
    [
      hours([{ ...span, start_time: '09:05' }]),
      400,
      "start time should be multiple of 15: '09:05'",
      'weekly.working_hours.start_time',
    ],
    [
      hours([{ ...span, end_time: '08:00' }]),
      400,
      "end time should be after start time: '09:00-08:00'",
      'weekly.working_hours',
    ],
    [{ weekly: [{ day: 'Someday', working_hours: [] }] }, 400, "Invalid day: 'Someday'", 'weekly.day'],
    [{ overrides: [{ date: '2026-02-30', working_hours: [] }] }, 400, 'Invalid date: 2026-02-30', 'overrides.date'],
    [
      {
        overrides: [
          { date: '2026-12-24', working_hours: [] },
          { date: '2026-12-24', working_hours: [] },
        ],
      },
      400,
      "Duplicate entry for day or date: '2026-12-24'",
      'overrides',
    ],
    [
      places('in_person_by_host', 'in_person_by_host'),
      400,
      "Duplicate location type: 'in_person_by_host'",
      'weekly.working_hours.locations',
    ],
    [
      places('online_static_link', 'online_dynamic_link'),
      422,
      'You can set either online_dynamic_link or online_static_link',
      'weekly.working_hours.locations',
    ],
  ];
  const page = await office.page();
  for (const [body, status, message, param] of cases) {
    const made = await server.post('/v2/booking-pages', { name: 'Andrea', owner: andrea, ...body }, key);
    for (const reply of [made, await change(page, body)])
      assert.deepEqual([reply.status, reply.body.message, reply.body.param], [status, message, param], reply.text);
  }
  assert.equal((await change(page, { approval: true })).body.message, 'Unsupported field');
  const more = { name: 'Andrea', owner: andrea, distribution: 'any' };
  assert.equal((await server.post('/v2/booking-pages', more, key)).body.message, 'Unsupported fields');
  assert.equal((await change(page, {})).body.message, 'At least one field must be provided to update.');
});

test('what is wrong with a question about a page’s times, or a booking of it, is said', async () => {
  const kim = await office.person('Kim');
  const page = await office.page({ owner: kim });
  const path = `booking-pages/${page}`;
  const slots = async (query: Record<string, string>) => {
    const { status, body } = await office.slots(path, query);
    return [status, body.param];
  };
  assert.deepEqual(await slots({ start_time: 'soon' }), [400, 'start_time']);
  assert.deepEqual(await slots({ end_time: '2026-11-24T00:00:00Z' }), [400, 'end_time']);
  assert.deepEqual(await slots({ end_time: '2027-11-24T00:00:00Z' }), [400, 'end_time']);
  assert.deepEqual(await slots({ start_time: '2026-11-20T00:00:00Z' }), [400, 'start_time']);
  assert.deepEqual(await slots({ duration_minutes: '45' }), [400, 'duration_minutes']);
  assert.deepEqual(await slots({ duration_minutes: 'x' }), [400, 'duration_minutes']);
  assert.equal((await server.get(`/v2/${path}/time-slots/why?start_time=x`, key)).status, 400);
  const start = at('20:00');
  const book = async (more: object) => {
    const { status, body } = await office.book(path, start, more);
    return [status, body.param];
  };
  assert.deepEqual(await book({ booking_form: {} }), [400, 'booking_form']);
  assert.deepEqual(await book({ start_times: ['x'] }), [400, 'start_times']);
  assert.deepEqual(await book({ start_times: [] }), [400, 'start_times']);
  assert.deepEqual(await book({ guest_time_zone: 'x' }), [400, 'guest_time_zone']);
  assert.deepEqual(await book({ duration_minutes: 45 }), [400, 'duration_minutes']);
  assert.deepEqual(await book({ location: { type: 'physical' } }), [400, 'location']);
  const form = { name: 'Carrie', email: 'carrie@example.com' };
  assert.deepEqual(await book({ booking_form: { ...form, email: 'x' } }), [400, 'booking_form.email']);
  assert.deepEqual(await book({ booking_form: { ...form, phone: 'x' } }), [400, 'booking_form.phone']);
  assert.deepEqual(await book({ booking_form: { ...form, name: 'x'.repeat(201) } }), [400, 'booking_form.name']);
  const hold = async (body: object) => {
    const reply = await server.post(`/v2/${path}/holds`, { start_time: start, ...body }, key);
    return [reply.status, reply.body.param];
  };
  assert.deepEqual(await hold({ start_time: 'x' }), [400, 'start_time']);
  assert.deepEqual(await hold({ duration_minutes: 'x' }), [400, 'duration_minutes']);
  assert.deepEqual(await hold({ duration_minutes: 45 }), [400, 'duration_minutes']);
});

test('API v1 shows the page of a booking, its master page and its event type by name, also once they are deleted', async () => {
  const type = await office.eventType({ name: 'Live demo', description: 'An hour' });
  const page = await office.page({ owner: ben, label: 'BenHartie', slug: 'ben-in-v1', event_types: [type] });
  const master = await office.master({
    label: 'Dana',
    slug: 'dana-in-v1',
    scenario: 'pages_first',
    booking_pages: [{ booking_page: page }],
  });
  const choice = { booking_page: page, event_type: type };
  const { id } = (await office.book(`master-pages/${master}`, '2026-11-27T15:00:00Z', choice)).body;
  const listed = (await server.get('/v1/booking-pages', key)).body.data;
  const shown = listed.find((each: { id: string }) => each.id === page);
  assert.deepEqual(
    [shown.public_name, shown.internal_label, shown.link],
    ['Andrea', 'BenHartie', `${server.url}/ben-in-v1`],
  );
  assert.deepEqual((await server.get(`/v1/booking-pages/${page}`, key)).body, shown);
  const inV1 = async () => {
    const { body } = await server.get(`/v1/bookings/${id}`, key);
    return [body.booking_page.public_name, body.booking_page.link, body.master_page, body.event_type];
  };
  const expected = [
    'Andrea',
    `${server.url}/ben-in-v1`,
    { name: 'Master', label: 'Dana', link: `${server.url}/dana-in-v1` },
    { name: 'Live demo', description: 'An hour', category: null },
  ];
  assert.deepEqual(await inV1(), expected);
  const found = await server.get(`/v1/bookings?booking_page=${page}`, key);
  assert.equal(found.body.data[0].tracking_id, id);
  for (const path of [`booking-pages/${page}`, `master-pages/${master}`, `event-types/${type}`])
    await server.delete(`/v2/${path}`, key);
  assert.deepEqual(await inV1(), expected);
});

test('the audit log says what changed on a page, and only that', async () => {
  const [first, second] = [await office.eventType(), await office.eventType()];
  const page = await office.page({ event_types: [first] });
  await change(page, { event_types: [first, second], label: 'Renamed' });
  const { body } = await server.get(`/v2/audit-log?object_id=${page}&limit=100`, key);
  assert.deepEqual(
    body.data.map((each: { action: string; subject: { object: string } }) => [each.action, each.subject.object]).sort(),
    [
      ['created', 'booking_page'],
      ['created', 'page_event_type'],
      ['created', 'page_event_type'],
      ['updated', 'booking_page'],
    ],
  );
});
