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
import { consoleHeader } from '../../src/http/session-cookie.ts';
import { checkAgainstDocument, document, routes } from '../support/document.ts';
import { cookieOf } from '../support/people.ts';
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
  through: { kind: 'key', id: 'KEY-1' },
  actor: { kind: 'key', id: 'KEY-1' },
};
type FindCaller = Parameters<typeof createApp>[0]['findKey'];

const person: Caller = {
  ...caller,
  through: { kind: 'session', id: 'SIN-1' },
  actor: { kind: 'user', id: 'USR-1', role: 'Account Owner' },
};

/** What the callers of a route send: a key, a session's cookie where only people are served, or nothing. */
const credentialOf = ({ audience }: Route, key: string, cookie: string) =>
  audience === 'anybody' ? undefined : audience === 'people' ? cookie : key;

/** Routes that somebody has to be known for. */
const closed = routes.filter((route) => route.audience !== 'anybody');

const unlimited = limitBy({ perSecond: 0, burst: 0 });

/** The API on a database of our choosing, as if a key or a session had been found. */
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
    findSession: async () => person,
    callerSeen: () => {},
    limits: { account: unlimited, address: unlimited, people: unlimited, signIn: unlimited },
  });
  const server = createServer(getRequestListener(app.fetch)).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  after(() => server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const onEach = async (
  ask: (route: Route) => Promise<Reply>,
  judge: (reply: Reply, route: Route) => void,
  some: readonly Route[] = routes,
) => {
  for (const route of some) judge(await ask(route), route);
};

test('every route that takes a body has an example', () => {
  for (const route of routes) assert.equal(route.body !== undefined, route.example !== undefined, route.id);
});

test('no route answers without a key, nor with one that is wrong or was revoked, but those that sign people in', async () => {
  const server = await testDaybook();
  const { accountId, key } = await office(server.db);
  const ask = (apiKey: string | undefined) => (route: Route) =>
    call(server.url, route.method, pathOf(route), route.example, apiKey);
  const refused = (message: string) => (reply: Reply, route: Route) =>
    assert.deepEqual([reply.status, reply.body.message], [401, message], route.id);
  const [personal, others] = [closed.filter(isPersonal), closed.filter((route) => !isPersonal(route))];
  await onEach(ask(undefined), refused('Invalid API key.'), others);
  await onEach(ask(undefined), refused('You are not signed in. The session is unknown or over.'), personal);
  await onEach(ask('wrong'), refused('Invalid API key.'), closed);
  await server.db.transaction(accountId, (tx) =>
    tx.run({ name: 'revoke', text: 'update api_keys set deleted_time = now() where account_id = $1' }, [accountId]),
  );
  await onEach(ask(key), (reply, route) => assert.match(reply.body.message, /^Expired API key/, route.id), closed);
});

const isPersonal = (route: Route) => route.audience === 'people';

test('what belongs to people’s sign-in answers no API key', async () => {
  const server = await testDaybook();
  const { key } = await office(server.db);
  await onEach(
    (route) => call(server.url, route.method, pathOf(route), route.example, key),
    (reply, route) => assert.equal(reply.status, 403, route.id),
    routes.filter(isPersonal),
  );
});

test('a cookie opens every route of v2 and none of v1, unless the session is over or the request comes from elsewhere', async () => {
  const server = await testDaybook();
  const { accountId, andrea } = await office(server.db);
  const cookie = await cookieOf(server, accountId, andrea);
  const inV2 = closed.filter((route) => route.path.startsWith('/v2/'));
  const ask = (headers: Record<string, string>) => (route: Route) =>
    call(server.url, route.method, pathOf(route), route.example, undefined, headers);
  await onEach(
    ask({ Cookie: 'daybook_session=wrong', [consoleHeader]: '1' }),
    (reply, route) =>
      assert.equal(reply.body.message, 'You are not signed in. The session is unknown or over.', route.id),
    inV2,
  );
  await onEach(
    ask({ Cookie: cookie, [consoleHeader]: '1' }),
    (reply, route) => assert.equal(reply.body.message, 'Invalid API key.', route.id),
    closed.filter((route) => !inV2.includes(route)),
  );
  const foreign = [
    {},
    { [consoleHeader]: '1', 'Sec-Fetch-Site': 'cross-site' },
    { [consoleHeader]: '1', 'Sec-Fetch-Site': 'same-site' },
    { [consoleHeader]: '1', Origin: 'https://elsewhere.example' },
    { [consoleHeader]: '1', Origin: 'null' },
  ];
  for (const headers of foreign)
    await onEach(
      ask({ Cookie: cookie, ...headers }),
      (reply, route) =>
        assert.deepEqual(
          [reply.status, reply.body.message],
          [403, 'The request does not come from a page of this server.'],
          route.id,
        ),
      inV2.filter((route) => route.method !== 'GET'),
    );
  const signIn = routes.filter((route) => route.audience === 'anybody' && route.method !== 'GET');
  await onEach(
    ask({ 'Sec-Fetch-Site': 'cross-site' }),
    (reply, route) => assert.equal(reply.status, 403, route.id),
    signIn,
  );
});

test('every route counts against the limit', async () => {
  const server = await testDaybook({
    RATE_LIMIT_ACCOUNT_BURST: '1',
    RATE_LIMIT_ACCOUNT_PER_SECOND: '1',
    RATE_LIMIT_PEOPLE_PER_SECOND: '0.1',
  });
  const { key, accountId, andrea } = await office(server.db);
  const cookie = await cookieOf(server, accountId, andrea);
  assert.equal((await server.get('/v2/test', key)).status, 200);
  assert.equal((await server.get('/v2/test', cookie)).status, 200);
  await onEach(
    (route) => call(server.url, route.method, pathOf(route), route.example, credentialOf(route, key, cookie)),
    (reply, route) => assert.equal(reply.status, 429, route.id),
    closed,
  );
});

test('what is open to anybody counts against the limit of the address, and its attempts against one of their own', async () => {
  const open = routes.filter((route) => route.audience === 'anybody');
  const byAddress = await testDaybook({ RATE_LIMIT_ADDRESS_PER_5_MINUTES: '1' });
  await byAddress.get('/v2/test');
  await onEach(
    (route) => call(byAddress.url, route.method, pathOf(route), route.example, undefined),
    (reply, route) => assert.equal(reply.status, 429, route.id),
    open,
  );
  const byAttempts = await testDaybook({ RATE_LIMIT_SIGN_IN_PER_MINUTE: '1' });
  await byAttempts.post('/v2/session', {});
  await onEach(
    (route) => call(byAttempts.url, route.method, pathOf(route), route.example, undefined),
    (reply, route) => assert.equal(reply.status, 429, route.id),
    open.filter((route) => route.method !== 'GET'),
  );
});

test('a body that cannot be read is refused by every route that takes one', async () => {
  const server = await testDaybook();
  const { key: apiKey, accountId, andrea } = await office(server.db);
  const cookie = await cookieOf(server, accountId, andrea);
  for (const route of routes.filter((each) => each.body !== undefined)) {
    const key = credentialOf(route, apiKey, cookie);
    const ask = (body: string) => call(server.url, route.method, pathOf(route), body, key);
    assert.match((await ask('{"a":')).body.message, /not valid JSON/);
    assert.match((await ask('[1]')).body.message, /must be a JSON object/);
    assert.match((await ask(JSON.stringify({ a: 'x'.repeat(1_000_001) }))).body.message, /larger than/);
    if (route.bodyOptional !== true) assert.match((await ask('')).body.message, /Required fields are missing/);
    const response = await fetch(server.url + pathOf(route), {
      method: route.method,
      headers: {
        ...(isPersonal(route) ? { Cookie: cookie, [consoleHeader]: '1' } : { 'API-Key': apiKey }),
        'Content-Type': 'text/plain',
      },
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
    (route) => call(url, route.method, pathOf(route), route.example, credentialOf(route, 'any', 'daybook_session=any')),
    (reply, route) => {
      if (!needsNothing.test(route.id)) assert.equal(reply.status, 503, route.id);
    },
  );
});

test('a fault of ours is answered with 500 and tells nothing of itself', async () => {
  const url = await serve({ read: fail, transaction: fail, system: fail, load, close: async () => {} });
  await onEach(
    (route) => call(url, route.method, pathOf(route), route.example, credentialOf(route, 'any', 'daybook_session=any')),
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
