import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deletable } from '../../src/audit/schema.ts';
import { statement } from '../../src/db/pool.ts';
import { office, testDaybook, tuesday } from '../support/server.ts';

const server = await testDaybook();
const { accountId, key, andrea, ben, team, calendar } = await office(server.db);
const deletions = async (query = '') => (await server.get(`/v2/deleted-objects?limit=100${query}`, key)).body.data;

/** One of each kind that can be deleted, one minute apart: ids in that order. */
const deleted: { object: string; id: string; deleted: true; deletion_time: string }[] = [];
async function remove(object: string, path: string): Promise<void> {
  server.clock.now += 60_000;
  assert.equal((await server.delete(path, key)).status, 200, path);
  const id = path.split('/').at(-1)!;
  deleted.push({ object, id, deleted: true, deletion_time: new Date(server.clock.now).toISOString() });
}

for (const name of ['a', 'b', 'c']) {
  const contact = { first_name: name, last_name: 'Guest', email: `${name}@example.com` };
  await remove('contact', `/v2/contacts/${(await server.post('/v2/contacts', contact, key)).body.id}`);
}
const create = async (noun: string, body: object): Promise<string> =>
  (await server.post(`/v2/${noun}`, body, key)).body.id;
const page = await create('booking-pages', { name: 'Andrea', owner: andrea });
await remove('booking_page', `/v2/booking-pages/${page}`);
await remove('event_type', `/v2/event-types/${await create('event-types', { name: 'Demo', durations: [30] })}`);
await remove('master_page', `/v2/master-pages/${await create('master-pages', { name: 'M', scenario: 'pages_only' })}`);
await remove(
  'resource_pool',
  `/v2/resource-pools/${await create('resource-pools', { name: 'P', method: 'priority' })}`,
);
const hook = { name: 'Hook', url: 'https://hooks.example.com/', events: ['conversation'] };
await remove('webhook', `/v2/webhooks/${(await server.post('/v2/webhooks', hook, key)).body.id}`);
await remove('team', `/v2/teams/${team}`);
await remove('user', `/v2/users/${ben}`);
await remove('api_key', `/v2/api-keys/${(await server.post('/v2/api-keys', { name: 'Old' }, key)).body.id}`);

test('what was deleted is listed oldest first, with the time of its deletion', async () => {
  assert.deepEqual(await deletions(), deleted);
});

test('a warehouse that asks again since the last time it knows gets what came after, that one included', async () => {
  const third = deleted[2]!;
  assert.deepEqual(await deletions(`&since=${third.deletion_time}`), deleted.slice(2));
  assert.deepEqual(await deletions(`&since=${new Date(server.clock.now + 1).toISOString()}`), []);
  assert.deepEqual(
    await deletions('&object=contact&since=2026-11-24'),
    deleted.filter((each) => each.object === 'contact'),
  );
});

test('pages follow one another by their last id, and by Link', async () => {
  const found: object[] = [];
  let path: string | undefined = '/v2/deleted-objects?limit=2';
  while (path !== undefined) {
    const page = await server.get(path, key);
    found.push(...page.body.data);
    const next: string | undefined = /<([^>]+)>; rel="next"/.exec(page.headers.get('link') ?? '')?.[1];
    assert.equal(page.body.has_more, next !== undefined);
    path = next?.slice(server.url.length);
  }
  assert.deepEqual(found, deleted);
  assert.deepEqual(await deletions(`&after=${deleted.at(-1)!.id}`), []);
});

test('every kind of object that leaves a tombstone can be listed', async () => {
  const tombstones = statement<{ object: string }>(
    `select left(relname, -1) as object from pg_trigger t join pg_class c on c.oid = t.tgrelid where tgname = 'deletions'`,
  );
  const tables = (await server.db.system((tx) => tx.rows(tombstones))).map((row) => row.object);
  assert.deepEqual(tables.toSorted(), [...deletable].toSorted());
});

test('what is restored is not listed any more, and what is purged still is', async () => {
  const run = (text: string) =>
    server.db.transaction(accountId, (tx) => tx.run(statement(text), [accountId, calendar]));
  await run('update booking_calendars set deleted_time = now() where account_id = $1 and id = $2');
  assert.equal((await deletions('&object=booking_calendar')).length, 1);
  await run('update booking_calendars set deleted_time = null where account_id = $1 and id = $2');
  assert.equal((await deletions('&object=booking_calendar')).length, 0);
  await run('update booking_calendars set deleted_time = now() where account_id = $1 and id = $2');
  await run('delete from booking_calendars where account_id = $1 and id = $2');
  assert.equal((await deletions('&object=booking_calendar'))[0].id, calendar);
});

test('deletions of another account are not listed, nor do they count as a cursor', async () => {
  const other = await office(server.db, { name: 'Other', now: tuesday });
  assert.deepEqual((await server.get('/v2/deleted-objects', other.key)).body.data, []);
  const cases: [string, number, string, string][] = [
    [`after=${deleted[0]!.id}`, 404, `No such deleted object: '${deleted[0]!.id}'`, 'after'],
    [`after=${andrea}`, 404, `No such deleted object: '${andrea}'`, 'after'],
    ['since=yesterday', 400, 'Invalid date: yesterday', 'since'],
    ['object=account', 400, 'Invalid value: account', 'object'],
    ['limit=0', 400, 'Out of range value: 0. Please provide a number between 1 and 100.', 'limit'],
  ];
  for (const [query, status, message, param] of cases) {
    const reply = await server.get(`/v2/deleted-objects?${query}`, other.key);
    assert.deepEqual([reply.status, reply.body.message, reply.body.param], [status, message, param]);
  }
});
