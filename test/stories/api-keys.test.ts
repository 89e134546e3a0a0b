import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createKey } from '../../src/accounts/create-key.ts';
import { statement } from '../../src/db/pool.ts';
import { call, office, testDaybook, tuesday } from '../support/server.ts';

const server = await testDaybook();
const { accountId, key, ben } = await office(server.db);
const create = (body: unknown) => server.post('/v2/api-keys', body, key);
const refused = (message: string, param?: string) => ({
  type: 'invalid_request_error',
  message,
  ...(param === undefined ? {} : { param }),
});
/** As long as a process may remember a key. */
const aSecond = () => {
  server.clock.now += 1001;
};

test('a new key is shown once, opens the account, and is kept as a hash only', async () => {
  const made = await create({ name: ' Warehouse ' });
  assert.equal(made.status, 201, made.text);
  const { id, key: plain, ...rest } = made.body;
  assert.match(id, /^KEY-[A-Z0-9]{10}$/);
  assert.match(plain, /^[0-9a-f]{32}$/);
  assert.deepEqual(rest, {
    object: 'api_key',
    name: 'Warehouse',
    prefix: plain.slice(0, 8),
    user: null,
    creation_time: new Date(tuesday).toISOString(),
    last_used_time: null,
  });
  assert.equal((await server.get('/v2/test', plain)).status, 200);
  const read = await server.get(`/v2/api-keys/${id}`, key);
  assert.deepEqual({ ...read.body, last_used_time: null }, { ...rest, id });
  const dump = statement<{ row: string }>(`select row_to_json(k)::text as row from api_keys k`);
  const rows = await server.db.system((tx) => tx.rows(dump));
  assert.ok(rows.every(({ row }) => !row.includes(plain)));
});

test('keys are listed newest first, page by page', async () => {
  server.clock.now += 1000;
  const second = (await create({ name: 'Second' })).body;
  server.clock.now += 1000;
  const third = (await create({ name: 'Third' })).body;
  const page = await server.get('/v2/api-keys?limit=1', key);
  assert.deepEqual(
    page.body.data.map((each: { id: string }) => each.id),
    [third.id],
  );
  assert.equal(page.body.has_more, true);
  const next = await server.get(`/v2/api-keys?limit=1&after=${third.id}`, key);
  assert.equal(next.body.data[0].id, second.id);
  assert.ok(!page.text.includes(third.key), 'a list shows no key');
  const cases: [string, number, string, string?][] = [
    ['limit=0', 400, 'Out of range value: 0. Please provide a number between 1 and 100.', 'limit'],
    ['after=KEY-NONE', 404, "No such API key: 'KEY-NONE'", 'after'],
    [
      `after=${third.id}&before=${second.id}`,
      400,
      'Received both before and after parameters. Please provide only one.',
    ],
  ];
  for (const [query, status, message, param] of cases) {
    const reply = await server.get(`/v2/api-keys?${query}`, key);
    assert.equal(reply.status, status);
    assert.deepEqual(reply.body, refused(message, param));
  }
});

test('what is wrong with a new key is said', async () => {
  const cases: [object, number, string, string][] = [
    [{}, 400, 'Required fields are missing.', 'name'],
    [{ name: '---' }, 400, "Invalid API key name: '---'. A name needs at least one letter or digit.", 'name'],
    [{ name: 'x'.repeat(101) }, 400, 'Value too long: name takes at most 100 characters.', 'name'],
    [{ name: 5 }, 400, 'Invalid string: 5', 'name'],
    [{ name: 'Second' }, 409, "An API key with this name already exists: 'Second'", 'name'],
    [{ name: 'Other', scopes: [] }, 400, 'Unsupported fields', 'scopes'],
    [{ name: 'Other', user: 'USR-NOBODY' }, 404, "No such user: 'USR-NOBODY'", 'user'],
  ];
  for (const [body, status, message, param] of cases) {
    const reply = await create(body);
    assert.equal(reply.status, status, reply.text);
    assert.deepEqual(reply.body, refused(message, param));
  }
});

test('a deleted key stops within a second, reads as deleted, and leaves its name free', async () => {
  const { id, key: plain } = (await create({ name: 'Leaked' })).body;
  assert.equal((await server.get('/v2/test', plain)).status, 200);
  assert.deepEqual((await server.delete(`/v2/api-keys/${id}`, key)).body, { id, deleted: true });
  aSecond();
  const after = await server.get('/v2/test', plain);
  assert.equal(after.status, 401);
  assert.equal(after.body.message, 'Expired API key. The key has been revoked by the account owner.');
  assert.deepEqual((await server.get(`/v2/api-keys/${id}`, key)).body, { id, object: 'api_key', deleted: true });
  assert.ok(!(await server.get('/v2/api-keys?limit=100', key)).text.includes(id));
  const again = await server.delete(`/v2/api-keys/${id}`, key);
  assert.equal(again.status, 404);
  assert.deepEqual(again.body, refused(`No such API key: '${id}'`, 'id'));
  assert.equal((await server.get('/v2/api-keys/KEY-NONE', key)).status, 404);
  assert.equal((await create({ name: 'Leaked' })).status, 201);
});

test('a key may delete itself', async () => {
  const { id, key: plain } = (await create({ name: 'Once' })).body;
  assert.equal((await server.delete(`/v2/api-keys/${id}`, plain)).status, 200);
  aSecond();
  assert.equal((await server.get('/v2/test', plain)).status, 401);
});

const lastUsed = async (id: string): Promise<string | null> => {
  const { body } = await server.get(`/v2/api-keys/${id}`, key);
  return body.last_used_time;
};

/** Noting goes on beside the request; the database is asked until it has happened. */
async function lastUsedBecomes(id: string, time: number): Promise<void> {
  const wanted = new Date(time).toISOString();
  const deadline = performance.now() + 5000;
  while ((await lastUsed(id)) !== wanted && performance.now() < deadline);
  assert.equal(await lastUsed(id), wanted);
}

test('a lost answer is given again to the same request, and what is kept of it until then tells nobody the key', async () => {
  const repeatable = () =>
    call(server.url, 'POST', '/v2/api-keys', { name: 'Repeated' }, key, { 'Idempotency-Key': 'lost-answer' });
  const first = await repeatable();
  assert.equal(first.status, 201, first.text);
  assert.equal((await repeatable()).text, first.text);
  const kept = statement<{ body: string }>(`select body from idempotency_keys where key = 'lost-answer'`);
  const row = await server.db.system((tx) => tx.one(kept));
  assert.ok(row!.body.length > 100 && !row!.body.includes(first.body.key));
  await server.delete(`/v2/api-keys/${first.body.id}`, key);
});

test('a key’s last use is known to the minute', async () => {
  const { id, key: plain } = (await create({ name: 'Watched' })).body;
  const first = server.clock.now;
  await server.get('/v2/test', plain);
  await lastUsedBecomes(id, first);
  server.clock.now = first + 60_000;
  await server.get('/v2/test', plain);
  await lastUsedBecomes(id, first + 60_000);
});

test('an account has 25 keys, however many ask for the last ones at once', async () => {
  const living = (await server.get('/v2/api-keys?limit=100', key)).body.data.length;
  const replies = await Promise.all(Array.from({ length: 30 - living }, (_, i) => create({ name: `Bulk ${i}` })));
  assert.equal(replies.filter((reply) => reply.status === 201).length, 25 - living);
  const over = replies.find((reply) => reply.status !== 201)!;
  assert.equal(over.status, 409);
  assert.deepEqual(over.body, refused('An account has at most 25 API keys. Delete one that is no longer used.'));
  for (const reply of replies.filter((each) => each.status === 201))
    await server.delete(`/v2/api-keys/${reply.body.id}`, key);
});

test('a personal key opens nothing for who has not accepted, or was deleted', async () => {
  const guest = { email: 'new@office.example', first_name: 'New', last_name: 'Person' };
  const { id: user } = (await server.post('/v2/users', guest, key)).body;
  const personal = (await create({ name: 'Of the new person', user })).body;
  assert.equal(personal.user, user);
  const invited = await server.get('/v2/test', personal.key);
  assert.deepEqual([invited.status, invited.body.message], [401, 'Invalid API key.']);

  const accept = statement(`update users set status = 'active' where account_id = $1 and id = $2`);
  await server.db.transaction(accountId, (tx) => tx.run(accept, [accountId, user]));
  aSecond();
  assert.equal((await server.get('/v2/test', personal.key)).status, 200);

  await server.delete(`/v2/users/${user}`, key);
  aSecond();
  const deleted = await server.get('/v2/test', personal.key);
  assert.equal(deleted.status, 401);
  assert.match(deleted.body.message, /^Expired API key/);
  assert.equal((await server.get(`/v2/api-keys/${personal.id}`, key)).body.deleted, true);
});

test('a key of another account opens that account only', async () => {
  const other = await office(server.db, { name: 'Other' });
  const own = await server.db.transaction(accountId, (tx) =>
    createKey(tx, accountId, 'By hand', tuesday, undefined, { userId: ben }),
  );
  assert.equal((await server.get(`/v2/users/${ben}`, own)).status, 200);
  assert.equal((await server.get(`/v2/users/${ben}`, other.key)).status, 404);
});
