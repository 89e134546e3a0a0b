import assert from 'node:assert/strict';
import { test } from 'node:test';
import { office, testDaybook, wish } from '../support/server.ts';

const server = await testDaybook();
const { key, andrea, calendar } = await office(server.db);
const carrie = { first_name: 'Carrie', last_name: 'Customer', email: 'carrie@example.com' };
const create = (body: object) => server.post('/v2/contacts', body, key);

test('a contact is made with what is known of it, and everything else is null', async () => {
  const made = await create({
    ...carrie,
    mobile_phone: '+1 202 555 0195',
    owner: andrea,
    status: 'Qualified',
    company: 'Acme',
    employees: 12,
    terms_of_sevice: true,
    timezone: 'America/New_York',
    custom_fields: [{ name: 'new_to_our_tool', value: true }],
  });
  assert.equal(made.status, 201, made.text);
  assert.match(made.body.id, /^CTC-/);
  assert.equal(made.body.mobile_phone, '+12025550195');
  assert.deepEqual([made.body.terms_of_sevice, made.body.terms_of_service], [true, true]);
  assert.equal(made.body.last_interacted_time, null);
  assert.equal(made.body.city, null);
  assert.deepEqual((await server.get(`/v2/contacts/${made.body.id}`, key)).body, made.body);
});

test('what PostgreSQL cannot hold is replaced wherever it stands, in names of properties too', async () => {
  const broken =
    '{"first_name":"C\\u0000","last_name":"D","email":"odd.text@example.com","custom_fields":[{"name":"new_to_our_tool","value":{"\\ud800\\u0000":["\\udfff"]}}]}';
  const made = await server.post('/v2/contacts', broken, key);
  assert.equal(made.status, 201, made.text);
  assert.equal(made.body.first_name, 'C\ufffd');
  assert.deepEqual(made.body.custom_fields[0].value, { '\ufffd\ufffd': ['\ufffd'] });
});

test('a status that is none of the list means none', async () => {
  const { body } = await create({ ...carrie, email: 'odd@example.com', status: 'Lukewarm', terms_of_service: true });
  assert.equal(body.status, null);
  assert.equal(body.terms_of_sevice, true);
});

test('what is wrong with a new contact is said in the contract’s words', async () => {
  const cases: [object, number, string, string][] = [
    [{ first_name: 'A', last_name: 'B' }, 400, "At least one of 'email' or 'mobile_phone' is required.", 'email'],
    [{ last_name: 'B', email: 'a@example.com' }, 400, 'first_name is required', 'first_name'],
    [{ first_name: 'A', last_name: ' ', email: 'a@example.com' }, 400, 'last_name is required', 'last_name'],
    [{ ...carrie, email: 'john.doe@invalid' }, 400, "Invalid email format: 'john.doe@invalid'", 'email'],
    [{ ...carrie, mobile_phone: '+91999999' }, 400, "Invalid phone format: '+91999999'", 'mobile_phone'],
    [
      { ...carrie, email: 'z@example.com', timezone: 'Invalid/Timezone' },
      400,
      "Invalid timezone: 'Invalid/Timezone'",
      'timezone',
    ],
    [{ ...carrie, nickname: 'C' }, 400, 'Unsupported fields', 'nickname'],
    [{ ...carrie, city: 'x'.repeat(501) }, 400, 'Value too long: city takes at most 500 characters.', 'city'],
    [{ ...carrie, email: 'z@example.com', owner: 'USR-NONE' }, 404, "No such user: 'USR-NONE'", 'owner'],
    [{ ...carrie, email: 'CARRIE@example.com' }, 409, "Contact already exists: 'CARRIE@example.com'", 'email'],
    [
      { first_name: 'A', last_name: 'B', mobile_phone: '+12025550195' },
      409,
      "Contact already exists: '+12025550195'",
      'mobile_phone',
    ],
  ];
  const before = (await server.get('/v2/contacts', key)).body.data.length;
  for (const [body, status, message, param] of cases) {
    const reply = await create(body);
    assert.equal(reply.status, status, reply.text);
    assert.deepEqual(reply.body, { type: 'invalid_request_error', message, param });
  }
  assert.equal((await server.get('/v2/contacts', key)).body.data.length, before, 'nothing was written');
});

test('two that make one contact at once: one is told that it exists', async () => {
  for (const identity of [{ email: 'twin@example.com' }, { mobile_phone: '+4930123456' }]) {
    const replies = await Promise.all([1, 2, 3].map(() => create({ first_name: 'T', last_name: 'W', ...identity })));
    assert.deepEqual(replies.map((reply) => reply.status).sort(), [201, 409, 409]);
  }
});

test('a change touches what it names, within the custom fields too', async () => {
  const { body: made } = await create({
    ...carrie,
    email: 'change@example.com',
    company: 'Acme',
    custom_fields: [
      { name: 'size', value: 5 },
      { name: 'likes', value: ['tea'] },
    ],
  });
  server.clock.now += 1000;
  const { body: changed } = await server.patch(
    `/v2/contacts/${made.id}`,
    { status: 'Disqualified', company: null, phone: '+49 30 123456', custom_fields: [{ name: 'size', value: 6 }] },
    key,
  );
  assert.deepEqual(changed, {
    ...made,
    last_updated_time: new Date(server.clock.now).toISOString(),
    status: 'Disqualified',
    company: null,
    phone: '+4930123456',
    custom_fields: [
      { name: 'size', value: 6 },
      { name: 'likes', value: ['tea'] },
    ],
  });
});

test('what is wrong with a change to a contact is said in the contract’s words', async () => {
  const { body: made } = await create({ ...carrie, email: 'wrong@example.com' });
  const cases: [object, number, string, string][] = [
    [{}, 400, 'At least one field must be provided to update.', 'body'],
    [
      { email: 'x@example.com' },
      400,
      'Identifier fields (email, mobile_phone) cannot be updated via this endpoint',
      'email',
    ],
    [
      { mobile_phone: '+12025550195' },
      400,
      'Identifier fields (email, mobile_phone) cannot be updated via this endpoint',
      'mobile_phone',
    ],
    [{ phone: '+91999999' }, 400, "Invalid phone format: '+91999999'", 'phone'],
    [{ timezone: 'Invalid/Timezone' }, 400, "Invalid timezone: 'Invalid/Timezone'", 'timezone'],
    [
      { custom_fields: [{ name: 'unknown_field', value: 1 }] },
      400,
      "Custom field 'unknown_field' does not exist in field library",
      'custom_fields',
    ],
    [{ nickname: 'C' }, 400, 'Unsupported field', 'nickname'],
    [{ employees: 'many' }, 400, 'Invalid number: many', 'employees'],
    [{ city: 'x'.repeat(501) }, 400, 'Value too long: city takes at most 500 characters.', 'city'],
    [{ owner: 'USR-NONE' }, 404, "No such user: 'USR-NONE'", 'owner'],
  ];
  for (const [body, status, message, param] of cases) {
    const reply = await server.patch(`/v2/contacts/${made.id}`, body, key);
    assert.equal(reply.status, status, reply.text);
    assert.deepEqual(reply.body, { type: 'invalid_request_error', message, param });
  }
  const unknown = await server.patch('/v2/contacts/CTC-NONE', { city: 'X' }, key);
  assert.equal(unknown.status, 404);
  assert.deepEqual((await server.get(`/v2/contacts/${made.id}`, key)).body, made);
});

test('a deleted contact leaves nothing personal behind, and its bookings stay', async () => {
  const slots = (await server.get(`/v2/booking-calendars/${calendar}/time-slots`, key)).body;
  const { id } = (
    await server.post(
      `/v2/booking-calendars/${calendar}/schedule`,
      wish(slots[0].start_time, { email: 'gone@example.com' }),
      key,
    )
  ).body;
  const { contact } = (await server.get(`/v2/bookings/${id}`, key)).body;
  assert.deepEqual((await server.delete(`/v2/contacts/${contact}`, key)).body, { id: contact, deleted: true });
  assert.deepEqual((await server.get(`/v2/contacts/${contact}`, key)).body, {
    id: contact,
    object: 'contact',
    deleted: true,
  });
  assert.equal((await server.delete(`/v2/contacts/${contact}`, key)).status, 404);
  assert.equal((await server.get(`/v2/bookings/${id}`, key)).body.contact, contact);
  assert.equal((await create({ ...carrie, email: 'gone@example.com' })).status, 201, 'the address is free again');
});
