import assert from 'node:assert/strict';
import { test } from 'node:test';
import { statement } from '../../src/db/pool.ts';
import { canRepeat } from '../../src/http/route.ts';
import { routes } from '../support/document.ts';
import { call, office, testDaybook, wish } from '../support/server.ts';

const server = await testDaybook();
const { accountId, key, calendar } = await office(server.db);
const starts: string[] = (await server.get(`/v2/booking-calendars/${calendar}/time-slots`, key)).body.map(
  (slot: { start_time: string }) => slot.start_time,
);
let next = 0;
const newKey = () => `key-${next++}`;
const post = (route: string, body: unknown, idempotencyKey: string, as = key) =>
  call(server.url, 'POST', route, body, as, { 'Idempotency-Key': idempotencyKey });
const schedule = (start: string, idempotencyKey: string) =>
  post(`/v2/booking-calendars/${calendar}/schedule`, wish(start), idempotencyKey);
const count = async (table: string) =>
  (await server.db.read(accountId, (tx) => tx.one(statement<{ n: number }>(`select count(*) as n from ${table}`))))!.n;

test('a booking that is asked for twice with one key is made once, and both are told its id', async () => {
  const name = newKey();
  const first = await schedule(starts[0]!, name);
  assert.equal(first.status, 200, first.text);
  assert.equal(first.headers.get('idempotent-replayed'), null);
  const again = await schedule(starts[0]!, name);
  assert.deepEqual([again.status, again.text], [first.status, first.text]);
  assert.equal(again.headers.get('idempotent-replayed'), 'true');
  assert.equal(await count('bookings'), 1);
  assert.equal(await count('events'), 1);
});

test('many at once with one key have one effect and one answer', async () => {
  const before = await count('bookings');
  const name = newKey();
  const replies = await Promise.all(Array.from({ length: 12 }, () => schedule(starts[1]!, name)));
  assert.deepEqual([...new Set(replies.map((reply) => reply.text))].length, 1);
  assert.ok(replies.every((reply) => reply.status === 200));
  assert.equal(await count('bookings'), before + 1);
});

test('a refusal is repeated too, even when the request would now be granted', async () => {
  const { id } = (await server.post(`/v2/booking-calendars/${calendar}/schedule`, wish(starts[2]!), key)).body;
  const name = newKey();
  const refused = await schedule(starts[2]!, name);
  assert.equal(refused.status, 400);
  await server.post(`/v2/bookings/${id}/cancel`, undefined, key);
  const again = await schedule(starts[2]!, name);
  assert.deepEqual([again.status, again.text], [400, refused.text]);
  assert.equal((await schedule(starts[2]!, newKey())).status, 200);
});

test('a key is of one account and one request', async () => {
  const other = await office(server.db, { name: 'Other' });
  const name = newKey();
  const contact = { first_name: 'A', last_name: 'B', email: 'a@example.com' };
  const first = await post('/v2/contacts', contact, name);
  assert.equal(first.status, 201);
  const changed = await post('/v2/contacts', { ...contact, last_name: 'C' }, name);
  assert.equal(changed.status, 422);
  assert.deepEqual(changed.body, {
    type: 'invalid_request_error',
    message: 'This Idempotency-Key was used for another request.',
    param: 'Idempotency-Key',
  });
  const elsewhere = await post('/v2/contacts', contact, name, other.key);
  assert.equal(elsewhere.status, 201);
  assert.notEqual(elsewhere.body.id, first.body.id);
  assert.equal((await post('/v2/contacts', contact, name)).text, first.text, 'the first answer stands');
});

test('a key is forgotten after 72 hours', async () => {
  const name = newKey();
  const contact = (email: string) => ({ first_name: 'A', last_name: 'B', email });
  const first = await post('/v2/contacts', contact('old@example.com'), name);
  server.clock.now += 72 * 3_600_000 - 1;
  assert.equal((await post('/v2/contacts', contact('old@example.com'), name)).text, first.text);
  server.clock.now += 2;
  assert.equal((await post('/v2/contacts', contact('young@example.com'), name)).status, 201);
});

test('a request that failed for a fault of ours is not remembered', async () => {
  const name = newKey();
  const break_ = statement('alter table contacts rename to contacts_away');
  const mend = statement('alter table contacts_away rename to contacts');
  await server.db.system((tx) => tx.run(break_));
  const contact = { first_name: 'A', last_name: 'B', email: 'later@example.com' };
  assert.equal((await post('/v2/contacts', contact, name)).status, 500);
  await server.db.system((tx) => tx.run(mend));
  assert.equal((await post('/v2/contacts', contact, name)).status, 201);
});

test('every operation that makes or changes something takes a key, and refuses a bad one or one that was used', async () => {
  for (const route of routes.filter(canRepeat)) {
    const path = route.path.replace('{id}', 'ID-1234');
    const ask = (name: string, address = path) =>
      call(server.url, route.method, address, route.example, key, { 'Idempotency-Key': name });
    const bad = await ask('has blanks');
    assert.equal(bad.status, 400, route.id);
    assert.equal(bad.body.param, route.deprecated ? undefined : 'Idempotency-Key');
    const name = newKey();
    const first = await ask(name);
    assert.equal((await ask(name)).text, first.text);
    assert.equal((await ask(name, `${path}?x=1`)).status, 422, route.id);
  }
});
