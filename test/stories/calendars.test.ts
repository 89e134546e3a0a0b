import assert from 'node:assert/strict';
import { test } from 'node:test';
import { office, testDaybook, tuesday, wish } from '../support/server.ts';

const server = await testDaybook();
const { key, andrea, ben, team } = await office(server.db);
const base = { name: 'Andrea', subject: 'Meeting with Andrea', host: andrea, durations: [30] };
const create = (body: object) => server.post('/v2/booking-calendars', body, key);
const change = (id: string, body: object) => server.patch(`/v2/booking-calendars/${id}`, body, key);
const made = async (body: object = {}) => {
  const reply = await create({ ...base, ...body });
  assert.equal(reply.status, 201, reply.text);
  return reply.body.id as string;
};
const slots = async (id: string, query = 'start_time=2026-11-25T00:00:00Z&end_time=2026-11-26T00:00:00Z') =>
  (await server.get(`/v2/booking-calendars/${id}/time-slots?${query}`, key)).body;
const book = (id: string, start: string, more: object = {}) =>
  server.post(`/v2/booking-calendars/${id}/schedule`, { ...wish(start), ...more }, key);

test('a calendar that was created is listed, shows its settings, and takes bookings at once', async () => {
  const reply = await create({
    ...base,
    slug: 'Andrea-Hartie',
    durations: [30, 60],
    duration_minutes: 60,
    start_minutes: [0, 30],
    spacing_minutes: 30,
    questions: [{ name: 'company_size', type: 'single_select', options: ['1-10', '11-50'] }],
  });
  assert.equal(reply.status, 201, reply.text);
  const { id } = reply.body;
  assert.deepEqual(reply.body, {
    object: 'booking_calendar',
    id,
    subject: 'Meeting with Andrea',
    host: andrea,
    url: `${server.url}/Andrea-Hartie`,
    name: 'Andrea',
    published: true,
    duration_minutes: 60,
  });
  assert.deepEqual((await server.get(`/v2/booking-calendars/${id}`, key)).body, reply.body);
  const settings = (await server.get(`/v2/booking-calendars/${id}/settings`, key)).body;
  assert.deepEqual(settings.durations, [30, 60]);
  assert.deepEqual(settings.horizon, { kind: 'none' });
  assert.equal(settings.questions[0].required, false);
  assert.deepEqual([settings.slug, settings.capacity, settings.approval], ['Andrea-Hartie', 1, false]);
  const [first] = await slots(id);
  assert.equal((await book(id, first.start_time)).status, 200);
});

test('a change touches what it names, and is there at once', async () => {
  const id = await made({ buffer_after_minutes: 10, caps: { day: 3 } });
  const reply = await change(id, {
    caps: {},
    lead_time: { unit: 'hours', amount: 2 },
    subject: 'Talk',
    slug: 'talk-to-us',
  });
  assert.equal(reply.status, 200, reply.text);
  assert.deepEqual(
    [reply.body.caps, reply.body.buffer_after_minutes, reply.body.subject, reply.body.name],
    [{}, 10, 'Talk', 'Andrea'],
  );
  assert.deepEqual((await server.get(`/v2/booking-calendars/${id}/settings`, key)).body, reply.body);
  assert.equal((await server.get(`/v2/booking-calendars/${id}`, key)).body.url, `${server.url}/talk-to-us`);
  await change(id, { published: false });
  assert.match((await slots(id)).message, /unpublished booking calendar/);
  await change(id, { published: true });
  assert.ok((await slots(id)).length > 0);
});

test('a default duration that is no longer on offer gives way to the first that is', async () => {
  const id = await made({ durations: [15, 45], duration_minutes: 45 });
  assert.equal((await change(id, { durations: [20, 30] })).body.duration_minutes, 20);
});

const text = (name: string) => ({ name, type: 'text' });
const clashes: [object, string, string][] = [
  [{ approval: true, concurrent: true }, 'only single sessions can ask for approval', 'approval'],
  [{ concurrent: true }, 'concurrent sessions have 2 to 100 guests', 'concurrent'],
  [{ concurrent: true, capacity: 101 }, 'concurrent sessions have 2 to 100 guests', 'concurrent'],
  [{ distribution: 'round_robin' }, 'only members of a team take turns', 'distribution'],
  [{ horizon: { kind: 'range', from: '2026-12-31', to: '2026-12-01' } }, 'a range ends after it begins', 'horizon'],
  [{ questions: [text('size'), text('size')] }, 'each question has a name of its own', 'questions'],
  [{ questions: [text('phone')] }, 'every form has the field phone already', 'questions'],
  [{ questions: [{ name: 'size', type: 'single_select' }] }, 'a question with choices has options', 'questions'],
];

test('what is wrong with a calendar is said of the setting that is wrong', async () => {
  await made({ slug: 'taken' });
  const cases: [object, number, string, string][] = [
    [{ host: 'USR-NONE' }, 404, "No such user or team: 'USR-NONE'", 'host'],
    [{ name: ' ' }, 400, 'Required fields are missing.', 'name'],
    [{ subject: 'x'.repeat(201) }, 400, 'Value too long: subject takes at most 200 characters.', 'subject'],
    [{ slug: 'a b' }, 400, "Invalid slug: 'a b'. Use 4 to 100 letters, digits, hyphens and underscores.", 'slug'],
    [{ slug: 'docs' }, 400, "Invalid slug: 'docs'. Use 4 to 100 letters, digits, hyphens and underscores.", 'slug'],
    [{ slug: 'TAKEN' }, 409, "A public page with this address already exists: 'TAKEN'", 'slug'],
    [{ durations: [] }, 400, 'Invalid value: []', 'durations'],
    [{ duration_minutes: 45 }, 400, 'Invalid duration_minutes: 45. Offered are 30.', 'duration_minutes'],
    [{ capacity: 501 }, 400, 'Invalid value: 501', 'capacity'],
    [{ co_hosts: [{ user: 'USR-NONE' }] }, 404, "No such user: 'USR-NONE'", 'co_hosts'],
    [{ co_hosts: [{ user: team }] }, 404, `No such user: '${team}'`, 'co_hosts'],
    [
      { co_hosts: [{ user: andrea }] },
      400,
      'These settings exclude each other: everybody takes part once.',
      'co_hosts',
    ],
    [
      { approval: true, capacity: 2 },
      400,
      'These settings exclude each other: only single sessions can ask for approval.',
      'approval',
    ],
    ...clashes.map(([body, why, param]): [object, number, string, string] => [
      body,
      400,
      `These settings exclude each other: ${why}.`,
      param,
    ]),
  ];
  const id = await made();
  for (const [body, status, message, param] of cases) {
    for (const reply of [await create({ ...base, ...body }), await change(id, body)])
      assert.deepEqual([reply.status, reply.body.message, reply.body.param], [status, message, param], reply.text);
  }
  assert.deepEqual((await create({ ...base, sessions: 3 })).body.message, 'Unsupported fields');
  assert.deepEqual((await change(id, { proposals: 3 })).body.message, 'Unsupported field');
  assert.equal((await change(id, {})).body.message, 'At least one field must be provided to update.');
  const { durations: _, ...lacking } = base;
  assert.deepEqual((await create(lacking)).body, {
    type: 'invalid_request_error',
    message: 'Required fields are missing.',
    param: 'durations',
  });
  assert.equal((await change('BKC-NONE', { name: 'x' })).body.message, "No such booking calendar: 'BKC-NONE'");
});

test('of two that want one address at once, one gets it', async () => {
  const replies = await Promise.all([1, 2, 3].map(() => create({ ...base, slug: 'contested' })));
  assert.deepEqual(replies.map((reply) => reply.status).sort(), [201, 409, 409]);
});

test('a duplicate has the settings, an address of its own, and no guests before it is published', async () => {
  const id = await made({ slug: 'original', caps: { week: 7 } });
  const copy = await server.post(`/v2/booking-calendars/${id}/duplicate`, undefined, key);
  assert.equal(copy.status, 201, copy.text);
  assert.deepEqual([copy.body.name, copy.body.published], ['Andrea (copy)', false]);
  assert.match(copy.body.url, /\/PAGE-\w{10}$/);
  const settings = (await server.get(`/v2/booking-calendars/${copy.body.id}/settings`, key)).body;
  assert.deepEqual(settings.caps, { week: 7 });
  const named = await server.post(`/v2/booking-calendars/${id}/duplicate`, { name: 'Summer' }, key);
  assert.deepEqual([named.body.name, named.body.subject], ['Summer', 'Meeting with Andrea']);
  const ask = (body: object, of = id) => server.post(`/v2/booking-calendars/${of}/duplicate`, body, key);
  assert.equal((await ask({ name: '' })).body.param, 'name');
  assert.equal((await ask({ name: 5 })).body.param, 'name');
  assert.equal((await ask({ name: 'x'.repeat(201) })).body.param, 'name');
  assert.equal((await ask({ colour: 'red' })).body.message, 'Unsupported fields');
  assert.equal((await ask({}, 'BKC-NONE')).status, 404);
});

test('a deleted calendar takes nothing more; its bookings stay and its address is free', async () => {
  const id = await made({ slug: 'short-lived' });
  const [first] = await slots(id);
  const booking = (await book(id, first.start_time)).body.id;
  assert.deepEqual((await server.delete(`/v2/booking-calendars/${id}`, key)).body, { id, deleted: true });
  assert.deepEqual((await server.get(`/v2/booking-calendars/${id}`, key)).body, {
    id,
    object: 'booking_calendar',
    deleted: true,
  });
  for (const reply of [
    await server.delete(`/v2/booking-calendars/${id}`, key),
    await server.get(`/v2/booking-calendars/${id}/settings`, key),
    await change(id, { name: 'x' }),
    await book(id, first.start_time),
    await server.post(`/v2/booking-calendars/${id}/duplicate`, undefined, key),
  ])
    assert.equal(reply.body.message, `No such booking calendar: '${id}'`);
  assert.equal((await server.get(`/v2/bookings/${booking}`, key)).body.status, 'scheduled');
  assert.equal((await server.post(`/v2/bookings/${booking}/cancel`, undefined, key)).status, 200);
  await made({ slug: 'short-lived' });
});

test('when what a session is like has changed, the seats that were left in it are no longer offered', async () => {
  const id = await made({ host: ben, capacity: 3, start_minutes: [0], spacing_minutes: 60 });
  const start = '2026-12-01T15:00:00.000Z';
  const day = 'start_time=2026-12-01T00:00:00Z&end_time=2026-12-02T00:00:00Z';
  await book(id, start);
  const starts = async () => (await slots(id, day)).map((slot: { start_time: string }) => slot.start_time);
  assert.ok((await starts()).includes(start), 'two seats are left');
  await change(id, { name: 'Other name' });
  assert.ok((await starts()).includes(start), 'a name changes no session');
  await change(id, { capacity: 4 });
  assert.ok(!(await starts()).includes(start));
  assert.equal((await book(id, start)).body.message, 'The selected start time is not available.');
  const fresh = '2026-12-01T16:00:00.000Z';
  for (let seat = 0; seat < 4; seat++)
    assert.equal((await book(id, fresh, { booking_form: { name: 'P', email: `p${seat}@example.com` } })).status, 200);
  assert.equal((await book(id, fresh)).status, 400);
});

test('a calendar whose host was deleted is closed, and opens only with another host', async () => {
  const user = await server.post('/v2/users', { email: 'gone@office.example', first_name: 'G', last_name: 'One' }, key);
  const id = await made({ host: user.body.id });
  await server.delete(`/v2/users/${user.body.id}`, key);
  assert.equal((await server.get(`/v2/booking-calendars/${id}`, key)).body.published, false);
  assert.equal((await change(id, { published: true })).body.param, 'host');
  assert.equal((await server.post(`/v2/booking-calendars/${id}/duplicate`, undefined, key)).body.param, 'host');
  assert.equal((await change(id, { published: true, host: ben })).body.published, true);
});

test('in turn, guests of a team see one member’s times, and the members get meetings alike', async () => {
  const id = await made({ host: team, distribution: 'round_robin' });
  const counts = new Map<string, number>();
  for (let i = 0; i < 10; i++) {
    const [slot] = await slots(id, 'start_time=2026-12-14T00:00:00Z&end_time=2026-12-19T00:00:00Z');
    const booking = await server.get(`/v2/bookings/${(await book(id, slot.start_time)).body.id}`, key);
    counts.set(booking.body.owner, (counts.get(booking.body.owner) ?? 0) + 1);
    assert.ok(Math.abs((counts.get(andrea) ?? 0) - (counts.get(ben) ?? 0)) <= 1);
  }
  assert.deepEqual([...counts.values()], [5, 5]);
});

test('a host and co-hosts named by e-mail narrow the times and take part', async () => {
  const id = await made({ host: team, start_minutes: [0], spacing_minutes: 60 });
  const start = '2026-12-22T15:00:00.000Z';
  const day = 'start_time=2026-12-22T00:00:00Z&end_time=2026-12-23T00:00:00Z';
  const booking = await book(id, start, {
    host: 'BEN@office.example',
    co_hosts: 'andrea@office.example, x@nowhere.example',
  });
  assert.equal(booking.status, 200, booking.text);
  const shown = (await server.get(`/v2/bookings/${booking.body.id}`, key)).body;
  assert.equal(shown.owner, ben);
  assert.deepEqual(shown.attendees, ['ben@office.example', 'andrea@office.example', 'carrie@example.com']);
  const moved = await server.post(
    `/v2/bookings/${booking.body.id}/reschedule`,
    { start_time: '2026-12-22T19:00:00.000Z' },
    key,
  );
  assert.equal(moved.status, 200, moved.text);
  const andreas = await made({ host: andrea, start_minutes: [0], spacing_minutes: 60 });
  const taken = async (at: string) =>
    (await slots(andreas, `start_time=${at}&end_time=${at.replace('00.000', '01.000')}`)).length === 0;
  assert.deepEqual(
    [await taken(start), await taken('2026-12-22T19:00:00.000Z')],
    [false, true],
    'he is kept when it moves',
  );
  await server.post(`/v2/bookings/${booking.body.id}/reschedule`, { start_time: start }, key);
  const free = async (query: string) =>
    (await slots(id, `${day}&${query}`)).some((slot: { start_time: string }) => slot.start_time === start);
  assert.equal(await free('host=andrea@office.example'), false, 'she is taken as a co-host');
  const later = '2026-12-22T16:00:00.000Z';
  await book(await made({ host: andrea }), later);
  const at = (query: string) =>
    slots(id, `${day}&${query}`).then((all) => all.some((slot: { start_time: string }) => slot.start_time === later));
  assert.deepEqual([await at(''), await at('host=ben@office.example&co_hosts=andrea@office.example')], [true, false]);
  const refused = await book(id, later, { host: 'ben@office.example', co_hosts: 'andrea@office.example' });
  assert.equal(refused.body.param, 'start_time');
  assert.equal((await book(id, later, { host: 'x'.repeat(255) })).body.param, 'host');
  assert.ok(tuesday > 0);
});
