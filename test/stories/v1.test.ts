import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { after, test } from 'node:test';
import { cancel } from '../../src/bookings/cancel.ts';
import { completeEnded } from '../../src/bookings/complete.ts';
import { statement } from '../../src/db/pool.ts';
import { startReceiver } from '../support/receiver.ts';
import { call, office, testDaybook, wish } from '../support/server.ts';

let failures = 0;
/** Fails once for the webhook whose retry is looked at. */
const receiver = await startReceiver({
  otherwise: ({ path }, response) => response.writeHead(path === '/hook/only' && failures++ === 0 ? 500 : 200).end(),
});
after(() => receiver.close());
const server = await testDaybook({ WEBHOOK_ALLOW_HOSTS: receiver.host });
const { accountId, key, andrea, calendar } = await office(server.db);
const get = (path: string) => server.get(path, key);
const act = (id: string, action: string, body?: unknown) => server.post(`/v2/bookings/${id}/${action}`, body, key);
const hooks = { url: `${receiver.url}/v1`, events: ['booking'] };

const make = async (rules: object) => {
  const body = {
    name: 'Golden',
    subject: 'Golden meeting',
    host: andrea,
    durations: [30],
    slug: `golden-${Object.keys(rules)}`,
    ...rules,
  };
  const reply = await server.post('/v2/booking-calendars', body, key);
  assert.equal(reply.status, 201, reply.text);
  return reply.body.id as string;
};
const byRequest = await make({ approval: true });
const group = await make({ capacity: 3 });

const days = ['2026-11-25', '2026-11-26', '2026-11-30', '2026-12-01'];
let given = 0;
const freshStart = () => `${days[Math.floor(given / 8)]}T${14 + (given++ % 8)}:00:00.000Z`;
const guest = {
  guests: ['pat@example.com'],
  utm_params: { source: 'mail' },
  booking_form: {
    name: 'Carrie Customer',
    email: 'carrie@example.com',
    phone: '+12025550195',
    company: 'Acme',
    note: 'Looking forward',
    Title: 'Executive Assistant',
  },
};
async function book(id = calendar, more: object = guest): Promise<string> {
  const reply = await server.post(`/v2/booking-calendars/${id}/schedule`, { ...wish(freshStart()), ...more }, key);
  assert.equal(reply.status, 200, reply.text);
  return reply.body.id;
}

/** Each way that a booking goes: what is left of it, by id. */
const scenarios: Record<string, () => Promise<string>> = {
  scheduled: () => book(),
  'scheduled with nothing but a name and an address': () => book(calendar, {}),
  rescheduled: async () => {
    const id = await book();
    await act(id, 'reschedule', { start_time: freshStart(), reason: 'Running late', on_behalf_of: 'customer' });
    return id;
  },
  'canceled by the user': async () => {
    const id = await book();
    await act(id, 'cancel', { cancellation_reason: 'Change in schedule' });
    return id;
  },
  'canceled by the customer': async () => {
    const id = await book();
    const by = { actor: 'customer' as const, reason: 'Found another' };
    await server.db.transaction(accountId, (tx) =>
      cancel(tx, accountId, id, by, { now: server.clock.now, baseUrl: server.url }),
    );
    return id;
  },
  'asked to reschedule': async () => {
    const id = await book();
    await act(id, 'request-reschedule', { reschedule_reason: 'Double booked' });
    return id;
  },
  rebooked: async () => {
    const id = await book();
    await act(id, 'request-reschedule');
    return (await act(id, 'reschedule', { start_time: freshStart(), on_behalf_of: 'customer' })).body.id;
  },
  'moved to another calendar': async () => {
    const id = await book();
    return (await act(id, 'reschedule', { start_time: freshStart(), booking_calendar: group })).body.id;
  },
  requested: () => book(byRequest),
  approved: async () => {
    const id = await book(byRequest);
    await act(id, 'approve');
    return id;
  },
  'in a group': () => book(group),
  'no show': async () => {
    const id = await book();
    await act(id, 'no-show');
    return id;
  },
  completed: async () => {
    const id = await book();
    const past = new Date(server.clock.now);
    await server.db.system((tx) => tx.run(statement(`update bookings set ending_time = $2 where id = $1`), [id, past]));
    await server.db.system((tx) => completeEnded(tx, { now: server.clock.now, baseUrl: server.url }));
    return id;
  },
};

const bodies = statement<{ body_v1: string | null; body_v2: string }>(
  `select body_v1, body_v2 from events where account_id = $1 and subject_id = $2 order by version desc limit 1`,
);

/** The same for every run: ids, tokens and the server's address give way to names. */
function settled(text: string): unknown {
  const names = new Map<string, string>();
  const even = text
    .replaceAll(server.url, 'https://daybook.example.com')
    .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}-\w{6}/g, 'ICS')
    .replaceAll(/\?Params=[A-Z0-9]{24}\b/g, '?Params=TOKEN')
    .replaceAll(/\b(BKNG|EVNT|USR|CTC|BKC|PAGE|SES)-[A-Z0-9]{10,14}\b/g, (id, kind: string) => {
      if (!names.has(id))
        names.set(id, `${kind}-${[...names.values()].filter((name) => name.startsWith(kind)).length + 1}`);
      return names.get(id)!;
    });
  return JSON.parse(even);
}

/** Written anew with GOLDEN=write, on purpose: a change of v1 breaks programs that nobody maintains any more. */
function assertGolden(name: string, actual: unknown): void {
  const file = new URL(`golden/${name.replaceAll(' ', '-')}.golden`, import.meta.url);
  const text = `${JSON.stringify(actual, null, 2)}\n`;
  if (process.env.GOLDEN === 'write') writeFileSync(file, text);
  assert.ok(existsSync(file), `no golden file for ${name}: GOLDEN=write npm test -- test/stories/v1.test.ts makes it`);
  assert.equal(text, readFileSync(file, 'utf8'));
}

const created = await server.post('/v1/webhooks', { ...hooks, name: 'Golden' }, key);

for (const [name, live] of Object.entries(scenarios)) {
  test(`a booking that is ${name} looks as it ever did, in v1 and in v2, to readers and to webhooks`, async () => {
    assert.equal(created.status, 200, created.text);
    const id = await live();
    const event = await server.db.read(accountId, (tx) => tx.one(bodies, [accountId, id]));
    assertGolden(
      name,
      settled(
        JSON.stringify({
          'GET /v1/bookings/{id}': (await get(`/v1/bookings/${id}`)).body,
          'GET /v2/bookings/{id}': (await get(`/v2/bookings/${id}`)).body,
          'event in v1': event === undefined ? null : JSON.parse(event.body_v1!),
          'event in v2': event === undefined ? null : JSON.parse(event.body_v2),
        }),
      ),
    );
  });
}

test('a webhook of v1 is told in v1, unsigned, and of nothing that v1 did not know', async () => {
  assert.deepEqual(Object.keys(created.body), ['object', 'id', 'name', 'url', 'events', 'creation_time']);
  await server.delete(`/v1/webhooks/${created.body.id}`, key);
  const { body: hook } = await server.post(
    '/v1/webhooks',
    { url: `${receiver.url}/only`, name: 'Only', events: ['booking'] },
    key,
  );
  const id = await book();
  const mine = async () => {
    for (;;) {
      const got = await receiver.next();
      if (got.path === '/hook/only') return got;
    }
  };
  const first = await mine();
  assert.deepEqual(
    Object.keys(first.headers).filter((name) => /signature|webhook-/.test(name)),
    [],
  );
  const event = JSON.parse(first.body.toString());
  assert.deepEqual([event.api_version, event.type, event.data.tracking_id], ['v1', 'booking.scheduled', id]);
  assert.equal(event.data.status, 'Scheduled');
  assert.doesNotMatch(first.body.toString(), /\n/);
  const failed = statement(
    `select 1 from deliveries where event_id = $1 and webhook_id = $2 and attempts = 1 and lease_until is null`,
  );
  while ((await server.db.system((tx) => tx.one(failed, [event.id, hook.id]))) === undefined);
  server.clock.now += 60_000;
  let again = await mine();
  while (JSON.parse(again.body.toString()).id !== event.id) again = await mine();
  assert.deepEqual(again.body, first.body, 'a retry sends the same bytes');

  const { body: users } = await get('/v2/users');
  const ben = users.data.find((user: { id: string }) => user.id !== andrea).id;
  await act(id, 'reassign', { new_host: ben });
  await act(id, 'cancel');
  const next = JSON.parse((await mine()).body.toString());
  assert.equal(next.type, 'booking.canceled', 'reassigning came after v1');
  assert.equal((await server.delete(`/v2/webhooks/${hook.id}`, key)).status, 200);
});

test('webhooks of both versions are one list, each in the words of who asks', async () => {
  const v1 = (await server.post('/v1/webhooks', { ...hooks, name: 'Old' }, key)).body;
  server.clock.now += 1000;
  const v2 = (await server.post('/v2/webhooks', { ...hooks, name: 'New' }, key)).body;
  const listed = (await get('/v1/webhooks')).body;
  assert.deepEqual(Object.keys(listed), ['object', 'data']);
  assert.deepEqual(
    listed.data.map((each: { id: string }) => each.id),
    [v2.id, v1.id],
  );
  assert.deepEqual((await get(`/v1/webhooks/${v1.id}`)).body, v1);
  const inV2 = (await get(`/v2/webhooks/${v1.id}`)).body;
  assert.deepEqual([inV2.api_version, inV2.secret], ['v1', null]);
  assert.equal((await get('/v2/webhooks')).body.data.length, 2);
  assert.deepEqual((await server.delete(`/v1/webhooks/${v2.id}`, key)).body, { deleted: true, id: v2.id });
  for (const reply of [await get(`/v1/webhooks/${v2.id}`), await server.delete(`/v1/webhooks/${v2.id}`, key)])
    assert.deepEqual(
      [reply.status, reply.body],
      [404, { type: 'invalid_request_error', message: 'No existing Webhook subscription with this ID can be found.' }],
    );
  const twice = await server.post('/v1/webhooks', { ...hooks, name: 'Old' }, key);
  assert.deepEqual(
    [twice.status, twice.body],
    [409, { type: 'invalid_request_error', message: 'A Webhook subscription with this name already exists.' }],
  );
});

test('what is wrong with a webhook of v1 is said without a parameter', async () => {
  const cases: [object, string][] = [
    [{ ...hooks }, 'Required fields are missing.'],
    [{ ...hooks, name: '--' }, "Invalid name: '--'. A name needs at least one letter or digit."],
    [{ ...hooks, name: 'x'.repeat(201) }, 'Value too long: name takes at most 200 characters.'],
    [{ ...hooks, name: 'a', events: ['conversation.started'] }, "Invalid event: 'conversation.started'"],
    [{ ...hooks, name: 'a', events: ['booking.reassigned'] }, "Invalid event: 'booking.reassigned'"],
    [
      { ...hooks, name: 'a', url: 'http://example.com/' },
      "Invalid URL: 'http://example.com/'. Provide a complete URL that starts with https:// and leads to a public host.",
    ],
  ];
  for (const [body, message] of cases) {
    const reply = await server.post('/v1/webhooks', body, key);
    assert.deepEqual([reply.status, reply.body], [400, { type: 'invalid_request_error', message }]);
  }
  const unknown = await get('/v1/nothing');
  assert.deepEqual(
    [unknown.status, unknown.body],
    [404, { type: 'invalid_request_error', message: "No such endpoint: 'GET /v1/nothing'" }],
  );
});

test('bookings are listed newest first, by page and by status in the words of v1', async () => {
  server.clock.now += 1000;
  const id = await book(group);
  const list = async (query: string) => (await get(`/v1/bookings?${query}`)).body.data;
  const all = await list('');
  assert.ok(all.length > 10);
  assert.equal(all[0].tracking_id, id);
  assert.deepEqual(await list('limit=2'), all.slice(0, 2));
  assert.deepEqual(await list(`limit=2&starting_after=${all[1].tracking_id}`), all.slice(2, 4));
  assert.deepEqual(await list(`starting_after=${all.at(-1).tracking_id}`), []);
  const noShows = await list('status=No-Show');
  assert.ok(noShows.length === 1 && noShows[0].status === 'No-Show');
  assert.equal(
    (await list(`booking_page=${group}`)).length,
    all.filter((each: { subject: string; booking_page: { link: string } }) =>
      each.booking_page.link.endsWith('capacity'),
    ).length,
  );
  assert.deepEqual(await list('booking_page=BP-NONE'), []);
  for (const query of ['status=scheduled', 'status=constructor', 'limit=0', 'limit=101']) {
    const reply = await get(`/v1/bookings?${query}`);
    assert.equal(reply.status, 400, reply.text);
    assert.deepEqual(Object.keys(reply.body), ['type', 'message']);
  }
  for (const path of ['/v1/bookings/BKNG-NONE', '/v1/bookings?starting_after=BKNG-NONE'])
    assert.deepEqual((await get(path)).body, {
      type: 'invalid_request_error',
      message: 'No existing booking with this ID can be found.',
    });
});

test('booking pages are read with all that v1 knew of them', async () => {
  const { body } = await get('/v1/booking-pages');
  assert.ok(body.data.length >= 4);
  const page = body.data.find((each: { id: string }) => each.id === group);
  assert.deepEqual(page, {
    id: group,
    object: 'booking_page',
    public_name: 'Golden meeting',
    internal_label: 'Golden',
    link: `${server.url}/golden-capacity`,
    category: null,
    time_zone_description: '(GMT-5) United States; Eastern time',
  });
  assert.deepEqual((await get(`/v1/booking-pages/${group}`)).body, page);
  assert.deepEqual((await get('/v1/booking-pages/BP-NONE')).body, {
    type: 'invalid_request_error',
    message: 'No existing booking page with this ID can be found.',
  });
  assert.match((await get('/v1/test')).body.message, /^The API key is valid for account: /);
});

test('a request of v1 that is sent again with its key has its effect once, and gets the same answer or refusal', async () => {
  const body = { ...hooks, name: 'Repeated' };
  const ask = (name: string) =>
    call(server.url, 'POST', '/v1/webhooks', body, key, { 'Idempotency-Key': `repeated-${name}` });
  const first = await ask('1');
  assert.equal(first.status, 200, first.text);
  const again = await ask('1');
  assert.deepEqual([again.status, again.text], [200, first.text]);
  const taken = await ask('2');
  assert.deepEqual(
    [taken.status, taken.body],
    [409, { type: 'invalid_request_error', message: 'A Webhook subscription with this name already exists.' }],
  );
  assert.equal((await ask('2')).text, taken.text);
});

test('a booking goes on showing its page in v1 when the calendar that stood for it is deleted', async () => {
  const id = await book(group);
  const before = (await get(`/v1/bookings/${id}`)).body;
  assert.equal((await server.delete(`/v2/booking-calendars/${group}`, key)).status, 200);
  assert.deepEqual((await get(`/v1/bookings/${id}`)).body, before);
  assert.equal((await get(`/v1/booking-pages/${group}`)).status, 404);
});

test('a booking goes on saying in v1 whose it was when that user is deleted', async () => {
  const invited = { email: 'ben.leaves@office.example', first_name: 'Ben', last_name: 'Leaves' };
  const { id: user } = (await server.post('/v2/users', invited, key)).body;
  const { tracking_id } = (await get('/v1/bookings?limit=1')).body.data[0];
  await server.db.transaction(accountId, (tx) =>
    tx.run(
      statement(
        `update bookings set owner_id = $2, host_id = $2, canceled_by = 'user', canceled_by_user_id = $2 where account_id = $1 and id = $3`,
      ),
      [accountId, user, tracking_id],
    ),
  );
  assert.equal((await server.delete(`/v2/users/${user}`, key)).status, 200);
  const { body } = await get(`/v1/bookings/${tracking_id}`);
  assert.deepEqual([body.owner, body.name_of_user_who_canceled_rescheduled], ['Ben Leaves', 'Ben Leaves']);
});
