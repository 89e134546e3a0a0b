import assert from 'node:assert/strict';
import { test } from 'node:test';
import { statement } from '../../src/db/pool.ts';
import { office, testDaybook, wish } from '../support/server.ts';

const server = await testDaybook();
const { accountId, key, calendar, andrea } = await office(server.db);
const start = '2026-11-25T15:00:00.000Z';
const schedule = (body: unknown) => server.post(`/v2/booking-calendars/${calendar}/schedule`, body, key);

test('GET /v2/test names the account that a key opens, whatever the letters’ case of the header', async () => {
  for (const name of ['API-Key', 'api-key', 'API-key', 'API-KEY']) {
    const response = await fetch(`${server.url}/v2/test`, { headers: { [name]: key } });
    assert.equal(response.status, 200);
    assert.deepEqual(await response.json(), { message: 'The API key is valid for account: admin@office.example' });
    assert.match(response.headers.get('content-type') ?? '', /^application\/json/);
  }
});

test('without a key, or with a wrong one, everything is refused', async () => {
  for (const wrong of [undefined, 'nonsense', '']) {
    for (const path of ['/v2/test', '/v2/bookings', `/v2/bookings/BKNG-123`, '/v2/nothing-here']) {
      const reply = await server.get(path, wrong);
      assert.equal(reply.status, 401);
      assert.deepEqual(reply.body, { type: 'authentication_error', message: 'Invalid API key.' });
    }
  }
  const bearer = await fetch(`${server.url}/v2/test`, { headers: { Authorization: `Bearer ${key}` } });
  assert.equal(bearer.status, 401);
});

test('a revoked key is told that it was revoked', async () => {
  const other = await office(server.db, { name: 'Other' });
  const revoke = statement('update api_keys set deleted_time = now() where account_id = $1');
  await server.db.transaction(other.accountId, (tx) => tx.run(revoke, [other.accountId]));
  const reply = await server.get('/v2/test', other.key);
  assert.equal(reply.status, 401);
  assert.equal(reply.body.message, 'Expired API key. The key has been revoked by the account owner.');
});

test('the key itself is nowhere in the database', async () => {
  const rows = await server.db.system((tx) =>
    tx.rows(statement<{ text: string }>('select k::text as text from api_keys k')),
  );
  assert.ok(rows.length > 0);
  for (const row of rows) assert.ok(!row.text.includes(key));
});

test('unknown paths and methods are not found', async () => {
  for (const reply of [await server.get('/v2/nothing', key), await server.delete('/v2/bookings', key)]) {
    assert.equal(reply.status, 404);
    assert.equal(reply.body.type, 'invalid_request_error');
  }
});

test('a body that is no JSON object is refused, naming the body', async () => {
  for (const body of ['{"start_time":', 'start_time=1', '[]', '"text"', 'null', '12']) {
    const reply = await schedule(body);
    assert.equal(reply.status, 400, body);
    assert.equal(reply.body.param, 'body');
  }
  const form = await fetch(`${server.url}/v2/booking-calendars/${calendar}/schedule`, {
    method: 'POST',
    headers: { 'API-Key': key, 'Content-Type': 'application/x-www-form-urlencoded' },
    body: 'start_time=1',
  });
  assert.equal(form.status, 400);
  assert.equal(((await form.json()) as { param: string }).param, 'body');
  const huge = await schedule(JSON.stringify({ ...wish(start), filler: 'x'.repeat(1_100_000) }));
  assert.equal(huge.status, 400);
  assert.match(huge.body.message, /larger than 1000000 bytes/);
});

test('a body that nests without end is refused, whatever it is for', async () => {
  for (const [path, levels] of [
    ['/v1/webhooks', 120_000],
    ['/v2/webhooks', 120_000],
    ['/v2/contacts', 3000],
  ] as const) {
    const name = `${'['.repeat(levels)}${']'.repeat(levels)}`;
    const response = await fetch(server.url + path, {
      method: 'POST',
      headers: { 'API-Key': key, 'Content-Type': 'application/json' },
      body: `{"url": "https://hooks.example.com/", "events": ["booking"], "name": ${name}, "first_name": ${name}}`,
    });
    assert.equal(response.status, 400, path);
  }
});

test('a booking form without name or e-mail lacks its required fields', async () => {
  const { booking_form: form, ...rest } = wish(start);
  for (const wrong of [
    undefined,
    null,
    {},
    'text',
    [],
    { name: 'Carrie' },
    { email: form.email },
    { ...form, name: ' ' },
    { ...form, email: null },
  ]) {
    const reply = await schedule({ ...rest, booking_form: wrong });
    assert.equal(reply.status, 400, JSON.stringify(wrong));
    assert.deepEqual(reply.body, {
      type: 'invalid_request_error',
      message: 'Required fields are missing.',
      param: 'booking_form',
    });
  }
});

test('what is wrong with a booking is said about the field that is wrong', async () => {
  const good = wish(start);
  const cases: [object, string, string][] = [
    [{ ...good, start_time: undefined }, 'start_time', 'Required fields are missing.'],
    [{ ...good, start_time: 'soon' }, 'start_time', 'Invalid date: soon'],
    [{ ...good, start_time: '2026-02-30T10:00:00Z' }, 'start_time', 'Invalid date: 2026-02-30T10:00:00Z'],
    [{ ...good, start_time: 5 }, 'start_time', 'Invalid string: 5'],
    [{ ...good, guest_time_zone: undefined }, 'guest_time_zone', 'Required fields are missing.'],
    [{ ...good, guest_time_zone: 'Mars/Olympus' }, 'guest_time_zone', "Invalid timezone: 'Mars/Olympus'"],
    [{ ...good, guest_time_zone: '+01:00' }, 'guest_time_zone', "Invalid timezone: '+01:00'"],
    [wish(start, { email: 'carrie@' }), 'booking_form.email', "Invalid email format: 'carrie@'"],
    [wish(start, { phone: '+91999999' }), 'booking_form.phone', "Invalid phone format: '+91999999'"],
    [{ ...good, location: { type: 'teleport' } }, 'location.type', 'Invalid value: teleport'],
    [
      { ...good, location: { type: 'physical', value: 'ADD-NONE' } },
      'location',
      'The selected location is not available.',
    ],
    [{ ...good, location: { type: 'guest_phone', value: null } }, 'location.value', 'Required fields are missing.'],
  ];
  for (const [body, param, message] of cases) {
    const reply = await schedule(body);
    assert.equal(reply.status, 400, reply.text);
    assert.deepEqual(reply.body, { type: 'invalid_request_error', message, param });
  }
  const count = await server.db.read(accountId, (tx) =>
    tx.one(statement<{ n: number }>('select count(*) as n from bookings')),
  );
  assert.equal(count?.n, 0, 'nothing was written');
});

test('nulls where clients send them are as good as nothing', async () => {
  const reply = await schedule({
    ...wish(start, { phone: null }),
    location: { type: 'virtual_static', value: null },
  });
  assert.equal(reply.status, 200, reply.text);
});

test('a start may come without milliseconds, and the place may be the guest’s phone', async () => {
  const reply = await schedule({
    ...wish('2026-11-25T16:00:00Z'),
    location: { type: 'guest_phone', value: '+1 202 555 0195' },
  });
  assert.equal(reply.status, 200, reply.text);
  const { body } = await server.get(`/v2/bookings/${reply.body.id}`, key);
  assert.equal(body.location_description, '+12025550195');
  assert.equal(body.virtual_conferencing, null);
});

test('an unknown calendar is not found, for its times as for a booking', async () => {
  for (const reply of [
    await server.get('/v2/booking-calendars/BKC-NONE/time-slots', key),
    await server.post('/v2/booking-calendars/BKC-NONE/schedule', wish(start), key),
  ]) {
    assert.equal(reply.status, 404);
    assert.deepEqual(reply.body, {
      type: 'invalid_request_error',
      message: "No such booking calendar: 'BKC-NONE'",
      param: 'id',
    });
  }
});

test('an unpublished calendar, and one whose host has no seat, offer nothing', async () => {
  const set = (sql: string, id: string) =>
    server.db.transaction(accountId, (tx) => tx.run(statement(sql), [accountId, id]));
  await set('update booking_calendars set published = false where account_id = $1 and id = $2', calendar);
  const slots = await server.get(`/v2/booking-calendars/${calendar}/time-slots`, key);
  assert.equal(slots.status, 422);
  assert.equal(slots.body.message, 'Time slots cannot be retrieved from an unpublished booking calendar.');
  assert.equal(slots.body.param, 'id');
  const booked = await schedule(wish(start));
  assert.equal(booked.status, 422);
  assert.equal(booked.body.message, 'Meeting cannot be scheduled on an unpublished booking calendar.');
  await set('update booking_calendars set published = true where account_id = $1 and id = $2', calendar);
  await set('update users set seat = false where account_id = $1 and id = $2', andrea);
  const seatless = await server.get(`/v2/booking-calendars/${calendar}/time-slots`, key);
  assert.equal(seatless.status, 402);
  assert.equal(seatless.body.message, "Time slots cannot be retrieved when the host doesn't have a seat assigned.");
  assert.equal((await schedule(wish(start))).status, 402);
  await set('update users set seat = true where account_id = $1 and id = $2', andrea);
});

test('a range of times must not end before it begins, last more than 30 days, or lie in the past', async () => {
  const ask = (query: string) => server.get(`/v2/booking-calendars/${calendar}/time-slots?${query}`, key);
  assert.deepEqual((await ask('start_time=2026-12-02T00:00:00Z&end_time=2026-12-01T00:00:00Z')).body, {
    type: 'invalid_request_error',
    message: 'End time must be after the start time.',
    param: 'end_time',
  });
  assert.equal((await ask('start_time=2026-12-01T00:00:00Z&end_time=2027-01-01T00:00:00Z')).body.param, 'end_time');
  assert.equal((await ask('start_time=2026-12-01T00:00:00Z&end_time=2026-12-31T00:00:00Z')).status, 200);
  assert.equal((await ask('start_time=2026-11-01T00:00:00Z')).body.param, 'start_time');
  assert.equal((await ask('start_time=nonsense')).body.message, 'Invalid date: nonsense');
  const week = await ask('');
  assert.equal(week.body.length, 2 * 0 + 78);
});

test('what an action answers can be expanded like a booking, and by nothing else', async () => {
  for (const action of ['cancel', 'request-reschedule', 'no-show']) {
    const reply = await server.post(`/v2/bookings/BKNG-NONE/${action}?expand=host`, undefined, key);
    assert.deepEqual(reply.body, {
      type: 'invalid_request_error',
      message: 'This property cannot be expanded: host',
      param: 'expand',
    });
  }
});

test('a text that is too long is refused, with the field and how long it may be', async () => {
  const reply = await schedule(wish(start, { name: 'x'.repeat(201) }));
  assert.deepEqual(reply.body, {
    type: 'invalid_request_error',
    message: 'Value too long: booking_form.name takes at most 200 characters.',
    param: 'booking_form.name',
  });
});
