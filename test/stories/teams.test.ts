import assert from 'node:assert/strict';
import { test } from 'node:test';
import { office, testDaybook, tuesday, wish } from '../support/server.ts';

const server = await testDaybook();
const { key, andrea, ben, team, teamCalendar } = await office(server.db);
const membersOf = async (id: string) => (await server.get(`/v2/teams/${id}/members`, key)).body.data;
const joined = new Date(tuesday).toISOString();

test('a new team reads as the contract’s, and its members carry their priorities', async () => {
  const members = [{ user: ben, priority: 10 }, { user: andrea }];
  const made = await server.post('/v2/teams', { name: ' Support ', members }, key);
  assert.equal(made.status, 201, made.text);
  const { id } = made.body;
  assert.match(id, /^TM-[A-Z0-9]{12}$/);
  assert.equal(made.text, JSON.stringify({ object: 'team', id, name: 'Support' }));
  assert.deepEqual((await server.get(`/v2/teams/${id}`, key)).body, made.body);
  assert.deepEqual(
    new Set(await membersOf(id)),
    new Set([
      { object: 'team_member', user: andrea, priority: 5, joined_time: joined },
      { object: 'team_member', user: ben, priority: 10, joined_time: joined },
    ]),
  );
  assert.ok((await server.get(`/v2/users/${ben}`, key)).body.teams.includes(id));
});

test('a team is renamed, and members that are sent replace those it had', async () => {
  const { id } = (await server.post('/v2/teams', { name: 'Nobody yet' }, key)).body;
  assert.deepEqual(await membersOf(id), []);
  server.clock.now += 60_000;
  await server.patch(`/v2/teams/${id}`, { members: [{ user: andrea }] }, key);
  const first = await membersOf(id);
  server.clock.now += 60_000;
  const renamed = await server.patch(`/v2/teams/${id}`, { name: 'Renamed' }, key);
  assert.deepEqual(renamed.body, { object: 'team', id, name: 'Renamed' });
  assert.deepEqual(await membersOf(id), first, 'members stay if none are sent');
  await server.patch(`/v2/teams/${id}`, { members: [{ user: ben }, { user: andrea, priority: 1 }] }, key);
  const both = await membersOf(id);
  assert.deepEqual(both[0], { ...first[0], priority: 1 }, 'who stays keeps the time he joined');
  assert.equal(both[1].user, ben);
  await server.patch(`/v2/teams/${id}`, { members: [] }, key);
  assert.deepEqual(await membersOf(id), []);
});

test('what is wrong with a team is said', async () => {
  const bodies: [object, number, string, string][] = [
    [{ name: '?' }, 400, "Invalid team name: '?'. A name needs at least one letter or digit.", 'name'],
    [{ name: 'x'.repeat(101) }, 400, 'Value too long: name takes at most 100 characters.', 'name'],
    [{ name: 'A', members: [{ user: andrea, priority: 11 }] }, 400, 'Invalid value: 11', 'members.priority'],
    [
      { name: 'A', members: [{ user: andrea }, { user: andrea }] },
      400,
      `Duplicate member: '${andrea}'`,
      'members.user',
    ],
    [{ name: 'A', members: [{ user: 'USR-NOBODY' }] }, 404, "No such user: 'USR-NOBODY'", 'members.user'],
  ];
  for (const [body, status, message, param] of bodies) {
    for (const ask of [() => server.post('/v2/teams', body, key), () => server.patch(`/v2/teams/${team}`, body, key)]) {
      const reply = await ask();
      assert.equal(reply.status, status, reply.text);
      assert.deepEqual(reply.body, { type: 'invalid_request_error', message, param });
    }
  }
  const others: [() => ReturnType<typeof server.get>, number, string][] = [
    [() => server.post('/v2/teams', {}, key), 400, 'Required fields are missing.'],
    [() => server.post('/v2/teams', { name: 'A', color: 'red' }, key), 400, 'Unsupported fields'],
    [() => server.patch(`/v2/teams/${team}`, { color: 'red' }, key), 400, 'Unsupported field'],
    [() => server.patch(`/v2/teams/${team}`, {}, key), 400, 'At least one field must be provided to update.'],
    [() => server.patch('/v2/teams/TM-NONE', { name: 'A' }, key), 404, "No such team: 'TM-NONE'"],
    [() => server.delete('/v2/teams/TM-NONE', key), 404, "No such team: 'TM-NONE'"],
    [() => server.get('/v2/teams/TM-NONE/members', key), 404, "No such team: 'TM-NONE'"],
  ];
  for (const [ask, status, message] of others) {
    const reply = await ask();
    assert.deepEqual([reply.status, reply.body.message], [status, message]);
  }
  assert.deepEqual((await server.get(`/v2/teams/${team}`, key)).body.name, 'Sales', 'a refused change changes nothing');
});

test('a deleted team closes its calendars and leaves its members and bookings as they are', async () => {
  const slots = (await server.get(`/v2/booking-calendars/${teamCalendar}/time-slots`, key)).body;
  const wanted = wish(slots[0].start_time);
  const booked = await server.post(`/v2/booking-calendars/${teamCalendar}/schedule`, wanted, key);
  assert.deepEqual((await server.delete(`/v2/teams/${team}`, key)).body, { id: team, deleted: true });
  assert.deepEqual((await server.get(`/v2/teams/${team}`, key)).body, { id: team, object: 'team', deleted: true });
  assert.equal((await server.get(`/v2/booking-calendars/${teamCalendar}`, key)).body.published, false);
  assert.equal((await server.get(`/v2/bookings/${booked.body.id}`, key)).body.status, 'scheduled');
  assert.ok(!(await server.get(`/v2/users/${ben}`, key)).body.teams.includes(team));
  assert.equal((await server.get(`/v2/teams/${team}/members`, key)).status, 404);
  assert.equal((await server.patch(`/v2/teams/${team}`, { name: 'Back' }, key)).status, 404);
  assert.equal((await server.delete(`/v2/teams/${team}`, key)).status, 404);
});
