import assert from 'node:assert/strict';
import { test } from 'node:test';
import { statement } from '../../src/db/pool.ts';
import { office, testDaybook } from '../support/server.ts';

const server = await testDaybook({ MAX_USERS_PER_ACCOUNT: '6' });
const { accountId, key, andrea, ben, team, calendar } = await office(server.db);
const person = { email: 'cleo@office.example', first_name: 'Cleo', last_name: 'Márquez-O’Neil' };
const refused = (message: string, param?: string) => ({
  type: 'invalid_request_error',
  message,
  ...(param === undefined ? {} : { param }),
});

test('an invited user is a member in the account’s zone, and can be read, listed and found by e-mail', async () => {
  const made = await server.post('/v2/users', { ...person, teams: [team] }, key);
  assert.equal(made.status, 200, made.text);
  const { id } = made.body;
  assert.match(id, /^USR-[A-Z0-9]{10}$/);
  assert.deepEqual(made.body, {
    id,
    object: 'user',
    ...person,
    status: 'invited',
    role_name: 'Member',
    timezone: 'America/New_York',
    teams: [team],
  });
  assert.deepEqual((await server.get(`/v2/users/${id}`, key)).body, made.body);
  assert.deepEqual((await server.get('/v2/users?email=CLEO@office.example', key)).body.data, [made.body]);
});

test('what is wrong with a new user is said in the contract’s words', async () => {
  const cases: [object, string, string][] = [
    [{ first_name: 'A', last_name: 'B' }, 'Required fields are missing.', 'email'],
    [{ email: 'a@b.example', last_name: 'B' }, 'Required fields are missing.', 'first_name'],
    [{ ...person, email: 'new@office.example', first_name: '[/*' }, "Invalid first_name: '[/*'", 'first_name'],
    [{ ...person, email: 'new@office.example', last_name: '?' }, "Invalid last_name: '?'", 'last_name'],
    [{ ...person, email: 'not an address' }, "Invalid email format: 'not an address'", 'email'],
    [{ ...person, email: 'Andrea@Office.example' }, "Email already exists: 'Andrea@Office.example'", 'email'],
    [
      { ...person, email: 'new@office.example', role_name: 'Super Admin' },
      "Invalid role name: 'Super Admin'",
      'role_name',
    ],
    [
      { ...person, email: 'new@office.example', role_name: 'Account Owner' },
      "Invalid role name: 'Account Owner'",
      'role_name',
    ],
    [
      { ...person, email: 'new@office.example', teams: ['TM-INVALID1', team, 'TM-INVALID2'] },
      "Invalid team(s): 'TM-INVALID1', 'TM-INVALID2'",
      'teams',
    ],
    [{ ...person, email: 'new@office.example', teams: 'TM-1' }, 'Must be an array of strings.', 'teams'],
    [{ ...person, email: 'new@office.example', password: 'x' }, 'Unsupported fields', 'password'],
  ];
  for (const [body, message, param] of cases) {
    const reply = await server.post('/v2/users', body, key);
    assert.equal(reply.status, 400, reply.text);
    assert.deepEqual(reply.body, refused(message, param));
  }
  assert.equal((await server.get('/v2/users', key)).body.data.length, 3, 'nothing was written');
});

test('a user’s names, role and teams change, alone or together', async () => {
  const { body: changed } = await server.patch(`/v2/users/${ben}`, { last_name: 'Okafor' }, key);
  assert.equal(changed.last_name, 'Okafor');
  assert.equal(changed.first_name, 'Ben');
  const { body: managing } = await server.patch(`/v2/users/${ben}`, { role_name: 'Team Manager', teams: [] }, key);
  assert.deepEqual([managing.role_name, managing.teams], ['Team Manager', []]);
  const { body: back } = await server.patch(`/v2/users/${ben}`, { teams: [team, team] }, key);
  assert.deepEqual(back.teams, [team]);
});

test('what is wrong with a change to a user is said in the contract’s words', async () => {
  const cases: [object, string, string][] = [
    [{}, 'At least one field must be provided to update.', 'body'],
    [{ first_name: '' }, "Invalid first name: ''", 'first_name'],
    [{ last_name: '?' }, "Invalid last name: '?'", 'last_name'],
    [{ role_name: 'InvalidRole' }, "Invalid role name: 'InvalidRole'", 'role_name'],
    [{ role_name: 'Account Owner' }, "The 'Account Owner' role cannot be assigned directly via the API.", 'role_name'],
    [{ teams: [1] }, 'Must be an array of strings.', 'teams'],
    [{ teams: ['TM-INVALID1'] }, "Invalid team(s): 'TM-INVALID1'", 'teams'],
    [{ email: 'x@y.example' }, 'Unsupported field', 'email'],
  ];
  for (const [body, message, param] of cases) {
    const reply = await server.patch(`/v2/users/${andrea}`, body, key);
    assert.equal(reply.status, 400, reply.text);
    assert.deepEqual(reply.body, refused(message, param));
  }
  const unknown = await server.patch('/v2/users/USR-NOTFOUND', { first_name: 'A' }, key);
  assert.equal(unknown.status, 404);
  assert.deepEqual(unknown.body, refused("No such user: 'USR-NOTFOUND'", 'id'));
});

test('the owner of the account is neither changed nor deleted', async () => {
  const own = statement(`update users set role_name = 'Account Owner' where account_id = $1 and id = $2`);
  await server.db.transaction(accountId, (tx) => tx.run(own, [accountId, andrea]));
  const change = await server.patch(`/v2/users/${andrea}`, { first_name: 'A' }, key);
  assert.equal(change.status, 403);
  assert.deepEqual(change.body, refused("Cannot update 'Account Owner' user."));
  assert.equal((await server.delete(`/v2/users/${andrea}`, key)).status, 403);
});

test('a deleted user leaves lists, teams and calendars, reads redacted, and cannot be changed', async () => {
  const { body } = await server.post('/v2/users', { ...person, email: 'dora@office.example', teams: [team] }, key);
  const move = statement('update booking_calendars set host_id = $3 where account_id = $1 and id = $2');
  await server.db.transaction(accountId, (tx) => tx.run(move, [accountId, calendar, body.id]));
  assert.deepEqual((await server.delete(`/v2/users/${body.id}`, key)).body, { id: body.id, deleted: true });
  assert.deepEqual((await server.get(`/v2/users/${body.id}`, key)).body, {
    id: body.id,
    object: 'user',
    deleted: true,
  });
  const { data } = (await server.get('/v2/users', key)).body;
  assert.ok(!data.some((user: { id: string }) => user.id === body.id));
  assert.equal((await server.get(`/v2/booking-calendars/${calendar}`, key)).body.published, false);
  const change = await server.patch(`/v2/users/${body.id}`, { first_name: 'A' }, key);
  assert.equal(change.status, 410);
  assert.deepEqual(change.body, refused(`User cannot be modified as they have been deleted: '${body.id}'`, 'id'));
  assert.equal((await server.delete(`/v2/users/${body.id}`, key)).status, 404);
  const again = await server.post('/v2/users', { ...person, email: 'dora@office.example' }, key);
  assert.equal(again.status, 200, 'the address is free again');
});

test('an account takes no more users than its limit', async () => {
  let reply = await server.post('/v2/users', { ...person, email: 'u0@office.example' }, key);
  for (let i = 1; i < 5 && reply.status === 200; i++) {
    reply = await server.post('/v2/users', { ...person, email: `u${i}@office.example` }, key);
  }
  assert.equal(reply.status, 422);
  assert.equal(
    reply.body.message,
    'You have reached the user limit for your current plan. To add more users, please upgrade your account.',
  );
});
