import assert from 'node:assert/strict';
import { test } from 'node:test';
import { completeEnded } from '../../src/bookings/complete.ts';
import { statement } from '../../src/db/pool.ts';
import { office, testDaybook, tuesday, wish } from '../support/server.ts';

const server = await testDaybook();
const { accountId, key, andrea, ben, calendar, team } = await office(server.db);
const { id: keyId } = (await server.get('/v2/api-keys', key)).body.data[0];
const personal = (await server.post('/v2/api-keys', { name: 'Andrea', user: andrea }, key)).body;

interface Entry {
  id: string;
  creation_time: string;
  actor: { type: string; id: string | null };
  request_id: string | null;
  action: string;
  subject: { object: string; id: string };
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
}

async function log(query: Record<string, string>): Promise<Entry[]> {
  const reply = await server.get(`/v2/audit-log?${new URLSearchParams({ limit: '100', ...query })}`, key);
  assert.equal(reply.status, 200, reply.text);
  return reply.body.data;
}

test('a change is ascribed to the key or user that made it, with its request and what was before and after', async () => {
  const byKey = await server.patch(`/v2/users/${ben}`, { role_name: 'Team Manager' }, key);
  server.clock.now += 1000;
  const byUser = await server.patch(`/v2/users/${ben}`, { last_name: 'Okafor' }, personal.key);
  const [second, first, made] = await log({ object_id: ben, action: 'updated' });
  assert.equal(made, undefined);
  assert.deepEqual(
    { ...first, id: '' },
    {
      object: 'audit_entry',
      id: '',
      creation_time: new Date(tuesday).toISOString(),
      actor: { type: 'key', id: keyId },
      request_id: byKey.headers.get('request-id'),
      action: 'updated',
      subject: { object: 'user', id: ben },
      before: { role_name: 'Member' },
      after: { role_name: 'Team Manager' },
    },
  );
  assert.match(first!.id, /^ADT-[A-Z0-9]{20}$/);
  assert.deepEqual(second!.actor, { type: 'user', id: andrea });
  assert.equal(second!.request_id, byUser.headers.get('request-id'));
  assert.deepEqual([second!.before, second!.after], [{ last_name: 'Hartie' }, { last_name: 'Okafor' }]);
});

test('work of the server’s own is the system’s, also on a connection that a key has just used', async () => {
  server.clock.now = tuesday;
  const slots = (await server.get(`/v2/booking-calendars/${calendar}/time-slots`, key)).body;
  const path = `/v2/booking-calendars/${calendar}/schedule`;
  const { id } = (await server.post(path, wish(slots[0].start_time), key)).body;
  const now = Date.parse(slots[0].start_time) + 3_600_000;
  await server.db.system((tx) => completeEnded(tx, { now, baseUrl: server.url }));
  const [scheduled] = await log({ object_id: id, action: 'created' });
  const [completed] = await log({ object_id: id, action: 'updated' });
  assert.deepEqual(
    [scheduled!.action, scheduled!.actor, scheduled!.before],
    ['created', { type: 'key', id: keyId }, null],
  );
  assert.equal(scheduled!.after!.starting_time, slots[0].start_time, 'times are written as everywhere');
  assert.deepEqual([completed!.actor, completed!.request_id], [{ type: 'system', id: null }, null]);
  assert.deepEqual([completed!.before, completed!.after], [{ status: 'scheduled' }, { status: 'completed' }]);
});

test('every kind of object leaves its entries, deletions too', async () => {
  const { id } = (await server.post('/v2/teams', { name: 'Audit', members: [{ user: ben }] }, key)).body;
  await server.delete(`/v2/teams/${id}`, key);
  assert.deepEqual(
    (await log({ object_id: id })).map((entry) => `${entry.subject.object} ${entry.action}`),
    ['team deleted', 'team_member deleted', 'team_member created', 'team created'],
  );
  await server.patch('/v2/account', { name: 'Renamed' }, key);
  const [account] = await log({ object_id: accountId, action: 'updated' });
  assert.deepEqual(account!.after, { name: 'Renamed' });
  const weekly = [{ day: 'Monday', working_hours: [] }];
  await server.patch(`/v2/users/${andrea}/scheduling-availability`, { weekly }, key);
  const [schedule] = await log({ object_id: andrea, action: 'updated' });
  assert.equal(schedule!.subject.object, 'schedule');
  const names = {
    bot: { name: 'Audited' },
    website: { name: 'Audited', url: 'https://a.example' },
    audience: { name: 'Audited' },
  };
  const chat = (await server.post('/v2/conversations', names, key)).body;
  for (const kind of ['bot', 'website', 'audience']) {
    const [entry] = await log({ object_id: chat[kind] });
    assert.deepEqual([entry!.subject.object, entry!.action, entry!.after!.name], [kind, 'created', 'Audited']);
  }
});

test('a change that is rolled back, or changes nothing, leaves no entry', async () => {
  const before = await log({ object_id: team });
  const bad = { name: 'Never', members: [{ user: 'USR-NOBODY' }] };
  assert.equal((await server.patch(`/v2/teams/${team}`, bad, key)).status, 404);
  assert.equal((await server.patch(`/v2/teams/${team}`, { name: 'Sales' }, key)).status, 200);
  assert.deepEqual(await log({ object_id: team }), before);
});

test('the log holds no secret', async () => {
  const hook = { name: 'Hook', url: 'https://hooks.example.com/', events: ['conversation'] };
  const webhook = (await server.post('/v2/webhooks', hook, key)).body;
  const made = (await server.post('/v2/api-keys', { name: 'Secret' }, key)).body;
  for (const id of [webhook.id, made.id]) assert.equal((await log({ object_id: id })).length, 1);
  const all = statement<{ row: string }>('select row_to_json(a)::text as row from audit_log a');
  const rows = (await server.db.system((tx) => tx.rows(all))).map(({ row }) => row).join('\n');
  assert.ok(!rows.includes(webhook.secret) && !rows.includes(made.key));
  assert.doesNotMatch(rows, /"(hash|secret|previous_secret|ics_token)"/);
});

test('a deleted contact is gone from the log as well; that it was there stays', async () => {
  const guest = { first_name: 'Gone', last_name: 'Guest', email: 'gone@example.com' };
  const { id } = (await server.post('/v2/contacts', guest, key)).body;
  await server.patch(`/v2/contacts/${id}`, { city: 'Gonesville' }, key);
  assert.equal((await log({ object_id: id }))[0]!.after!.city, 'Gonesville');
  await server.delete(`/v2/contacts/${id}`, key);
  const entries = await log({ object_id: id });
  assert.deepEqual(
    entries.map((entry) => [entry.action, entry.before, entry.after]),
    ['deleted', 'updated', 'created'].map((action) => [action, null, null]),
  );
  const all = statement<{ row: string }>('select row_to_json(a)::text as row from audit_log a');
  const rows = (await server.db.system((tx) => tx.rows(all))).map(({ row }) => row).join('\n');
  assert.doesNotMatch(rows, /gone@example\.com|Gonesville/);
});

test('the log is read page by page, newest first, and by object, actor, action and time', async () => {
  const all = await log({});
  const paged: Entry[] = [];
  for (let next: string | undefined = '/v2/audit-log?limit=7'; next !== undefined; ) {
    const page = await server.get(next, key);
    paged.push(...page.body.data);
    next = page.body.has_more ? `/v2/audit-log?limit=7&after=${paged.at(-1)!.id}` : undefined;
  }
  assert.deepEqual(paged.slice(0, all.length), all);
  assert.equal(new Set(paged.map((entry) => entry.id)).size, paged.length);
  const times = paged.map((entry) => entry.creation_time);
  assert.deepEqual(times, times.toSorted().reverse());

  const some = paged[3]!;
  const cases: [Record<string, string>, (entry: Entry) => boolean][] = [
    [{ actor: andrea }, (entry) => entry.actor.id === andrea],
    [{ action: 'deleted' }, (entry) => entry.action === 'deleted'],
    [{ object_id: ben, actor: keyId }, (entry) => entry.subject.id === ben && entry.actor.id === keyId],
    [{ 'creation_time.gt': some.creation_time }, (entry) => entry.creation_time > some.creation_time],
    [{ 'creation_time.lt': some.creation_time }, (entry) => entry.creation_time < some.creation_time],
  ];
  for (const [query, passes] of cases) {
    assert.deepEqual(await log(query), paged.filter(passes).slice(0, 100), JSON.stringify(query));
  }
});

test('what cannot be asked of the log is said', async () => {
  const cases: [string, number, string, string?][] = [
    ['action=changed', 400, 'Invalid value: changed', 'action'],
    ['creation_time.gt=yesterday', 400, 'Invalid date: yesterday', 'creation_time.gt'],
    [
      'creation_time.gt=2026-02-02&creation_time.lt=2026-01-01',
      400,
      'creation_time.gt cannot be later than creation_time.lt',
      'creation_time.gt',
    ],
    ['limit=101', 400, 'Out of range value: 101. Please provide a number between 1 and 100.', 'limit'],
    ['after=a&before=b', 400, 'Received both before and after parameters. Please provide only one.'],
    ['after=AUD-NONE', 404, "No such audit entry: 'AUD-NONE'", 'after'],
  ];
  for (const [query, status, message, param] of cases) {
    const reply = await server.get(`/v2/audit-log?${query}`, key);
    assert.deepEqual([reply.status, reply.body.message, reply.body.param], [status, message, param]);
  }
});
