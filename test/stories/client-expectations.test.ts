import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { request } from 'node:http';
import { after, test } from 'node:test';
import { document } from '../support/document.ts';
import { startReceiver } from '../support/receiver.ts';
import { call, office, type Reply, testDaybook, wish } from '../support/server.ts';

// What clients in the field were seen to rely on, in the order of their concerns.

const receiver = await startReceiver();
after(() => receiver.close());
const server = await testDaybook({ WEBHOOK_ALLOW_HOSTS: receiver.host });
const { key, calendar, andrea } = await office(server.db);
const slots: { start_time: string; locations: unknown[] }[] = (
  await server.get(`/v2/booking-calendars/${calendar}/time-slots?end_time=2026-12-20`, key)
).body;

let taken = 0;
const book = async (more: object = {}): Promise<Reply> => {
  server.clock.now += 1001;
  return server.post(
    `/v2/booking-calendars/${calendar}/schedule`,
    { ...wish(slots[taken++]!.start_time), ...more },
    key,
  );
};

const ids: string[] = [];
for (let i = 0; i < 23; i++) ids.unshift((await book()).body.id);
const idsOf = (reply: Reply): string[] => reply.body.data.map((each: { id: string }) => each.id);
const get = (path: string) => server.get(path, key);

/** A request with its header names as given, and the answer's as they came over the wire. */
function raw(path: string, headers: Record<string, string>): Promise<{ status: number; headers: Map<string, string> }> {
  return new Promise((resolve, reject) => {
    request(server.url + path, { headers }, (response) => {
      const { statusCode, rawHeaders } = response.resume();
      const pairs = rawHeaders.flatMap((name, i) => (i % 2 === 0 ? [[name, rawHeaders[i + 1]!] as const] : []));
      resolve({ status: statusCode!, headers: new Map(pairs) });
    })
      .on('error', reject)
      .end();
  });
}

test('a key opens the API in the header API-Key in any letters’ case; all else is 401, and nothing is a redirect', async () => {
  for (const name of ['API-Key', 'api-key', 'API-key', 'API-KEY'])
    assert.equal((await raw('/v2/test', { [name]: key })).status, 200, name);
  for (const headers of [{}, { 'API-Key': 'wrong' }, { Authorization: `Bearer ${key}` }]) {
    const reply = await call(
      server.url,
      'GET',
      '/v2/bookings',
      undefined,
      undefined,
      headers as Record<string, string>,
    );
    assert.deepEqual([reply.status, reply.body], [401, { type: 'authentication_error', message: 'Invalid API key.' }]);
  }
  for (const path of ['/v2/test/', '/v2/bookings/', '/v2//bookings', '/v2'])
    assert.ok([200, 404].includes((await raw(path, { 'API-Key': key })).status), path);
});

test('the header is called Link, with a capital L', async () => {
  assert.ok((await raw('/v2/bookings', { 'API-Key': key })).headers.has('Link'));
});

test('targets of Link are absolute, on this server, with /v2, and keep the limit and every filter', async () => {
  const link = (
    await get('/v2/bookings?limit=7&status=scheduled&last_updated_time.gt=2021-10-01&expand=owner')
  ).headers.get('link');
  const next = new URL(/^<([^>]+)>; rel="next"$/.exec(link!)![1]!);
  assert.equal(next.origin + next.pathname, `${server.url}/v2/bookings`);
  assert.deepEqual(Object.fromEntries(next.searchParams), {
    status: 'scheduled',
    'last_updated_time.gt': '2021-10-01',
    expand: 'owner',
    after: ids[6],
    limit: '7',
  });
  assert.deepEqual(idsOf(await get(next.pathname + next.search)), ids.slice(7, 14));
});

test('bodies are JSON and say so, and every answer carries a Request-Id', async () => {
  for (const path of ['/v2/test', '/v2/bookings', '/v2/bookings/BKNG-1', '/v2/nothing']) {
    const { headers } = await get(path);
    assert.match(headers.get('content-type')!, /^application\/json/);
    assert.match(headers.get('request-id')!, /^req_/);
  }
});

test('has_more, Link and an empty page say the same of a list’s end', async () => {
  const last = await get(`/v2/bookings?limit=100&after=${ids[9]}`);
  assert.deepEqual(idsOf(last), ids.slice(10));
  assert.deepEqual([last.body.object, last.body.has_more], ['list', false]);
  assert.doesNotMatch(last.headers.get('link') ?? '', /rel="next"/);
  const beyond = await get(`/v2/bookings?after=${ids.at(-1)}`);
  assert.deepEqual([beyond.status, beyond.body], [200, { object: 'list', data: [], has_more: false }]);
  assert.doesNotMatch(beyond.headers.get('link') ?? '', /rel="next"/);
});

test('limit is 10 unless given, from 1 to 100, and beyond that refused', async () => {
  assert.equal((await get('/v2/bookings')).body.data.length, 10);
  assert.equal((await get('/v2/bookings?limit=1')).body.data.length, 1);
  assert.equal((await get('/v2/bookings?limit=100')).body.data.length, 23);
  for (const limit of ['0', '101']) {
    const { status, body } = await get(`/v2/bookings?limit=${limit}`);
    assert.deepEqual([status, body.param], [400, 'limit']);
  }
});

test('after and before are ids; newest comes first; before page two lies page one; no id comes twice', async () => {
  const one = await get('/v2/bookings');
  const two = await get(`/v2/bookings?after=${one.body.data.at(-1).id}`);
  assert.deepEqual([...idsOf(one), ...idsOf(two)], ids.slice(0, 20));
  assert.deepEqual(idsOf(await get(`/v2/bookings?before=${two.body.data[0].id}`)), idsOf(one));
});

test('.gt and .lt are strict, to the millisecond that was sent', async () => {
  const { data } = (await get('/v2/bookings?limit=2')).body;
  for (const field of ['creation_time', 'last_updated_time', 'starting_time']) {
    const [newest, second] = data;
    assert.notEqual(newest[field], second[field]);
    const between = `${field}.gt=${second[field]}`;
    assert.deepEqual(idsOf(await get(`/v2/bookings?${between}`)), [newest.id], field);
    assert.deepEqual(idsOf(await get(`/v2/bookings?${between}&${field}.lt=${newest[field]}`)), [], field);
  }
});

test('dates are read in every form that clients send', async () => {
  for (const text of [
    '2021-10-01',
    '2026-09-15T04:00:00Z',
    '2026-09-15T00:00:00.000Z',
    '2000-01-01T00:00:00.000000Z',
    '2026-11-23 07:43:49.494000+00:00',
    '2026-11-24 02:44:51.572083',
  ])
    assert.equal(idsOf(await get(`/v2/bookings?last_updated_time.gt=${encodeURIComponent(text)}`)).length, 10, text);
  const reply = await get('/v2/bookings?last_updated_time.gt=soon');
  assert.deepEqual([reply.status, reply.body.param], [400, 'last_updated_time.gt']);
  assert.match(reply.body.message, /^Invalid date: soon$/);
});

test('every time goes out in UTC with milliseconds and a Z', async () => {
  const booking = (await get(`/v2/bookings/${ids[0]}`)).body;
  for (const field of ['creation_time', 'starting_time', 'last_updated_time'])
    assert.match(booking[field], /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  assert.match((await get(`/v2/contacts/${booking.contact}`)).body.last_updated_time, /\.\d{3}Z$/);
});

test('related objects are ids or null until they are expanded, on lists with and without data. in front', async () => {
  const [plain] = (await get('/v2/bookings?limit=1')).body.data;
  for (const field of [
    'owner',
    'contact',
    'booking_page',
    'master_page',
    'event_type',
    'booking_calendar',
    'conversation',
  ])
    assert.ok(plain[field] === null || typeof plain[field] === 'string', field);
  for (const expand of ['owner', 'data.owner', 'owner,booking_page'])
    assert.equal((await get(`/v2/bookings?limit=1&expand=${expand}`)).body.data[0].owner.id, andrea, expand);
});

test('status takes several values, and a parameter that nobody knows is ignored', async () => {
  const several = await get('/v2/bookings?limit=100&status=scheduled,rescheduled,completed,no_show');
  assert.equal(several.body.data.length, 23);
  assert.equal((await get('/v2/bookings?starting_at=2026-01-01&ending_at=2026-02-01')).body.data.length, 10);
});

test('a deleted object leaves its list and reads as id, object and deleted', async () => {
  const made = { first_name: 'Gone', last_name: 'Soon', email: 'gone@example.com' };
  const { id } = (await server.post('/v2/contacts', made, key)).body;
  await server.delete(`/v2/contacts/${id}`, key);
  assert.ok(!idsOf(await get('/v2/contacts?limit=100')).includes(id));
  assert.deepEqual((await get(`/v2/contacts/${id}`)).body, { id, object: 'contact', deleted: true });
});

test('event types and pages carry label as well as name', () => {
  const labelled = ['event_type', 'booking_page', 'master_page'];
  const schemas: Record<string, typeof document> = document.components.schemas;
  for (const [name, { properties }] of Object.entries(schemas)) {
    // Pages of v1 have other names for both.
    if (name.endsWith('InV1')) continue;
    if (!labelled.includes(properties?.object?.const) || properties.deleted !== undefined) continue;
    assert.ok('label' in properties && 'name' in properties, name);
  }
});

test('a contact has terms_of_service in both spellings, and everything that connectors read', async () => {
  const made = {
    first_name: 'Dana',
    last_name: 'Reed',
    email: 'dana@example.com',
    employees: 12,
    terms_of_service: true,
  };
  const contact = (await server.post('/v2/contacts', made, key)).body;
  assert.deepEqual([contact.terms_of_service, contact.terms_of_sevice, contact.employees], [true, true, 12]);
  for (const field of ['custom_fields', 'last_interacted_time', 'owner', 'timezone', 'bot', 'form', 'has_consent'])
    assert.ok(field in contact, field);
});

test('a booking has every key, null where there is nothing to say, and its answers in both places', async () => {
  const booking = (await get(`/v2/bookings/${ids[0]}`)).body;
  for (const field of ['cancel_reschedule_information', 'rescheduled_booking_id', 'payment_information'])
    assert.equal(booking[field], null, field);
  assert.ok(booking.attendees.every((each: unknown) => typeof each === 'string' && each.includes('@')));
  assert.ok(Array.isArray(booking.form_submission.custom_fields) && Array.isArray(booking.custom_fields));
  const { properties } = document.components.schemas.Booking;
  for (const field of ['form_submission', 'cancel_reschedule_information'])
    assert.ok(
      properties[field].anyOf.some((each: { type?: string }) => each.type === 'null'),
      field,
    );
});

test('free times are a bare array of start_time and locations', () => {
  assert.ok(Array.isArray(slots) && slots.length > 100);
  assert.deepEqual(Object.keys(slots[0]!), ['start_time', 'locations']);
});

test('scheduling answers 200 with the id, takes nulls and starts without milliseconds, and refuses a taken start', async () => {
  const start_time = slots[taken++]!.start_time.replace('.000', '');
  const body = {
    ...wish(start_time, { phone: null }),
    location: { type: 'virtual_static', value: null },
  };
  const made = await server.post(`/v2/booking-calendars/${calendar}/schedule`, body, key);
  assert.equal(made.status, 200);
  assert.deepEqual(Object.keys(made.body), ['id']);
  assert.match(made.body.id, /^BKNG-/);
  const again = await server.post(`/v2/booking-calendars/${calendar}/schedule`, body, key);
  assert.deepEqual(
    [again.status, again.body],
    [400, { type: 'invalid_request_error', message: 'The selected start time is not available.', param: 'start_time' }],
  );
});

test('an unknown calendar is 404 for its free times and for booking, an unknown user for his availability', async () => {
  const path = '/v2/booking-calendars/BKC-NOTTHERE00';
  assert.equal((await get(`${path}/time-slots`)).status, 404);
  assert.equal((await server.post(`${path}/schedule`, wish(slots[0]!.start_time), key)).status, 404);
  assert.equal((await get('/v2/users/USR-NOTTHERE00/scheduling-availability')).status, 404);
});

const hook = { url: receiver.url, name: 'All bookings', events: ['booking'] };
let webhook: { id: string; secret: string };

test('creating a webhook answers 200 with its secret, and the same name again is 409', async () => {
  const made = await server.post('/v2/webhooks', hook, key);
  assert.equal(made.status, 200);
  const { url, name, events, api_version } = made.body;
  assert.deepEqual({ url, name, events, api_version }, { ...hook, api_version: 'v2' });
  assert.match(made.body.secret, /^[0-9a-f]{32}$/);
  webhook = made.body;
  const again = await server.post('/v2/webhooks', hook, key);
  assert.deepEqual([again.status, again.body.param], [409, 'name']);
});

test('a webhook read by its id echoes url and events; once deleted it cannot be deleted again', async () => {
  const { id } = (
    await server.post(
      '/v2/webhooks',
      { ...hook, name: 'Short-lived', events: ['booking.canceled', 'booking.scheduled'] },
      key,
    )
  ).body;
  const read = (await get(`/v2/webhooks/${id}`)).body;
  assert.equal(read.url, hook.url);
  assert.deepEqual(new Set(read.events), new Set(['booking.canceled', 'booking.scheduled']));
  assert.deepEqual((await server.delete(`/v2/webhooks/${id}`, key)).body, { id, deleted: true });
  assert.equal((await server.delete(`/v2/webhooks/${id}`, key)).status, 404);
  assert.equal((await get('/v2/webhooks/WHK-NOTTHERE00')).status, 404);
});

test('every event name that clients subscribe to is taken, the names for groups too', async () => {
  const names = [
    ...['scheduled', 'rescheduled', 'reassigned', 'canceled_then_rescheduled', 'canceled_reschedule_requested'],
    ...['canceled', 'completed', 'no_show'],
  ].map((name) => `booking.${name}`);
  const conversations = ['started', 'closed', 'abandoned', 'reached_out'].map((name) => `conversation.${name}`);
  for (const events of [[...names, ...conversations], ['booking'], ['conversation']]) {
    const made = await server.post('/v2/webhooks', { ...hook, name: `For ${events[0]}`, events }, key);
    assert.deepEqual([made.status, made.body.events], [200, events]);
    await server.delete(`/v2/webhooks/${made.body.id}`, key);
  }
});

/** An event that was refused once and came again. */
async function twice(cause: () => Promise<unknown>) {
  receiver.answerWith(500);
  await cause();
  const first = await receiver.next();
  server.clock.now += 5000;
  return { first, again: await receiver.next() };
}
let event: Awaited<ReturnType<typeof twice>>;
let booked: string;

test('the envelope has no field called event, and a retry has the same id and bytes', async () => {
  event = await twice(async () => {
    booked = (await book()).body.id;
  });
  const body = JSON.parse(event.first.body.toString());
  assert.deepEqual(Object.keys(body), ['id', 'object', 'creation_time', 'type', 'api_version', 'data']);
  assert.match(body.id, /^EVNT-/);
  assert.deepEqual([body.object, body.type, body.api_version], ['event', 'booking.scheduled', 'v2']);
  assert.deepEqual(event.again.body, event.first.body);
});

test('each attempt is signed afresh, with the secret as text, over the time and the raw body', () => {
  const times = [event.first, event.again].map(({ headers, body }) => {
    const [, t, s] = /^t=(\d+),s=([0-9a-f]{64})$/.exec(headers['oncehub-signature'] as string)!;
    assert.equal(s, createHmac('sha256', webhook.secret).update(`${t}.${body}`).digest('hex'));
    return Number(t);
  });
  assert.equal(times[1]! - times[0]!, 5);
});

test('an event holds the booking with ids, the guest’s answers, and who canceled and why', async () => {
  const { data } = JSON.parse(event.first.body.toString());
  assert.equal(data.id, booked);
  assert.equal(data.owner, andrea);
  assert.equal(data.form_submission.email, 'carrie@example.com');
  for (const field of ['creation_time', 'last_updated_time', 'starting_time'])
    assert.ok(!Number.isNaN(Date.parse(data[field])));
  assert.ok(!('contact' in data) && !('utm_params' in data));
  await server.post(`/v2/bookings/${booked}/cancel`, { cancellation_reason: 'Ill' }, key);
  const canceled = JSON.parse((await receiver.next()).body.toString());
  assert.equal(canceled.type, 'booking.canceled');
  assert.deepEqual(canceled.data.cancel_reschedule_information, {
    reason: 'Ill',
    actioned_by: 'user',
    user_id: andrea,
  });
});

test('a burst passes; beyond it 429 has the known body and whole seconds in Retry-After; the limit is a setting', async () => {
  const limited = await testDaybook({ RATE_LIMIT_ACCOUNT_PER_SECOND: '5', RATE_LIMIT_ACCOUNT_BURST: '20' });
  const rooms = await office(limited.db);
  for (let i = 0; i < 20; i++) assert.equal((await limited.get('/v2/test', rooms.key)).status, 200);
  const { status, body, headers } = await limited.get('/v2/test', rooms.key);
  assert.deepEqual([status, body], [429, { type: 'rate_limit_error', message: 'Request rate limit exceeded' }]);
  assert.match(headers.get('retry-after')!, /^[1-9]\d*$/);
});

test('a refusal has a type and a message, and a param where one is to blame', async () => {
  const refusals = [
    [await get('/v2/bookings?limit=0'), 400, 'limit'],
    [await get('/v2/bookings/BKNG-NOTTHERE0000'), 404, 'id'],
    [await server.post(`/v2/bookings/${booked}/cancel`, {}, key), 409, 'id'],
  ] as const;
  for (const [{ status, body }, expected, param] of refusals) {
    assert.equal(status, expected);
    assert.deepEqual(Object.keys(body), ['type', 'message', 'param']);
    assert.deepEqual([body.type, body.param], ['invalid_request_error', param]);
    assert.ok(body.message.length > 0);
  }
});

test('what a booking holds has its keys in the order of the contract, for readers that compare texts', async () => {
  const made = await book({ utm_params: { campaign: 'spring', source: 'mail' } });
  const { body } = await get(`/v2/bookings/${made.body.id}`);
  assert.deepEqual(Object.keys(body.form_submission), [
    'name',
    'email',
    'phone',
    'mobile_phone',
    'note',
    'company',
    'guests',
    'custom_fields',
  ]);
  assert.deepEqual(Object.keys(body.external_calendar), ['type', 'name', 'id', 'event_id']);
  assert.deepEqual(Object.entries(body.utm_params), [
    ['source', 'mail'],
    ['medium', null],
    ['campaign', 'spring'],
    ['term', null],
    ['content', null],
  ]);
  const plain = await book({ utm_params: { utm_source: null } });
  assert.equal((await get(`/v2/bookings/${plain.body.id}`)).body.utm_params, null);
});

test('null says the same as nothing where a field may be left out', async () => {
  const person = { first_name: 'Null', last_name: 'Sender' };
  const user = { ...person, email: 'null@office.example', role_name: null, teams: null };
  const invited = await server.post('/v2/users', user, key);
  assert.deepEqual([invited.status, invited.body.role_name, invited.body.teams], [200, 'Member', []]);
  const contact = {
    ...person,
    email: 'null@example.com',
    mobile_phone: null,
    status: null,
    owner: null,
    has_consent: null,
    terms_of_sevice: null,
    terms_of_service: null,
    employees: null,
    custom_fields: null,
  };
  const made = await server.post('/v2/contacts', contact, key);
  assert.deepEqual([made.status, made.body.has_consent, made.body.custom_fields], [201, false, []]);
  const { id } = (await book()).body;
  const nothing = { cancellation_reason: null, send_cancellation_email: null };
  assert.equal((await server.post(`/v2/bookings/${id}/cancel`, nothing, key)).body.status, 'canceled');
});
