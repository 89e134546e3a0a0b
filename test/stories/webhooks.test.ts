import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { type EmbeddedServer, startEmbedded } from '../../src/db/embedded.ts';
import { migrate } from '../../src/db/migrate.ts';
import { openDatabase, statement } from '../../src/db/pool.ts';
import { sealWith } from '../../src/db/seal.ts';
import { emit } from '../../src/deliveries/emit.ts';
import { subscribable } from '../../src/webhooks/schema.ts';
import type { Received } from '../support/receiver.ts';
import { office, type Reply, testDaybook, wish } from '../support/server.ts';
import { bookingEvent, example, receiver, stage, start } from '../support/stage.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/** The time of a signature that the secret made over the request's bytes; fails if another did. */
function signedAt(request: Received, secret: string): number {
  const [, t, s] = /^t=(\d+),s=([0-9a-f]{64})$/.exec(String(request.headers['oncehub-signature']))!;
  assert.equal(s, createHmac('sha256', secret).update(`${t}.`).update(request.body).digest('hex'));
  return Number(t) * second;
}

test('an event reaches its webhook signed, as one line of JSON in the envelope of the contract', async () => {
  const to = await receiver();
  const { subscribe, emit, deliver } = await stage();
  const webhook = await subscribe(to.url, ['booking.scheduled']);
  deliver();
  const eventId = await emit({ data: { ...example, subject: 'Über\nuns' } });
  const got = await to.next();
  assert.equal(got.method, 'POST');
  assert.equal(got.headers['content-type'], 'application/json');
  assert.equal(got.headers['user-agent'], 'Daybook/1.2.3');
  assert.ok(got.rawHeaders.includes('Oncehub-Signature'));
  assert.equal(signedAt(got, webhook.secret), Math.floor(start / second) * second);
  assert.ok(!got.body.includes('\n'));
  assert.match(eventId, /^EVNT-[A-Z0-9]{10}$/);
  assert.deepEqual(JSON.parse(got.body.toString()), {
    id: eventId,
    object: 'event',
    creation_time: '2026-11-24T06:10:16.123Z',
    type: 'booking.scheduled',
    api_version: 'v2',
    data: { ...example, subject: 'Über\nuns' },
  });
});

test('a webhook hears of what it subscribed to, by type or by the name for all of them, and of nothing else', async () => {
  const to = await receiver();
  const { subscribe, emit, deliveries } = await stage();
  const all = await subscribe(to.url, ['booking']);
  const some = await subscribe(to.url, ['booking.canceled', 'conversation']);
  await subscribe(to.url, ['conversation.closed']);
  const gone = await stage();
  await gone.subscribe(to.url, ['booking']);
  await emit({ type: 'booking.canceled' });
  await emit({ type: 'booking.completed' });
  await emit({ type: 'conversation.started', subjectId: 'CVR-1' });
  const owed = (await deliveries()).map((row) => row.webhook_id);
  assert.equal(owed.length, 4);
  assert.equal(owed.filter((id) => id === all.id).length, 2);
  assert.equal(owed.filter((id) => id === some.id).length, 2);
});

test('an event that nobody subscribed to is written all the same', async () => {
  const { db, emit, deliveries } = await stage();
  const id = await emit();
  const written = statement<{ id: string; body_v2: string }>('select id, body_v2 from events');
  const rows = await db.system((tx) => tx.rows(written));
  assert.equal(rows.length, 1);
  assert.equal(JSON.parse(rows[0]!.body_v2).id, id);
  assert.deepEqual(await deliveries(), []);
});

test('a delivery that failed is tried again with the same bytes, a fresh time and a fresh signature', async () => {
  const to = await receiver();
  to.answerWith(500);
  const { subscribe, emit, deliver, deliveries } = await stage();
  const webhook = await subscribe(to.url);
  const loop = deliver();
  await emit();
  assert.equal((await loop.next()).exchange.outcome, 'status');
  const [waiting] = await deliveries();
  assert.equal(waiting!.state, 'pending');
  assert.equal(waiting!.next_time, start + 5 * second);
  loop.at(start + 5 * second);
  assert.equal((await loop.next()).exchange.outcome, 'ok');
  const [first, again] = [await to.next(), await to.next()];
  assert.deepEqual(again.body, first.body);
  assert.equal(signedAt(again, webhook.secret) - signedAt(first, webhook.secret), 5 * second);
  const [done] = await deliveries();
  assert.equal(done!.state, 'delivered');
  assert.equal(done!.attempts, 2);
  assert.equal(done!.lease_until, null);
});

test('a delivery that fails is tried every hour for 72 hours, even if no probe ever goes, and then has failed', async () => {
  const to = await receiver({ otherwise: 500 });
  const { db, subscribe, emit, deliver, deliveries } = await stage();
  await subscribe(to.url);
  const noProbe = statement(`update webhook_endpoints set next_probe_time = null`);
  const loop = deliver();
  await emit();
  let last = await loop.next();
  const gaps: number[] = [];
  for (let [row] = await deliveries(); row!.state === 'pending'; [row] = await deliveries()) {
    await db.system((tx) => tx.run(noProbe));
    gaps.push(row!.next_time - last.startedTime);
    loop.at(row!.next_time);
    last = await loop.next();
  }
  assert.equal(last.startedTime, start + 72 * hour);
  assert.ok(Math.max(...gaps) < hour, `a gap of ${Math.max(...gaps)} ms`);
  assert.equal(to.received.length, gaps.length + 1);
  assert.equal((await deliveries())[0]!.state, 'failed');
});

test('a redirect is a failure and is not followed', async () => {
  const elsewhere = await receiver();
  const to = await receiver({ otherwise: { status: 302, headers: { Location: elsewhere.url } } });
  const { subscribe, emit, deliver, deliveries } = await stage();
  await subscribe(to.url);
  const loop = deliver();
  await emit();
  const { exchange } = await loop.next();
  assert.equal(exchange.outcome, 'status');
  assert.equal(exchange.status, 302);
  assert.equal(elsewhere.connections(), 0);
  assert.equal((await deliveries())[0]!.state, 'pending');
});

test('a transaction that is rolled back tells nobody', async () => {
  const to = await receiver();
  const { db, accountId, subscribe, emit, deliver } = await stage();
  await subscribe(to.url);
  const loop = deliver();
  await assert.rejects(
    db.transaction(accountId, async (tx) => {
      await emitIn(tx, accountId);
      throw new Error('changed my mind');
    }),
    /changed my mind/,
  );
  const told = await emit();
  await loop.next();
  assert.equal(JSON.parse((await to.next()).body.toString()).id, told);
  assert.equal(to.received.length, 1);
});

function emitIn(tx: Parameters<typeof emit>[0], accountId: string): Promise<string> {
  return emit(tx, bookingEvent(accountId, start, 99, {}));
}

test('two processes on one database never send one delivery twice', async () => {
  const to = await receiver();
  const { db, accountId, subscribe, deliver, deliveries } = await stage();
  for (let i = 0; i < 5; i++) await subscribe(to.url);
  const loops = [deliver(), deliver()];
  await Promise.all(
    Array.from({ length: 8 }, (_, writer) =>
      db.transaction(accountId, async (tx) => {
        for (let i = 0; i < 10; i++) await emit(tx, bookingEvent(accountId, start, writer * 10 + i, {}));
      }),
    ),
  );
  const total = 5 * 8 * 10;
  const done = () => loops.reduce((sum, { recorded }) => sum + recorded.length, 0);
  while (done() < total) await Promise.race(loops.map((loop) => loop.more()));
  assert.ok(
    loops.every(({ recorded }) => recorded.length > 0),
    'both took part',
  );
  assert.equal(to.received.length, total);
  assert.ok((await deliveries()).every((row) => row.state === 'delivered' && row.attempts === 1));
});

test('a dead endpoint does not delay another', async () => {
  const dead = await receiver({ otherwise: () => {} });
  const alive = await receiver();
  const { db, accountId, subscribe, deliver } = await stage();
  for (let i = 0; i < 10; i++) await subscribe(dead.url);
  const healthy = await subscribe(alive.url);
  const loop = deliver({ settings: { total: 64, graceMs: 0 } });
  await db.transaction(accountId, async (tx) => {
    for (let i = 0; i < 50; i++) await emit(tx, bookingEvent(accountId, start, i, {}));
  });
  for (let i = 0; i < 50; i++) assert.equal((await loop.next()).delivery.webhook_id, healthy.id);
  assert.equal(dead.received.length, 40, 'four at a time to each endpoint that hangs');
});

test('what happens to one booking is told in order, also while an older event fails', async () => {
  const to = await receiver();
  to.answerWith(500);
  const { subscribe, emit, deliver, deliveries } = await stage();
  await subscribe(to.url);
  const loop = deliver();
  const subjectId = 'BKNG-AAAAAAAAAAAA';
  const first = await emit({ subjectId, version: 1 });
  await loop.next();
  const second_ = await emit({ subjectId, version: 2, type: 'booking.rescheduled' });
  const third = await emit({ subjectId, version: 3, type: 'booking.canceled' });
  const other = await emit();
  await loop.next();
  loop.at(start + 5 * second);
  for (let i = 0; i < 3; i++) await loop.next();
  const ids = to.received.map((request) => JSON.parse(request.body.toString()).id);
  assert.deepEqual(ids, [first, other, first, second_, third]);
  assert.ok((await deliveries()).every((row) => row.state === 'delivered'));
});

test('younger events about a booking whose delivery fails are set aside until it succeeds, then go at once', async () => {
  const to = await receiver();
  to.answerWith(500, 500);
  const { db, accountId, subscribe, deliver, deliveries } = await stage();
  await subscribe(to.url);
  await db.transaction(accountId, async (tx) => {
    for (const version of [1, 2]) await emit(tx, bookingEvent(accountId, start, 1, { version }));
  });
  const loop = deliver();
  await loop.next();
  assert.deepEqual(
    (await deliveries()).map((row) => row.next_time - start),
    [5 * second, 5 * second],
  );
  loop.at(start + 5 * second);
  await loop.next();
  assert.deepEqual(
    (await deliveries()).map((row) => row.next_time - start),
    [30 * second, 30 * second],
  );
  loop.at(start + 30 * second);
  await loop.next();
  assert.equal((await loop.next()).delivery.attempts, 0);
  assert.ok((await deliveries()).every((row) => row.state === 'delivered'));
});

test('what a process that died was sending is sent by another once its lease is over', async () => {
  const to = await receiver();
  to.answerWith(() => {});
  const { subscribe, emit, deliver, deliveries, clock } = await stage();
  await subscribe(to.url);
  const dying = deliver({ settings: { graceMs: 0 } });
  await emit();
  await to.next();
  await dying.stop();
  const [left] = await deliveries();
  assert.equal(left!.state, 'pending');
  assert.equal(left!.lease_until, start + 45 * second);
  clock.now = start + 44 * second;
  const other = deliver();
  await emit();
  await other.next();
  assert.equal(to.received.length, 2, 'only the new event');
  other.at(start + 45 * second);
  await other.next();
  assert.deepEqual(to.received[2]!.body, to.received[0]!.body);
});

test('a process that comes back after its lease was over logs its attempt and changes nothing else', async () => {
  const to = await receiver();
  let release = () => {};
  to.answerWith((_, response) => {
    release = () => response.writeHead(500).end();
  });
  const { db, subscribe, emit, deliver, deliveries, clock } = await stage();
  await subscribe(to.url);
  const slow = deliver();
  await emit();
  await to.next();
  clock.now = start + 45 * second;
  const other = deliver();
  await other.next();
  release();
  await slow.next();
  const [row] = await deliveries();
  assert.equal(row!.state, 'delivered');
  const logged = statement<{ outcome: string }>('select outcome from attempts order by outcome');
  assert.deepEqual(await db.system((tx) => tx.rows(logged)), [{ outcome: 'ok' }, { outcome: 'status' }]);
});

test('a webhook that was deleted gets nothing more', async () => {
  const to = await receiver({ otherwise: 500 });
  const { subscribe, unsubscribe, emit, deliver, deliveries } = await stage();
  const webhook = await subscribe(to.url);
  const kept = await subscribe(to.url, ['booking.canceled']);
  const loop = deliver();
  await emit();
  await loop.next();
  await unsubscribe(webhook.id);
  loop.at(start + hour);
  await emit();
  await emit({ type: 'booking.canceled' });
  await loop.next();
  assert.deepEqual((await deliveries()).map((row) => [row.webhook_id === kept.id, row.state]).sort(), [
    [false, 'dropped'],
    [true, 'pending'],
  ]);
  assert.equal(to.received.length, 2);
});

test('a name that leads to a private address is never connected to', async () => {
  const inside = await receiver();
  const { subscribe, emit, deliver } = await stage();
  await subscribe('https://hooks.example.com/');
  const loop = deliver({
    lookup: (_hostname, _options, callback) => callback(null, [{ address: '127.0.0.1', family: 4 }]),
  });
  await emit();
  assert.equal((await loop.next()).exchange.outcome, 'blocked');
  assert.equal(inside.connections(), 0);
});

test('an attempt is kept with what was sent and what came back, without secrets', async () => {
  const to = await receiver();
  const { db, subscribe, emit, deliver } = await stage();
  const webhook = await subscribe(to.url);
  to.answerWith((request, response) => {
    const echo = String(request.headers['oncehub-signature']);
    response.writeHead(200, { 'X-Echo': echo, 'Set-Cookie': 'a=b' }).end(`${echo}\0${'x'.repeat(20_000)}`);
  });
  const loop = deliver();
  const eventId = await emit();
  await loop.next();
  const got = await to.next();
  const signature = String(got.headers['oncehub-signature']).split('s=')[1]!;
  interface Row {
    outcome: string;
    status: number;
    number: number;
    event_id: string;
    duration_ms: number;
    request_headers: Record<string, string>;
    response_headers: Record<string, string>;
    response_body: string;
    partition: string;
  }
  const kept = statement<Row>('select *, tableoid::regclass::text as partition from attempts');
  const [row, ...others] = await db.system((tx) => tx.rows(kept));
  assert.deepEqual(others, []);
  assert.equal(row!.partition, 'attempts_2026_11_24');
  assert.equal(row!.outcome, 'ok');
  assert.equal(row!.status, 200);
  assert.equal(row!.number, 1);
  assert.equal(row!.event_id, eventId);
  assert.equal(row!.request_headers['Content-Type'], 'application/json');
  assert.match(row!.request_headers['Oncehub-Signature']!, /^t=\d+,s=\[masked\]$/);
  assert.equal(row!.response_headers['set-cookie'], '[masked]');
  assert.match(row!.response_body, /^t=\d+,s=\[masked\]\ufffdx+$/);
  assert.ok(row!.response_body.length <= 16_384);
  const everything = JSON.stringify(row);
  assert.ok(!everything.includes(signature));
  assert.ok(!everything.includes(webhook.secret));
});

test('an endpoint is known to fail from its first failure to its next success', async () => {
  const to = await receiver();
  to.answerWith(200, 500, 500, 200);
  const { db, subscribe, emit, deliver } = await stage();
  await subscribe(to.url);
  const known = statement<{ failing_since: number | null; failures: number; last_success_time: number | null }>(
    'select failing_since, failures, last_success_time from webhook_endpoints',
  );
  const endpoint = () => db.system((tx) => tx.one(known));
  const loop = deliver();
  await emit();
  await loop.next();
  const first = await endpoint();
  assert.equal(first!.failing_since, null);
  assert.ok(first!.last_success_time! >= start);
  await emit();
  await loop.next();
  loop.at(start + 5 * second);
  await loop.next();
  assert.deepEqual(await endpoint(), {
    failing_since: start,
    failures: 2,
    last_success_time: first!.last_success_time,
  });
  loop.at(start + 30 * second);
  await loop.next();
  const healed = await endpoint();
  assert.equal(healed!.failing_since, null);
  assert.equal(healed!.failures, 0);
});

test('a secret that the server can no longer read is a failure like others, and stops nothing', async () => {
  const to = await receiver();
  const { subscribe, emit, deliver } = await stage();
  await subscribe(to.url);
  const loop = deliver({ seal: sealWith(Buffer.alloc(32, 8)) });
  await emit();
  assert.equal((await loop.next()).exchange.outcome, 'secret_unreadable');
  assert.equal(to.connections(), 0);
});

test('attempts have their partitions a week ahead, and the next day makes the next one', async () => {
  const { db, subscribe, emit, deliver } = await stage();
  const to = await receiver();
  await subscribe(to.url);
  const partitions = statement<{ name: string }>(
    "select inhrelid::regclass::text as name from pg_inherits where inhparent = 'attempts'::regclass order by 1",
  );
  const loop = deliver();
  await emit();
  await loop.next();
  const names = async () => (await db.system((tx) => tx.rows(partitions))).map(({ name }) => name);
  assert.deepEqual(await names(), [
    ...Array.from({ length: 7 }, (_, i) => `attempts_2026_11_${24 + i}`),
    'attempts_2026_12_01',
    'attempts_default',
  ]);
  loop.at(start + 24 * hour);
  await emit();
  await loop.next();
  assert.ok((await names()).includes('attempts_2026_12_02'));
});

test('stopping lets attempts under way finish and records them', async () => {
  const to = await receiver();
  let release = () => {};
  to.answerWith((_, response) => {
    release = () => response.writeHead(204).end();
  });
  const { subscribe, emit, deliver, deliveries } = await stage();
  await subscribe(to.url);
  const loop = deliver();
  await emit();
  await to.next();
  const stopped = loop.stop();
  release();
  await stopped;
  assert.equal((await deliveries())[0]!.state, 'delivered');
});

// Told through HTTP.

async function furnished() {
  const daybook = await testDaybook({ WEBHOOK_ALLOW_HOSTS: '127.0.0.1' });
  const { key, calendar } = await office(daybook.db);
  const other = await office(daybook.db, { name: 'Elsewhere' });
  return { daybook, key, calendar, foreignKey: other.key };
}

const wanted = {
  url: 'https://mywebsite.com/webhooks/booking',
  name: 'New Bookings',
  events: ['booking.canceled', 'booking'],
};

test('a webhook is created with a secret that is shown once, listed, read and deleted', async () => {
  const { daybook, key } = await furnished();
  const created = await daybook.post('/v2/webhooks', wanted, key);
  assert.equal(created.status, 200);
  const { id, secret, ...rest } = created.body;
  assert.match(id, /^WHK-[A-Z0-9]{10}$/);
  assert.match(secret, /^[0-9a-f]{32}$/);
  assert.deepEqual(rest, {
    object: 'webhook',
    api_version: 'v2',
    creation_time: '2026-11-24T06:00:00.000Z',
    ...wanted,
  });

  const read = await daybook.get(`/v2/webhooks/${id}`, key);
  assert.deepEqual(read.body, { ...rest, id, secret: null });
  const list = await daybook.get('/v2/webhooks', key);
  assert.deepEqual(list.body, { object: 'list', data: [{ ...rest, id }], has_more: false });

  assert.deepEqual((await daybook.delete(`/v2/webhooks/${id}`, key)).body, { id, deleted: true });
  assert.deepEqual((await daybook.get('/v2/webhooks', key)).body.data, []);
  assert.deepEqual((await daybook.get(`/v2/webhooks/${id}`, key)).body, { id, object: 'webhook', deleted: true });
  const twice = await daybook.delete(`/v2/webhooks/${id}`, key);
  assert.equal(twice.status, 404);
  assert.deepEqual(twice.body, { type: 'invalid_request_error', message: `No such webhook: '${id}'`, param: 'id' });
  assert.equal((await daybook.post('/v2/webhooks', wanted, key)).status, 200, 'its name is free again');
});

test('a change of a webhook is refused like a new one, and one of nothing or of something else as well', async () => {
  const { daybook, key } = await furnished();
  const { id } = (await daybook.post('/v2/webhooks', wanted, key)).body;
  await daybook.post('/v2/webhooks', { ...wanted, name: 'Taken' }, key);
  const refused: [body: object, status: number, param: string][] = [
    [{}, 400, 'body'],
    [{ secret: 'mine' }, 400, 'secret'],
    [{ name: '!!!' }, 400, 'name'],
    [{ name: 'x'.repeat(201) }, 400, 'name'],
    [{ name: 'Taken' }, 409, 'name'],
    [{ events: ['booking.lost'] }, 400, 'events'],
    [{ url: 'http://mywebsite.com/' }, 400, 'url'],
  ];
  for (const [body, status, param] of refused) {
    const reply = await daybook.patch(`/v2/webhooks/${id}`, body, key);
    assert.deepEqual([reply.status, reply.body.param], [status, param], reply.text);
  }
  assert.equal((await daybook.get(`/v2/webhooks/${id}`, key)).body.name, wanted.name);
});

test('webhooks are listed newest first, a page at a time', async () => {
  const { daybook, key, foreignKey } = await furnished();
  const names: string[] = [];
  for (let i = 0; i < 5; i++) {
    daybook.clock.now += second;
    await daybook.post('/v2/webhooks', { ...wanted, name: `Webhook ${i}` }, key);
    names.unshift(`Webhook ${i}`);
  }
  const seen: string[] = [];
  let path: string | undefined = '/v2/webhooks?limit=2';
  while (path !== undefined) {
    const page: Reply = await daybook.get(path, key);
    seen.push(...page.body.data.map((webhook: { name: string }) => webhook.name));
    const next: string | undefined = /<([^>]+)>; rel="next"/.exec(page.headers.get('link') ?? '')?.[1];
    assert.equal(page.body.has_more, next !== undefined);
    path = next?.slice(daybook.url.length);
  }
  assert.deepEqual(seen, names);
  assert.deepEqual((await daybook.get('/v2/webhooks', foreignKey)).body.data, []);
  const cursor = await daybook.get('/v2/webhooks?after=WHK-0000000000', key);
  assert.deepEqual(cursor.body, {
    type: 'invalid_request_error',
    message: "No such webhook: 'WHK-0000000000'",
    param: 'after',
  });
});

test('the name of a living webhook is taken, also if two are created at once', async () => {
  const { daybook, key, foreignKey } = await furnished();
  const answers = await Promise.all(Array.from({ length: 8 }, () => daybook.post('/v2/webhooks', wanted, key)));
  assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 409, 409, 409, 409, 409, 409, 409]);
  assert.deepEqual(answers.find(({ status }) => status === 409)!.body, {
    type: 'invalid_request_error',
    message: "A webhook subscription with this name already exists: 'New Bookings'",
    param: 'name',
  });
  assert.equal((await daybook.post('/v2/webhooks', wanted, foreignKey)).status, 200, 'another account may use it');
});

test('a webhook without what it needs is refused, with the field that is to blame', async () => {
  const { daybook, key } = await furnished();
  const refused: [Record<string, unknown>, string][] = [
    [{ url: undefined }, 'url'],
    [{ url: 7 }, 'url'],
    [{ url: 'mywebsite.com' }, 'url'],
    [{ url: 'http://mywebsite.com/' }, 'url'],
    [{ url: 'https://10.0.0.1/' }, 'url'],
    [{ url: 'https://2130706434/' }, 'url'],
    [{ url: 'https://[::1]/' }, 'url'],
    [{ url: 'https://localhost/' }, 'url'],
    [{ url: 'https://a:b@mywebsite.com/' }, 'url'],
    [{ url: `https://mywebsite.com/${'x'.repeat(2000)}` }, 'url'],
    [{ name: undefined }, 'name'],
    [{ name: '' }, 'name'],
    [{ name: '--- !' }, 'name'],
    [{ name: 'x'.repeat(201) }, 'name'],
    [{ events: undefined }, 'events'],
    [{ events: [] }, 'events'],
    [{ events: 'booking' }, 'events'],
    [{ events: ['booking', 'booking.moved'] }, 'events'],
    [{ events: ['booking', null] }, 'events'],
    [{ events: [['booking']] }, 'events'],
  ];
  for (const [part, param] of refused) {
    const answer = await daybook.post('/v2/webhooks', { ...wanted, ...part }, key);
    assert.equal(answer.status, 400, JSON.stringify(part));
    assert.equal(answer.body.type, 'invalid_request_error');
    assert.equal(answer.body.param, param, JSON.stringify(part));
  }
  assert.deepEqual((await daybook.get('/v2/webhooks', key)).body.data, []);
});

test('every event of the contract can be subscribed to, and a name that is given twice counts once', async () => {
  const { daybook, key } = await furnished();
  const events = [...subscribable, ...subscribable];
  const created = await daybook.post('/v2/webhooks', { ...wanted, name: '会議', events }, key);
  assert.deepEqual(created.body.events, subscribable);
  assert.equal(subscribable.length, 14);
});

test("another account's webhook reads as one that never was, and nothing opens without a key", async () => {
  const { daybook, key, foreignKey } = await furnished();
  const { id } = (await daybook.post('/v2/webhooks', wanted, key)).body;
  for (const method of ['get', 'delete'] as const) {
    const foreign = await daybook[method](`/v2/webhooks/${id}`, foreignKey);
    assert.equal(foreign.status, 404);
    assert.deepEqual(foreign.body, { type: 'invalid_request_error', message: `No such webhook: '${id}'`, param: 'id' });
    assert.equal((await daybook[method](`/v2/webhooks/${id}`)).status, 401);
  }
  assert.equal((await daybook.get('/v2/webhooks')).status, 401);
  assert.equal((await daybook.post('/v2/webhooks', wanted)).status, 401);
  assert.equal((await daybook.get(`/v2/webhooks/${id}`, key)).body.name, wanted.name);
});

test('a booking made over HTTP reaches a local receiver signed, after a first failure too', async () => {
  const to = await receiver();
  to.answerWith(500);
  const { daybook, key, calendar } = await furnished();
  const { secret } = (await daybook.post('/v2/webhooks', { ...wanted, url: to.url }, key)).body;
  const booked = await daybook.post(
    `/v2/booking-calendars/${calendar}/schedule`,
    wish('2026-11-25T15:00:00.000Z'),
    key,
  );
  assert.equal(booked.status, 200);
  const first = await to.next();
  daybook.clock.now += 5 * second;
  const again = await to.next();
  assert.deepEqual(again.body, first.body);
  assert.equal(signedAt(again, secret), daybook.clock.now);
  const event = JSON.parse(first.body.toString());
  assert.equal(event.type, 'booking.scheduled');
  assert.equal(event.data.id, booked.body.id);
});

test('what is owed survives a restart of the database, and the loop goes on by itself', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'daybook-restart-'));
  let server: EmbeddedServer | undefined;
  const settings = { fsync: 'off', max_connections: '40' };
  const boot = async () => (server = await startEmbedded({ dataDir: folder, log: () => {}, settings }));
  const { connection } = await boot();
  await migrate(connection);
  const db = openDatabase(connection, { patienceMs: 200 });
  try {
    const to = await receiver();
    let release = () => {};
    to.answerWith((_, response) => {
      release = () => response.writeHead(200).end();
    });
    const { subscribe, emit, deliver, deliveries } = await stage(db);
    await subscribe(to.url);
    const loop = deliver();
    await emit();
    await to.next();
    await server!.stop();
    release();
    await boot();
    assert.equal((await loop.next()).exchange.outcome, 'ok');
    await emit();
    await loop.next();
    assert.equal(to.received.length, 2);
    assert.ok((await deliveries()).every((row) => row.state === 'delivered'));
    await loop.stop();
  } finally {
    await db.close();
    await server?.stop();
    await rm(folder, { recursive: true, force: true });
  }
});
