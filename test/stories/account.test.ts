import assert from 'node:assert/strict';
import { test } from 'node:test';
import { office, testDaybook, tuesday } from '../support/server.ts';

const server = await testDaybook();
const { accountId, key } = await office(server.db);

test('an account can be read and changed, and what is left out stays', async () => {
  const before = await server.get('/v2/account', key);
  assert.deepEqual(before.body, {
    object: 'account',
    id: accountId,
    name: 'Office',
    email: 'admin@office.example',
    timezone: 'America/New_York',
    week_start: 'Monday',
    creation_time: new Date(tuesday - 86_400_000).toISOString(),
  });
  const changed = await server.patch('/v2/account', { name: ' Acme ', week_start: 'Sunday' }, key);
  assert.equal(changed.status, 200, changed.text);
  assert.deepEqual(changed.body, { ...before.body, name: 'Acme', week_start: 'Sunday' });
  const zone = { timezone: 'Europe/Berlin', email: 'boss@acme.example' };
  assert.deepEqual((await server.patch('/v2/account', zone, key)).body, { ...changed.body, ...zone });
  assert.deepEqual((await server.get('/v2/account', key)).body, { ...changed.body, ...zone });
});

test('new users start in the account’s zone, and GET /test shows its address', async () => {
  const user = { email: 'cleo@office.example', first_name: 'Cleo', last_name: 'Hartie' };
  assert.equal((await server.post('/v2/users', user, key)).body.timezone, 'Europe/Berlin');
  server.clock.now += 1001;
  const { message } = (await server.get('/v2/test', key)).body;
  assert.equal(message, 'The API key is valid for account: boss@acme.example');
});

test('what cannot be set is said', async () => {
  const cases: [object, string, string][] = [
    [{}, 'At least one field must be provided to update.', 'body'],
    [{ name: ' ' }, "Invalid name: ' '", 'name'],
    [{ name: 'x'.repeat(201) }, 'Value too long: name takes at most 200 characters.', 'name'],
    [{ name: null }, 'Invalid string: null', 'name'],
    [{ email: 'nobody' }, "Invalid email format: 'nobody'", 'email'],
    [{ timezone: 'Mars/Olympus' }, "Invalid timezone: 'Mars/Olympus'", 'timezone'],
    [{ week_start: 'sunday' }, 'Invalid value: sunday', 'week_start'],
    [{ plan: 'Enterprise' }, 'Unsupported field', 'plan'],
  ];
  for (const [body, message, param] of cases) {
    const reply = await server.patch('/v2/account', body, key);
    assert.equal(reply.status, 400, reply.text);
    assert.deepEqual(reply.body, { type: 'invalid_request_error', message, param });
  }
});
