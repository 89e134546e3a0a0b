import assert from 'node:assert/strict';
import { test } from 'node:test';
import { classic } from '../support/pages.ts';
import { testDaybook } from '../support/server.ts';

const server = await testDaybook();
const office = await classic(server);
const { key } = office;
const change = (id: string, body: object) => server.patch(`/v2/event-types/${id}`, body, key);
const create = (body: object) => server.post('/v2/event-types', body, key);
const settings = async (id: string) => (await server.get(`/v2/event-types/${id}/settings`, key)).body;
const starts = async (page: string, type: string) =>
  (await office.slots(`booking-pages/${page}`, { event_type: type })).body.length;

test('an event type reads as the contract has it, with its label, and shows its settings', async () => {
  const reply = await create({ name: 'Live demo', description: 'An hour', durations: [60], caps: { day: 4 } });
  const { id } = reply.body;
  assert.deepEqual(reply.body, {
    id,
    object: 'event_type',
    name: 'Live demo',
    label: 'Live demo',
    description: 'An hour',
  });
  assert.match(id, /^ET-[A-Z0-9]{10}$/);
  assert.deepEqual((await server.get(`/v2/event-types/${id}`, key)).body, reply.body);
  const all = await settings(id);
  assert.deepEqual([all.durations, all.caps, all.sessions, all.proposals], [[60], { day: 4 }, 1, 0]);
});

test('event types are listed newest first, a page at a time', async () => {
  const made = [await office.eventType(), await office.eventType(), await office.eventType()].reverse();
  const ids = async (query: string) =>
    (await server.get(`/v2/event-types?${query}`, key)).body.data.map((each: { id: string }) => each.id);
  assert.deepEqual((await ids('limit=2')).length, 2);
  const all = await ids('limit=100');
  assert.deepEqual(new Set(made.filter((id) => all.includes(id))), new Set(made));
  assert.deepEqual(await ids(`limit=100&after=${all[0]}`), all.slice(1));
  const status = async (query: string) => (await server.get(`/v2/event-types?${query}`, key)).status;
  assert.equal(await status('limit=101'), 400);
  assert.equal(await status(`after=${made[0]}&before=${made[0]}`), 400);
  assert.equal(await status('after=ET-NONE'), 404);
});

test('a change of an event type holds on every page that offers it, at once', async () => {
  const type = await office.eventType();
  const pages = [await office.page({ event_types: [type] }), await office.page({ event_types: [type] })];
  for (const page of pages) assert.equal(await starts(page, type), 16);
  const reply = await change(type, { durations: [60], label: 'Long', description: '' });
  assert.deepEqual(
    [reply.status, reply.body.durations, reply.body.label, reply.body.name],
    [200, [60], 'Long', 'Demo'],
  );
  for (const page of pages) assert.equal(await starts(page, type), 15);
});

test('a copy of an event type has its settings, and no pages', async () => {
  const type = await office.eventType({ buffer_before_minutes: 15 });
  const page = await office.page({ event_types: [type] });
  const copy = await server.post(`/v2/event-types/${type}/duplicate`, undefined, key);
  assert.equal(copy.status, 201, copy.text);
  assert.equal(copy.body.label, 'Demo (copy)');
  const { id: _, label: __, ...rest } = await settings(copy.body.id);
  const { id: ___, label: ____, ...original } = await settings(type);
  assert.deepEqual(rest, original);
  assert.equal((await office.slots(`booking-pages/${page}`, { event_type: copy.body.id })).status, 404);
  const duplicate = (id: string, body: object) => server.post(`/v2/event-types/${id}/duplicate`, body, key);
  assert.equal((await duplicate(type, { name: 'Other', label: 'Mine' })).body.label, 'Mine');
  assert.equal((await duplicate('ET-NONE', {})).status, 404);
  assert.equal((await duplicate(type, { name: '' })).body.message, 'Required fields are missing.');
  assert.equal((await duplicate(type, { name: 5 })).body.message, 'Invalid string: 5');
  assert.match((await duplicate(type, { name: 'x'.repeat(76) })).body.message, /at most 75 characters/);
  assert.equal((await duplicate(type, { durations: [5] })).body.message, 'Unsupported fields');
});

test('a deleted event type is off all pages, and says that it was deleted', async () => {
  const type = await office.eventType();
  const page = await office.page({ event_types: [type] });
  const { id } = (await office.book(`booking-pages/${page}`, '2026-11-25T15:00:00Z', { event_type: type })).body;
  assert.deepEqual((await server.delete(`/v2/event-types/${type}`, key)).body, { id: type, deleted: true });
  assert.equal((await server.delete(`/v2/event-types/${type}`, key)).status, 404);
  const gone = { id: type, object: 'event_type', deleted: true };
  assert.deepEqual((await server.get(`/v2/event-types/${type}`, key)).body, gone);
  assert.deepEqual((await office.booking(id, 'event_type')).event_type, gone);
  assert.deepEqual((await server.get(`/v2/booking-pages/${page}/settings`, key)).body.event_types, []);
  assert.equal((await server.get(`/v2/event-types/${type}/settings`, key)).status, 404);
  assert.equal((await change(type, { label: 'x' })).status, 404);
  assert.equal((await server.get('/v2/event-types/ET-NONE', key)).body.message, "No such event type: 'ET-NONE'");
});

test('what is wrong with an event type is said of the setting that is wrong', async () => {
  const cases: [object, string, string][] = [
    [{ name: ' ' }, 'Required fields are missing.', 'name'],
    [{ name: 'x'.repeat(76) }, 'Value too long: name takes at most 75 characters.', 'name'],
    [{ description: 'x'.repeat(2001) }, 'Value too long: description takes at most 2000 characters.', 'description'],
    [{ durations: [15, 30] }, 'Invalid value: [15,30]', 'durations'],
    [{ sessions: 21 }, 'Invalid value: 21', 'sessions'],
    [{ sessions: 2, proposals: 1 }, 'These settings exclude each other: packages cannot ask for approval.', 'sessions'],
    [{ sessions: 2, caps: { week: 1 } }, 'These settings exclude each other: packages have no caps.', 'caps'],
  ];
  const type = await office.eventType();
  for (const [body, message, param] of cases) {
    const made = await create({ name: 'Demo', durations: [30], ...body });
    for (const reply of [made, await change(type, body)])
      assert.deepEqual([reply.status, reply.body.message, reply.body.param], [400, message, param], reply.text);
  }
  assert.deepEqual((await create({ name: 'Demo' })).body.param, 'durations');
  assert.equal((await create({ name: 'Demo', durations: [30], co_hosts: [] })).body.message, 'Unsupported fields');
  assert.equal((await change(type, { approval: true })).body.message, 'Unsupported field');
  assert.equal((await change(type, {})).body.message, 'At least one field must be provided to update.');
});

test('an event type whose meetings rules share out takes no packages and no proposals, nor groups with more people', async () => {
  const type = await office.eventType();
  const page = await office.page({ event_types: [type] });
  const other = await office.page();
  const master = await office.master({
    scenario: 'rule_based',
    event_types: [{ event_type: type, owner: page, additional_members: [other] }],
  });
  const refused = async (body: object, param: string) => {
    const reply = await change(type, body);
    assert.deepEqual([reply.status, reply.body.param], [400, param], reply.text);
  };
  await refused({ proposals: 2 }, 'proposals');
  await refused({ sessions: 2 }, 'sessions');
  await refused({ capacity: 2 }, 'capacity');
  await server.patch(`/v2/master-pages/${master}`, { event_types: [{ event_type: type, owner: page }] }, key);
  assert.equal((await change(type, { capacity: 2 })).status, 200);
  await server.delete(`/v2/master-pages/${master}`, key);
  assert.equal((await change(type, { capacity: 1, proposals: 2 })).status, 200);
});
