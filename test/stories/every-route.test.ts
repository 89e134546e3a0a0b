import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import { getRequestListener } from '@hono/node-server';
import { pino } from 'pino';
import { type Database, DatabaseUnavailable, openDatabase } from '../../src/db/pool.ts';
import { sealWith } from '../../src/db/seal.ts';
import { createApp } from '../../src/http/app.ts';
import { limitBy } from '../../src/http/limits.ts';
import type { Caller, Route } from '../../src/http/route.ts';
import { checkAgainstDocument, document, routes } from '../support/document.ts';
import { call, office, type Reply, testDaybook } from '../support/server.ts';

interface Parameter {
  name: string;
  in: string;
  required: boolean;
  schema: { examples?: string[] };
}

/** A path of the route with what it requires, as the document's examples have it. */
const pathOf = (route: Route) => {
  const { parameters } = document.paths[route.path][route.method.toLowerCase()] as { parameters: Parameter[] };
  const required = parameters.filter((each) => each.in === 'query' && each.required);
  const query = new URLSearchParams(required.map((each) => [each.name, each.schema.examples![0]!]));
  return route.path.replace('{id}', 'ID-1234') + (required.length === 0 ? '' : `?${query}`);
};

const caller: Caller = {
  accountId: 'ACC-1',
  accountEmail: 'a@example.com',
  keyId: 'KEY-1',
  actor: { kind: 'key', id: 'KEY-1' },
};
type FindCaller = Parameters<typeof createApp>[0]['findKey'];

/** The API on a database of our choosing, as if a key had been found. */
async function serve(db: Database, findKey: FindCaller = async () => caller): Promise<string> {
  const app = createApp({
    routes,
    db,
    log: pino({ level: 'silent' }),
    baseUrl: 'http://127.0.0.1',
    trustedProxies: 0,
    clock: Date.now,
    seal: sealWith(new Uint8Array(32)),
    findKey,
    keyUsed: () => {},
    limits: { account: limitBy({ perSecond: 0, burst: 0 }), address: limitBy({ perSecond: 0, burst: 0 }) },
  });
  const server = createServer(getRequestListener(app.fetch)).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  after(() => server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const onEach = async (ask: (route: Route) => Promise<Reply>, judge: (reply: Reply, route: Route) => void) => {
  for (const route of routes) judge(await ask(route), route);
};

test('every route that takes a body has an example', () => {
  for (const route of routes) assert.equal(route.body !== undefined, route.example !== undefined, route.id);
});

test('no route answers without a key, nor with one that was revoked', async () => {
  const server = await testDaybook();
  const { accountId, key } = await office(server.db);
  await onEach(
    (route) => call(server.url, route.method, pathOf(route), route.example, undefined),
    (reply, route) => assert.deepEqual([reply.status, reply.body.message], [401, 'Invalid API key.'], route.id),
  );
  await server.db.transaction(accountId, (tx) =>
    tx.run({ name: 'revoke', text: 'update api_keys set deleted_time = now() where account_id = $1' }, [accountId]),
  );
  await onEach(
    (route) => call(server.url, route.method, pathOf(route), route.example, key),
    (reply, route) => assert.match(reply.body.message, /^Expired API key/, route.id),
  );
});

test('every route counts against the limit', async () => {
  const server = await testDaybook({ RATE_LIMIT_ACCOUNT_BURST: '1', RATE_LIMIT_ACCOUNT_PER_SECOND: '1' });
  const { key } = await office(server.db);
  assert.equal((await server.get('/v2/test', key)).status, 200);
  await onEach(
    (route) => call(server.url, route.method, pathOf(route), route.example, key),
    (reply, route) => assert.equal(reply.status, 429, route.id),
  );
});

test('a body that cannot be read is refused by every route that takes one', async () => {
  const server = await testDaybook();
  const { key } = await office(server.db);
  for (const route of routes.filter((each) => each.body !== undefined)) {
    const ask = (body: string) => call(server.url, route.method, pathOf(route), body, key);
    assert.match((await ask('{"a":')).body.message, /not valid JSON/);
    assert.match((await ask('[1]')).body.message, /must be a JSON object/);
    assert.match((await ask(JSON.stringify({ a: 'x'.repeat(1_000_001) }))).body.message, /larger than/);
    if (route.bodyOptional !== true) assert.match((await ask('')).body.message, /Required fields are missing/);
    const response = await fetch(server.url + pathOf(route), {
      method: route.method,
      headers: { 'API-Key': key, 'Content-Type': 'text/plain' },
      body: '{}',
    });
    const text = await response.text();
    const reply: Reply = { status: response.status, headers: response.headers, body: JSON.parse(text), text };
    assert.equal(reply.body.param, route.deprecated ? undefined : 'body');
    checkAgainstDocument(route.method, pathOf(route), reply);
  }
});

/** Answers of the server's own knowledge. */
const needsNothing = /^testKey|^getNotificationTemplates$/;

test('while the database is away every route that needs it says that it cannot answer now', async () => {
  const nowhere = openDatabase({ host: '/nonexistent', port: 5432, user: 'x', database: 'x' }, { patienceMs: 0 });
  after(() => nowhere.close());
  const url = await serve(nowhere);
  await onEach(
    (route) => call(url, route.method, pathOf(route), route.example, 'any'),
    (reply, route) => {
      if (!needsNothing.test(route.id)) assert.equal(reply.status, 503, route.id);
    },
  );
});

test('a fault of ours is answered with 500 and tells nothing of itself', async () => {
  const url = await serve({ read: fail, transaction: fail, system: fail, load, close: async () => {} });
  await onEach(
    (route) => call(url, route.method, pathOf(route), route.example, 'any'),
    (reply, route) => {
      if (needsNothing.test(route.id)) return;
      assert.equal(reply.status, 500, route.id);
      assert.deepEqual(reply.body, {
        type: 'api_error',
        message: 'An internal error occurred while processing your request',
      });
    },
  );
});

test('a key that cannot be looked up, for whatever reason, is not a wrong key', async () => {
  const broken = { read: fail, transaction: fail, system: fail, load, close: async () => {} };
  const away = await serve(broken, async () => {
    throw new DatabaseUnavailable('away');
  });
  const wrong = await serve(broken, fail);
  for (const path of ['/v1/test', '/v2/test', '/v2/notification-templates']) {
    assert.equal((await call(away, 'GET', path, undefined, 'any')).status, 503);
    assert.equal((await call(wrong, 'GET', path, undefined, 'any')).status, 500);
  }
});

const load = () => ({ open: 0, idle: 0, waiting: 0 });

async function fail(): Promise<never> {
  throw new Error('secret inner workings');
}
