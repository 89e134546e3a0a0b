import assert from 'node:assert/strict';
import type { LookupAddress } from 'node:dns';
import { once } from 'node:events';
import { createServer as createHttpsServer } from 'node:https';
import { type AddressInfo, createServer } from 'node:net';
import { after, test } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { certificate } from '../../test/support/certificate.ts';
import { type Answer, startReceiver } from '../../test/support/receiver.ts';
import { allowHosts } from './address-guard.ts';
import { type OutgoingOptions, openOutgoing, type PostRequest } from './outgoing.ts';

const closing: (() => Promise<void>)[] = [];
after(() => Promise.all(closing.map((close) => close())));

function open(allowed: string[], options: Partial<OutgoingOptions> = {}) {
  const outgoing = openOutgoing({ allowed: allowHosts(allowed), connectionsPerPool: 4, ...options });
  closing.push(() => outgoing.close());
  return outgoing;
}

async function receiver(...answers: Answer[]) {
  const started = await startReceiver();
  started.answerWith(...answers);
  closing.push(() => started.close());
  return started;
}

function request(url: string, more: Partial<PostRequest> = {}): PostRequest {
  return { poolKey: 'WHK-1', url, headers: {}, body: '{}', timeLimitMs: 5000, bodyLimitBytes: 16_384, ...more };
}

/** A resolver that gives the answers in turn, the last one for ever. */
function resolving(...answers: string[][]): { lookup: NonNullable<OutgoingOptions['lookup']>; asked: () => number } {
  let asked = 0;
  return {
    asked: () => asked,
    lookup: (_hostname, _options, callback) => {
      const addresses = answers[Math.min(asked++, answers.length - 1)]!;
      const found: LookupAddress[] = addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
      setImmediate(callback, null, found);
    },
  };
}

test('any 2xx is ok, with status, headers and body', async () => {
  const to = await receiver({ status: 202, headers: { 'X-Seen': 'yes' }, body: 'thanks' });
  const exchange = await open([to.host]).post(
    request(to.url, { headers: { 'Content-Type': 'application/json' }, body: '{"a":1}' }),
  );
  assert.equal(exchange.outcome, 'ok');
  assert.equal(exchange.status, 202);
  assert.equal(exchange.headers?.['x-seen'], 'yes');
  assert.equal(exchange.body?.toString(), 'thanks');
  assert.equal(exchange.error, undefined);
  const got = await to.next();
  assert.equal(got.method, 'POST');
  assert.equal(got.path, '/hook');
  assert.equal(got.body.toString(), '{"a":1}');
});

test('a redirect is a status like any other, and is not followed', async () => {
  const elsewhere = await receiver();
  const to = await receiver({ status: 307, headers: { Location: elsewhere.url } });
  const exchange = await open([to.host, elsewhere.host]).post(request(to.url));
  assert.equal(exchange.outcome, 'status');
  assert.equal(exchange.status, 307);
  assert.equal(elsewhere.connections(), 0);
});

test('an endpoint that says nothing within the limit timed out', async () => {
  const to = await receiver(() => {});
  const exchange = await open([to.host]).post(request(to.url, { timeLimitMs: 60 }));
  assert.equal(exchange.outcome, 'timeout');
  assert.equal(exchange.status, undefined);
  assert.match(exchange.error!, /60 ms/);
});

test('an endpoint that answered 200 and then drips its body has taken the request', async () => {
  const to = await receiver((_, response) => response.writeHead(200).write('drip'));
  const exchange = await open([to.host]).post(request(to.url, { timeLimitMs: 500 }));
  assert.equal(exchange.outcome, 'ok');
  assert.equal(exchange.body?.toString(), 'drip');
  assert.match(exchange.error!, /500 ms/);
});

test('a huge body is read up to the limit, and the connection given up', async () => {
  let closed: Promise<unknown> | undefined;
  const to = await receiver((_, response) => {
    closed = once(response, 'close');
    response.writeHead(500);
    const chunk = Buffer.alloc(65_536, 'x');
    const pour = () => {
      while (!response.destroyed && response.write(chunk));
    };
    response.on('drain', pour);
    pour();
  });
  const exchange = await open([to.host]).post(request(to.url));
  assert.equal(exchange.outcome, 'status');
  assert.equal(exchange.body?.length, 16_384);
  await closed;
});

test('a body shorter than announced, and a connection that breaks, are outcomes', async () => {
  const to = await receiver(
    (_, response) => {
      response.writeHead(200, { 'Content-Length': '1000' }).write('short', () => response.destroy());
    },
    (_, response) => response.destroy(),
  );
  const outgoing = open([to.host]);
  const lied = await outgoing.post(request(to.url));
  assert.equal(lied.outcome, 'ok');
  assert.equal(lied.body?.toString(), 'short');
  assert.notEqual(lied.error, undefined);
  assert.equal((await outgoing.post(request(to.url))).outcome, 'connection');
});

test('an answer that is not HTTP is a protocol error', async () => {
  const server = createServer((socket) => {
    socket.on('error', () => {}).once('data', () => socket.end('SSH-2.0-OpenSSH_9.9\r\n'));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(async () => void server.close());
  const { port } = server.address() as AddressInfo;
  const outgoing = open(['127.0.0.1']);
  assert.equal((await outgoing.post(request(`http://127.0.0.1:${port}/`))).outcome, 'protocol');
  assert.equal((await outgoing.post(request(`https://127.0.0.1:${port}/`))).outcome, 'tls');
});

test('a text that is no URL, and a port that is not open, are blocked before a name is looked up', async () => {
  const { lookup, asked } = resolving(['93.184.216.34']);
  const outgoing = open([], { lookup, allowed: allowHosts([], { ports: [443] }) });
  for (const url of ['', 'https://', 'https://hooks.example.com:22/', 'https://hooks.example.com:8443/']) {
    assert.equal((await outgoing.post(request(url))).outcome, 'blocked', url);
  }
  assert.equal(asked(), 0);
});

test('a name that leads into a network which the operator closed is blocked', async () => {
  const { lookup } = resolving(['93.184.216.34']);
  const outgoing = open([], { lookup, allowed: allowHosts([], { closed: ['93.184.216.0/24'] }) });
  assert.equal((await outgoing.post(request('https://hooks.example.com/'))).outcome, 'blocked');
});

test('nobody listening is a connection error, an unknown name a DNS error', async () => {
  const gone = await startReceiver();
  await gone.close();
  const refused = await open([gone.host]).post(request(gone.url));
  assert.equal(refused.outcome, 'connection');
  assert.match(refused.error!, /ECONNREFUSED/);
  const notFound = Object.assign(new Error('getaddrinfo ENOTFOUND nowhere.example'), { code: 'ENOTFOUND' });
  const outgoing = open([], { lookup: (_hostname, _options, callback) => setImmediate(callback, notFound, []) });
  assert.equal((await outgoing.post(request('https://nowhere.example/'))).outcome, 'dns');
});

test('no spelling of a private address opens a connection', async () => {
  const to = await receiver();
  const port = Number(new URL(to.url).port);
  const outgoing = open([], { allowed: allowHosts([], { ports: [port] }) });
  const hosts = [
    '127.0.0.1',
    '127.1',
    '0177.0.0.1',
    '0x7f000001',
    '2130706433',
    '127.0.0.1.',
    '[::1]',
    '[::]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
  ];
  for (const host of [...hosts, '[64:ff9b::7f00:1]', '[2002:7f00:1::]', 'localhost', '0', '0.0.0.0']) {
    for (const scheme of ['http', 'https']) {
      const exchange = await outgoing.post(request(`${scheme}://${host}:${port}/`));
      assert.equal(exchange.outcome, 'blocked', `${scheme}://${host}`);
      assert.doesNotMatch(exchange.error!, /ECONN/);
    }
  }
  await nextTurn();
  assert.equal(to.connections(), 0);
});

test('a name that resolves to a private address is blocked, also if only one of its addresses is', async () => {
  const to = await receiver();
  const port = Number(new URL(to.url).port);
  for (const addresses of [
    ['127.0.0.1'],
    ['93.184.216.34', '127.0.0.1'],
    ['::1'],
    ['::ffff:127.0.0.1'],
    ['169.254.169.254'],
    [],
  ]) {
    const { lookup } = resolving(addresses);
    const outgoing = open([], { lookup, allowed: allowHosts([], { ports: [port] }) });
    const exchange = await outgoing.post(request(`https://evil.example:${port}/`));
    assert.equal(exchange.outcome, 'blocked', addresses.join());
    assert.doesNotMatch(exchange.error!, /\d+\.\d+\.\d+\.\d+|::/, 'the answer tells nothing of the address');
  }
  assert.equal(to.connections(), 0);
});

test('a name is looked up once per connection, so that it cannot change between judging and connecting', async () => {
  const to = await receiver();
  const port = Number(new URL(to.url).port);
  // A documentation address would be refused, so this public one stands for the rebinding host; nothing answers there.
  const { lookup, asked } = resolving(['192.0.9.1'], ['127.0.0.1']);
  const outgoing = open([], { lookup, allowed: allowHosts([], { ports: [port] }) });
  const exchange = await outgoing.post(request(`https://rebinding.example:${port}/`, { timeLimitMs: 50 }));
  assert.ok(['timeout', 'connection'].includes(exchange.outcome), exchange.outcome);
  assert.equal(asked(), 1);
  assert.equal(to.connections(), 0);
});

test('a stop interrupts what is under way', async () => {
  const to = await receiver(() => {});
  const stop = new AbortController();
  const posted = open([to.host]).post(request(to.url, { signal: stop.signal }));
  await to.next();
  stop.abort();
  assert.equal((await posted).outcome, 'interrupted');
});

test('connections are kept for the next request of the same key, and not shared with another', async () => {
  const to = await receiver();
  const outgoing = open([to.host]);
  for (let i = 0; i < 20; i++) await outgoing.post(request(to.url));
  // Not always one: a connection is free again a turn of the event loop after its answer was read.
  const kept = to.connections();
  assert.ok(kept <= 2, `${kept} connections for 20 requests in a row`);
  await outgoing.post(request(to.url, { poolKey: 'WHK-2' }));
  assert.equal(to.connections(), kept + 1);
});

test('each step has its time: name, connection, TLS, first byte; and none that was not taken', async () => {
  setDefaultCACertificates([...getCACertificates(), certificate.cert]);
  const server = createHttpsServer(certificate, (_, response) => response.end('thanks')).listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(async () => server.closeAllConnections());
  closing.push(async () => void server.close());
  const { port } = server.address() as AddressInfo;
  const outgoing = open(['localhost', '127.0.0.1']);
  const { phases, outcome, error } = await outgoing.post(request(`https://localhost:${port}/`));
  assert.equal(outcome, 'ok', String(error));
  const steps = [phases.dns_ms, phases.connect_ms, phases.tls_ms, phases.first_byte_ms];
  assert.ok(
    steps.every((step) => step !== null && step >= 0),
    JSON.stringify(phases),
  );
  assert.ok(steps.reduce((sum, step) => sum! + step!, 0)! <= phases.total_ms + 1, JSON.stringify(phases));

  const again = await outgoing.post(request(`https://localhost:${port}/`));
  const { first_byte_ms, total_ms, ...opened } = again.phases;
  assert.deepEqual(opened, { dns_ms: null, connect_ms: null, tls_ms: null });
  assert.ok(first_byte_ms !== null && first_byte_ms <= total_ms);

  const byAddress = await outgoing.post(request(`https://127.0.0.1:${port}/`));
  assert.equal(byAddress.phases.dns_ms, null);
  assert.notEqual(byAddress.phases.tls_ms, null);
});

test('an exchange that stops half way has the times of the steps that were taken', async () => {
  const server = createServer((socket) => void socket.on('error', () => {})).listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(async () => void server.close());
  const { port } = server.address() as AddressInfo;
  const outgoing = open(['127.0.0.1']);
  const hanging = await outgoing.post(request(`https://127.0.0.1:${port}/`, { timeLimitMs: 60 }));
  assert.equal(hanging.outcome, 'timeout');
  assert.notEqual(hanging.phases.connect_ms, null);
  assert.deepEqual([hanging.phases.tls_ms, hanging.phases.first_byte_ms], [null, null]);
  const blocked = await outgoing.post(request('https://10.0.0.1/'));
  assert.equal(blocked.outcome, 'blocked');
  const { total_ms, ...steps } = blocked.phases;
  assert.deepEqual(Object.values(steps), [null, null, null, null]);
  assert.ok(total_ms >= 0);
});
