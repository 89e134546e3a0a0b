import assert from 'node:assert/strict';
import { test } from 'node:test';
import { purgeTrash } from '../../src/bookings/purge-trash.ts';
import { statement } from '../../src/db/pool.ts';
import { expireLinks } from '../../src/links/expire-links.ts';
import { call, office, testDaybook, tuesday, wish } from '../support/server.ts';

const server = await testDaybook();
const { key, calendar, teamCalendar, andrea, ben } = await office(server.db, { rules: { durations: [30, 60] } });
const dayMs = 86_400_000;

const create = (body?: object, id = calendar) => server.post(`/v2/booking-calendars/${id}/one-time-links`, body, key);
const link = async (body?: object, id = calendar) => {
  const reply = await create(body, id);
  assert.equal(reply.status, 200, reply.text);
  return reply.body as { id: string; url: string; creation_time: string };
};
const read = async (id: string) => (await server.get(`/v2/one-time-links/${id}`, key)).body;
const book = (start: string, more: object, id = calendar) =>
  server.post(`/v2/booking-calendars/${id}/schedule`, { ...wish(start), ...more }, key);
const booking = async (id: string) => (await server.get(`/v2/bookings/${id}`, key)).body;
const slots = (query: string, id = calendar) => server.get(`/v2/booking-calendars/${id}/time-slots?${query}`, key);

let given = 0;
/** Half past and full hours from the first working day on. */
const freshStart = () =>
  new Date(
    Date.parse('2026-11-25T14:00:00Z') + Math.floor(given / 7) * dayMs + (given++ % 7) * 3_600_000,
  ).toISOString();

test('a link is an id, an address and a time, and nothing else', async () => {
  const made = await link();
  assert.deepEqual(Object.keys(made), ['id', 'url', 'creation_time']);
  assert.match(made.id, /^[A-Z0-9]{12}$/);
  assert.equal(made.url, `${server.url}/.${made.id}`);
  assert.equal(made.creation_time, new Date(server.clock.now).toISOString());
  const shown = await read(made.id);
  assert.deepEqual([shown.status, shown.booking_calendar, shown.booking], ['active', calendar, null]);
  assert.equal(Date.parse(shown.expires_time) - Date.parse(shown.creation_time), 90 * dayMs);
});

test('values stay out of the address, unless it is to show them', async () => {
  const body = {
    booking_form: {
      name: 'Carrie Customer',
      email: 'carrie@example.com',
      phone: '+12025550195',
      interests: ['A', 'B'],
    },
    utm_params: { utm_source: 'news letter', medium: 'mail' },
    booking_settings: { duration_minutes: 60, co_hosts: 'ben@office.example', skip: ['contact_info'] },
  };
  assert.doesNotMatch((await link(body)).url, /\?/);
  const { url } = await link({ ...body, hide_url_params: false });
  assert.match(url, /name=Carrie%20Customer/);
  assert.deepEqual(Object.fromEntries(new URL(url).searchParams), {
    name: 'Carrie Customer',
    email: 'carrie@example.com',
    mobile_phone: '+12025550195',
    interests: 'A,B',
    utm_source: 'news letter',
    utm_medium: 'mail',
    co_hosts: 'ben@office.example',
    duration_minutes: '60',
    skip: '1',
  });
});

test('a link takes one booking, whoever comes first', async () => {
  const { id } = await link({
    booking_form: { company: 'Acme', phone: '+12025550195' },
    utm_params: { source: 'mail' },
  });
  const starts = [freshStart(), freshStart(), freshStart()];
  const replies = await Promise.all(starts.map((start) => book(start, { one_time_link: id })));
  assert.deepEqual(replies.map((reply) => reply.status).sort(), [200, 409, 409]);
  const won = replies.find((reply) => reply.status === 200)!;
  assert.deepEqual(replies.find((reply) => reply.status === 409)!.body, {
    type: 'invalid_request_error',
    message: `This one-time link was used for a booking already: '${id}'`,
    param: 'one_time_link',
  });
  const shown = await booking(won.body.id);
  assert.deepEqual([shown.form_submission.company, shown.form_submission.mobile_phone], ['Acme', '+12025550195']);
  assert.equal(shown.utm_params.source, 'mail');
  const after = await read(id);
  assert.deepEqual([after.status, after.booking], ['used', won.body.id]);
  assert.equal((await slots(`one_time_link=${id}`)).body.param, 'one_time_link');
});

const rowsAbout = async (text: string): Promise<string[]> => {
  const all = statement<{ row: string }>(
    `select row_to_json(l)::text as row from one_time_links l
     union all select row_to_json(a)::text from audit_log a where object = 'one_time_link'`,
  );
  return (await server.db.system((tx) => tx.rows(all))).map(({ row }) => row).filter((row) => row.includes(text));
};
const entries = async (id: string) =>
  (await server.get(`/v2/audit-log?object_id=${id}`, key)).body.data.map(
    (each: { action: string; after: object | null }) => [each.action, each.after !== null],
  );

test('a link that was used keeps nothing of what it had filled in, and goes with its booking', async () => {
  const { id } = await link({
    booking_form: { name: 'Filled In', email: 'filled.in@example.com', company: 'Filled' },
    utm_params: { campaign: 'filled-campaign' },
    hide_url_params: false,
  });
  assert.deepEqual(await entries(id), [['created', true]]);
  const made = (await book(freshStart(), { one_time_link: id })).body.id;
  assert.equal((await booking(made)).form_submission.company, 'Filled');
  const used = await read(id);
  assert.deepEqual(
    [used.status, used.booking, used.booking_form, used.utm_params, used.url],
    ['used', made, {}, null, `${server.url}/.${id}`],
  );
  for (const text of ['Filled', 'filled.in@', 'filled-campaign']) assert.deepEqual(await rowsAbout(text), []);
  assert.deepEqual(await entries(id), [
    ['updated', false],
    ['created', false],
  ]);
  // Once the booking is erased, the link is as unknown as one that never was.
  assert.equal((await server.post(`/v2/bookings/${made}/trash`, undefined, key)).status, 200);
  await server.db.system((tx) => purgeTrash(tx, server.clock.now + 30 * dayMs));
  const gone = await server.get(`/v2/one-time-links/${id}`, key);
  assert.deepEqual([gone.status, gone.body.message], [404, `No such one-time link: '${id}'`]);
  assert.deepEqual(await rowsAbout(made), []);
});

test('who made a link is in the audit log', async () => {
  const { id } = await link({ booking_settings: { duration_minutes: 60 } });
  const [entry] = (await server.get(`/v2/audit-log?object_id=${id}`, key)).body.data;
  assert.deepEqual(
    [entry.action, entry.subject, entry.actor.type, entry.after.target, entry.after.duration_minutes],
    ['created', { object: 'one_time_link', id }, 'key', { calendar }, 60],
  );
});

test('a booking that is refused leaves the link for the next try', async () => {
  const { id } = await link();
  assert.equal((await book('2026-11-29T15:00:00Z', { one_time_link: id })).body.param, 'start_time');
  assert.equal((await book(freshStart(), { one_time_link: id })).status, 200);
});

test('what a link sets holds for its guest: host, co-hosts and duration', async () => {
  const settings = { host: 'ben@office.example', duration_minutes: 60 };
  const { id } = await link({ booking_settings: settings }, teamCalendar);
  const start = freshStart();
  const reply = await book(
    start,
    { one_time_link: id, duration_minutes: 30, host: 'andrea@office.example' },
    teamCalendar,
  );
  const shown = await booking(reply.body.id);
  assert.deepEqual([shown.owner, shown.duration_minutes], [ben, 60]);

  const both = await link({ booking_settings: { co_hosts: 'ben@office.example, nobody@office.example' } });
  const day = `start_time=${start}&end_time=${new Date(Date.parse(start) + 1).toISOString()}`;
  assert.equal((await slots(day)).body.length, 1);
  assert.equal((await slots(`${day}&one_time_link=${both.id}`)).body.length, 0, 'Ben has a meeting');
  const panel = await booking((await book(freshStart(), { one_time_link: both.id })).body.id);
  assert.deepEqual(
    [panel.owner, panel.attendees.slice(0, 2)],
    [andrea, ['andrea@office.example', 'ben@office.example']],
  );

  const odd = await link({ booking_settings: { host: 'nobody@office.example' } }, teamCalendar);
  assert.equal(
    (await book(freshStart(), { one_time_link: odd.id }, teamCalendar)).status,
    200,
    'an unknown host is ignored',
  );
});

test('a time that is held through a link is the link’s', async () => {
  const { id } = await link({ booking_settings: { host: 'ben@office.example', duration_minutes: 60 } }, teamCalendar);
  const start = freshStart();
  const hold = (body: object) =>
    server.post(`/v2/booking-calendars/${teamCalendar}/holds`, { start_time: start, ...body }, key);
  const held = await hold({ one_time_link: id });
  assert.deepEqual([held.body.host, held.body.duration_minutes], [ben, 60], held.text);
  const reply = await book(start, { one_time_link: id, hold: held.body.id }, teamCalendar);
  assert.equal((await booking(reply.body.id)).owner, ben, reply.text);
  assert.equal((await hold({ one_time_link: id })).body.param, 'one_time_link');
  assert.equal((await hold({ host: 'x'.repeat(255) })).body.param, 'host');
});

test('a booking made through a link is cancelled and moved like others', async () => {
  const { id } = await link();
  const made = (await book(freshStart(), { one_time_link: id })).body.id;
  const moved = await server.post(`/v2/bookings/${made}/reschedule`, { start_time: freshStart() }, key);
  assert.equal(moved.body.id, made);
  await server.post(`/v2/bookings/${made}/cancel`, undefined, key);
  assert.equal((await read(id)).status, 'used', 'a cancellation does not give it back');
});

test('what is wrong with a link is said in clear words', async () => {
  const closed = await server.post(
    '/v2/booking-calendars',
    { name: 'Closed', subject: 'Closed', host: andrea, durations: [30], published: false },
    key,
  );
  const refused = await create(undefined, closed.body.id);
  assert.deepEqual(
    [refused.status, refused.body],
    [
      400,
      {
        type: 'invalid_request_error',
        message: `This booking calendar does not allow creation of one time links: '${closed.body.id}'`,
        param: 'id',
      },
    ],
  );
  assert.equal((await create(undefined, 'BKC-NONE')).body.message, "No such booking calendar: 'BKC-NONE'");
  const cases: [object, string][] = [
    [{ booking_settings: { duration_minutes: 45 } }, 'booking_settings.duration_minutes'],
    [{ booking_settings: { skip: ['all'] } }, 'booking_settings.skip'],
    [{ booking_settings: { host: 'x'.repeat(255) } }, 'booking_settings.host'],
    [{ hide_url_params: 'no' }, 'hide_url_params'],
  ];
  for (const [body, param] of cases) {
    const reply = await create(body);
    assert.deepEqual([reply.status, reply.body.param], [400, param], reply.text);
  }
  const start = freshStart();
  const other = await link(undefined, teamCalendar);
  for (const id of ['NONE', other.id]) {
    for (const reply of [await book(start, { one_time_link: id }), await slots(`one_time_link=${id}`)])
      assert.deepEqual([reply.status, reply.body.message], [404, `No such one-time link: '${id}'`]);
  }
  assert.equal((await server.get('/v2/one-time-links/NONE', key)).body.param, 'id');
});

test('the same request sent again makes no second link', async () => {
  const ask = () =>
    call(server.url, 'POST', `/v2/booking-calendars/${calendar}/one-time-links`, {}, key, {
      'Idempotency-Key': 'link-1',
    });
  assert.equal((await ask()).text, (await ask()).text);
});

test('a link that nobody used ends after 90 days', async () => {
  const { id } = await link({ booking_form: { name: 'Never Came' } });
  const used = await link();
  const made = (await book(freshStart(), { one_time_link: used.id })).body.id;
  const start = server.clock.now;
  server.clock.now = start + 90 * dayMs - 1;
  assert.equal((await read(id)).status, 'active');
  server.clock.now = start + 90 * dayMs;
  assert.equal((await read(id)).status, 'expired');
  const late = '2027-03-02T15:00:00Z';
  for (const reply of [
    await slots(`one_time_link=${id}`),
    await book(late, { one_time_link: id }),
    await server.post(`/v2/booking-calendars/${calendar}/holds`, { start_time: late, one_time_link: id }, key),
  ])
    assert.deepEqual([reply.status, reply.body.message], [409, `This one-time link has expired: '${id}'`]);
  await server.db.system((tx) => expireLinks(tx, server.clock.now));
  assert.equal((await server.get(`/v2/one-time-links/${id}`, key)).status, 404);
  assert.deepEqual(await rowsAbout('Never Came'), []);
  assert.deepEqual(await entries(id), [
    ['deleted', false],
    ['created', false],
  ]);
  assert.equal((await read(used.id)).booking, made);
});

test('a master page whose rules find the hosts has links, and others have none', async () => {
  server.clock.now = tuesday;
  const post = (path: string, body?: object) => server.post(path, body, key);
  const type = await post('/v2/event-types', { name: 'Demo', durations: [30] });
  assert.equal(type.status, 201, type.text);
  const page = await post('/v2/booking-pages', {
    name: 'Andrea',
    label: 'Andrea',
    owner: andrea,
    event_types: [type.body.id],
  });
  assert.equal(page.status, 201, page.text);
  const event_types = [{ event_type: type.body.id, owner: page.body.id }];
  const master = await post('/v2/master-pages', { name: 'Star', label: 'star', scenario: 'rule_based', event_types });
  assert.equal(master.status, 201, master.text);
  const at = `/v2/master-pages/${master.body.id}`;
  const made = await post(`${at}/one-time-links`);
  assert.equal(made.status, 200, made.text);
  assert.deepEqual(Object.keys(made.body), ['id', 'url', 'creation_time']);
  assert.match(made.body.id, /^[A-Z0-9]{8}$/);
  assert.equal((await read(made.body.id)).master_page, master.body.id);

  const start = '2026-12-23T15:00:00.000Z';
  const choice = { event_type: type.body.id, one_time_link: made.body.id };
  const query = new URLSearchParams({ ...choice, start_time: start, end_time: '2026-12-23T15:00:01.000Z' });
  const offered = await server.get(`${at}/time-slots?${query}`, key);
  assert.equal(offered.body.length, 1, offered.text);
  const held = await post(`${at}/holds`, { ...choice, start_time: start });
  assert.equal(held.status, 201, held.text);
  const { start_time: _, ...guest } = wish(start);
  const asked = { ...guest, ...choice, start_times: [start], hold: held.body.id };
  const booked = await post(`${at}/schedule`, asked);
  assert.equal(booked.status, 200, booked.text);
  const used = `This one-time link was used for a booking already: '${made.body.id}'`;
  for (const reply of [
    await post(`${at}/schedule`, { ...asked, hold: null }),
    await post(`${at}/holds`, { ...choice, start_time: start }),
    await server.get(`${at}/time-slots?${query}`, key),
  ])
    assert.deepEqual([reply.status, reply.body.message], [409, used]);
  const unknown = { ...choice, one_time_link: 'NONE' };
  for (const reply of [
    await post(`${at}/schedule`, { ...asked, ...unknown }),
    await post(`${at}/holds`, { ...unknown, start_time: start }),
    await server.get(`${at}/time-slots?${new URLSearchParams(unknown)}`, key),
  ])
    assert.deepEqual([reply.status, reply.body.message], [404, "No such one-time link: 'NONE'"]);
  const late = (await post(`${at}/one-time-links`)).body.id;
  const now = server.clock.now;
  server.clock.now = Math.max(now, Date.parse('2026-12-22T00:00:00Z')) + 91 * dayMs;
  for (const reply of [
    await post(`${at}/schedule`, { ...asked, hold: null, one_time_link: late }),
    await post(`${at}/holds`, { ...choice, one_time_link: late, start_time: start }),
    await server.get(`${at}/time-slots?${new URLSearchParams({ ...choice, one_time_link: late })}`, key),
  ])
    assert.deepEqual([reply.status, reply.body.param], [409, 'one_time_link'], reply.text);
  server.clock.now = now;

  const picked = await post('/v2/master-pages', {
    name: 'Pick',
    label: 'pick',
    scenario: 'event_types_first',
    booking_pages: [{ booking_page: page.body.id }],
  });
  assert.equal(picked.status, 201, picked.text);
  const refused = await post(`/v2/master-pages/${picked.body.id}/one-time-links`);
  assert.deepEqual(
    [refused.status, refused.body.message],
    [400, `This master page does not allow creation of one time links: '${picked.body.id}'`],
  );
  await server.delete(at, key);
  const gone = await post(`${at}/one-time-links`);
  assert.deepEqual(
    [gone.status, gone.body],
    [400, { type: 'invalid_request_error', message: `This master page is deleted: '${master.body.id}'`, param: 'id' }],
  );
  assert.equal((await post('/v2/master-pages/MP-NONE/one-time-links')).body.message, "No such master page: 'MP-NONE'");
});
