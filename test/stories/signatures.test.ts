import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer as createHttpServer, type IncomingHttpHeaders } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { pathToFileURL } from 'node:url';
import { pino } from 'pino';
import { Webhook as StandardWebhook } from 'standardwebhooks';
import { Webhook as SvixWebhook } from 'svix';
import { createAccount } from '../../src/accounts/create.ts';
import { statement } from '../../src/db/pool.ts';
import { sealWith } from '../../src/db/seal.ts';
import { emit } from '../../src/deliveries/emit.ts';
import { startDeliveries } from '../../src/deliveries/jobs.ts';
import { allEvents } from '../../src/events.ts';
import { allowHosts } from '../../src/http/address-guard.ts';
import { createWebhook } from '../../src/webhooks/create.ts';
import { rotateSecret } from '../../src/webhooks/rotate-secret.ts';
import { forgetPreviousSecrets } from '../../src/webhooks/store.ts';
import { certificate } from '../support/certificate.ts';
import { testDatabase } from '../support/database.ts';
import { type Received, startReceiver } from '../support/receiver.ts';
import { call, office, type TestDaybook, testDaybook } from '../support/server.ts';

const second = 1000;
const minute = 60 * second;

/** A Daybook of today, for the libraries look at the clock on the wall; and an account to which things happen. */
async function today(now: number = Date.now()) {
  const daybook = await testDaybook({ WEBHOOK_ALLOW_HOSTS: '127.0.0.1' }, now);
  const { accountId, key } = await office(daybook.db);
  let subjects = 0;
  return {
    daybook,
    key,
    accountId,
    subscribe: async (url: string, version: 'v1' | 'v2' = 'v2'): Promise<{ id: string; secret: string }> => {
      const wanted = { url, name: `Webhook of ${version} at ${url}`, events: ['booking'] };
      return (await daybook.post(`/${version}/webhooks`, wanted, key)).body;
    },
    happen: (more: object = {}): Promise<string> => happen(daybook, accountId, ++subjects, more),
    rotate: (id: string, overlap_seconds?: number) =>
      daybook.post(
        `/v2/webhooks/${id}/rotate-secret`,
        overlap_seconds === undefined ? undefined : { overlap_seconds },
        key,
      ),
  };
}

function happen(
  { db, clock }: Pick<TestDaybook, 'db' | 'clock'>,
  accountId: string,
  number: number,
  more: object = {},
) {
  const id = `BKNG-${String(number).padStart(12, '0')}`;
  const event = {
    accountId,
    type: 'booking.scheduled' as const,
    subjectId: id,
    version: 1,
    now: clock.now,
    data: { ...allEvents[0]!.example, id, ...more },
  };
  return db.transaction(accountId, (tx) => emit(tx, { ...event, dataV1: async () => ({ tracking_id: id }) }));
}

async function receiver() {
  const started = await startReceiver();
  after(() => started.close());
  return started;
}

const spelt = (secret: string) => `whsec_${Buffer.from(secret).toString('base64')}`;

/** Which of the secrets the legacy header was made with. */
function legacySecret({ headers, body }: Received, secrets: Record<string, string>): string[] {
  const [, t, s] = /^t=(\d+),s=([0-9a-f]{64})$/.exec(String(headers['oncehub-signature']))!;
  const made = (secret: string) => createHmac('sha256', secret).update(`${t}.`).update(body).digest('hex');
  return Object.keys(secrets).filter((name) => made(secrets[name]!) === s);
}

/** Which of the secrets a library of Standard Webhooks takes the request with. */
function standardSecrets({ headers, body }: Received, secrets: Record<string, string>): string[] {
  return Object.keys(secrets).filter((name) => {
    try {
      new StandardWebhook(spelt(secrets[name]!)).verify(body.toString(), headers as Record<string, string>);
      return true;
    } catch {
      return false;
    }
  });
}

test('an event is signed in both forms with one secret, which libraries take in either spelling', async () => {
  const to = await receiver();
  const { subscribe, happen, daybook } = await today();
  const { secret } = await subscribe(to.url);
  const standard = spelt(secret);
  const id = await happen({ subject: 'Über uns: 会議' });
  const got = await to.next();
  assert.deepEqual(legacySecret(got, { secret }), ['secret']);
  const seconds = Math.floor(daybook.clock.now / second);
  assert.equal(got.headers['webhook-id'], id);
  assert.equal(got.headers['webhook-timestamp'], String(seconds));
  assert.ok(String(got.headers['oncehub-signature']).startsWith(`t=${seconds},`));
  assert.match(String(got.headers['webhook-signature']), /^v1,[A-Za-z0-9+/]{43}=$/);
  const headers = got.headers as Record<string, string>;
  const event = JSON.parse(got.body.toString());
  for (const Library of [StandardWebhook, SvixWebhook]) {
    for (const webhook of [new Library(standard), new Library(secret, { format: 'raw' })]) {
      assert.deepEqual(webhook.verify(got.body.toString(), headers), event);
      assert.throws(() => webhook.verify(`${got.body} `, headers), /No matching signature/);
      assert.throws(() => webhook.verify(got.body.toString(), { ...headers, 'webhook-id': 'EVNT-AAAAAAAAAA' }));
    }
  }
});

test('a webhook of v1 is sent no signature of either form', async () => {
  const to = await receiver();
  const { subscribe, happen } = await today();
  await subscribe(to.url, 'v1');
  await happen();
  const { headers } = await to.next();
  assert.deepEqual(
    Object.keys(headers).filter((name) => /webhook|signature/i.test(name)),
    [],
  );
});

test('a rotated secret is shown once, also to who repeats the request, and nowhere else', async () => {
  const { daybook, key, accountId, subscribe, rotate } = await today();
  const { id, secret: old } = await subscribe('https://hooks.example.com/');
  const ask = () =>
    call(daybook.url, 'POST', `/v2/webhooks/${id}/rotate-secret`, { overlap_seconds: 60 }, key, {
      'Idempotency-Key': 'k1',
    });
  const rotated = await ask();
  assert.equal(rotated.status, 200, rotated.text);
  const { secret, standard_secret, previous_secret_until } = rotated.body;
  assert.match(secret, /^[0-9a-f]{32}$/);
  assert.notEqual(secret, old);
  assert.equal(standard_secret, spelt(secret));
  assert.equal(Date.parse(previous_secret_until), daybook.clock.now + minute);
  const again = await ask();
  assert.deepEqual(again.body, rotated.body);
  assert.equal(again.headers.get('idempotent-replayed'), 'true');

  const read = await daybook.get(`/v2/webhooks/${id}`, key);
  assert.equal(read.body.secret, null);
  const settings = await daybook.get(`/v2/webhooks/${id}/settings`, key);
  assert.equal(settings.body.previous_secret_until, previous_secret_until);
  assert.equal((await daybook.get('/v2/webhooks/WHK-0000000000/settings', key)).status, 404);
  const log = await daybook.get(`/v2/audit-log?object_id=${id}`, key);
  assert.deepEqual(log.body.data[0].after, { previous_secret_until });
  const everything = [read.text, log.text, (await daybook.get('/v2/webhooks', key)).text];
  const tables = ['webhooks', 'audit_log', 'idempotency_keys'].map((name) =>
    statement<{ row: string }>(`select to_jsonb(t)::text as row from ${name} t`),
  );
  for (const table of tables)
    for (const { row } of await daybook.db.system((tx) => tx.rows(table))) everything.push(row);
  const hex = (text: string) => Buffer.from(text).toString('hex');
  for (const one of [secret, standard_secret, old, hex(secret), hex(old)])
    assert.ok(!everything.some((text) => text.includes(one)), 'a secret can be read somewhere');

  // At the end of the overlap the old one is wiped.
  daybook.clock.now += minute;
  await daybook.db.system((tx) => forgetPreviousSecrets(tx, daybook.clock.now));
  const kept = statement<{ previous_secret: Buffer | null }>(
    'select previous_secret from webhooks where account_id = $1',
  );
  assert.deepEqual(await daybook.db.system((tx) => tx.rows(kept, [accountId])), [{ previous_secret: null }]);
  assert.equal((await daybook.get(`/v2/webhooks/${id}/settings`, key)).body.previous_secret_until, null);
  assert.equal((await rotate(id)).status, 200, 'and the next rotation may begin');
});

test('while a secret is rotated the legacy header stays with the old one, and the standard one has both', async () => {
  const to = await receiver();
  const { daybook, subscribe, happen, rotate } = await today();
  const { id, secret: old } = await subscribe(to.url);
  const { secret: fresh } = (await rotate(id, 60)).body;
  const secrets = { old, fresh };
  const signers = async () => {
    await happen();
    const got = await to.next();
    return { legacy: legacySecret(got, secrets), standard: standardSecrets(got, secrets) };
  };
  assert.deepEqual(await signers(), { legacy: ['old'], standard: ['old', 'fresh'] });
  daybook.clock.now += minute - 1;
  assert.deepEqual(await signers(), { legacy: ['old'], standard: ['old', 'fresh'] });
  daybook.clock.now += 1;
  assert.deepEqual(await signers(), { legacy: ['fresh'], standard: ['fresh'] });
});

test('a rotation lasts a day unless said otherwise, up to a week, and can be ended early', async () => {
  const to = await receiver();
  const { daybook, key, subscribe, happen, rotate } = await today();
  const { id, secret: old } = await subscribe(to.url);
  const { body } = await rotate(id);
  assert.equal(Date.parse(body.previous_secret_until) - daybook.clock.now, 24 * 60 * minute);
  const ended = await daybook.post(`/v2/webhooks/${id}/end-rotation`, undefined, key);
  assert.equal(ended.body.previous_secret_until, null);
  await happen();
  const secrets = { old, fresh: body.secret };
  const got = await to.next();
  assert.deepEqual([legacySecret(got, secrets), standardSecrets(got, secrets)], [['fresh'], ['fresh']]);
  const twice = await daybook.post(`/v2/webhooks/${id}/end-rotation`, undefined, key);
  assert.deepEqual(twice.body, ended.body);
  const week = await rotate(id, 7 * 86_400);
  assert.equal(Date.parse(week.body.previous_secret_until) - daybook.clock.now, 7 * 24 * 60 * minute);
});

test('a secret that leaked is dead with the next request, and so are all that came before it', async () => {
  const to = await receiver();
  const { subscribe, happen, rotate } = await today();
  const { id, secret: first } = await subscribe(to.url);
  const { secret: second } = (await rotate(id, 3600)).body;
  const { secret: third, previous_secret_until } = (await rotate(id, 0)).body;
  assert.equal(previous_secret_until, null);
  await happen();
  const got = await to.next();
  const secrets = { first, second, third };
  assert.deepEqual([legacySecret(got, secrets), standardSecrets(got, secrets)], [['third'], ['third']]);
});

test('what was signed with a leaked secret and is still connecting is broken off, in whichever process', async () => {
  setDefaultCACertificates([...getCACertificates(), certificate.cert]);
  const requests: IncomingHttpHeaders[] = [];
  const inner = createHttpsServer(certificate, (request, response) => {
    requests.push(request.headers);
    request.resume().on('end', () => response.end());
  }).listen(0, '127.0.0.1');
  await once(inner, 'listening');
  // Lets the first connection hang in its handshake until it is told to go on, and all others through.
  const held = Promise.withResolvers<Socket>();
  let first: Socket | undefined;
  const through = (socket: Socket) =>
    socket.pipe(connect((inner.address() as AddressInfo).port, '127.0.0.1').on('error', () => {})).pipe(socket);
  const gate = createServer((socket) => {
    socket.on('error', () => {});
    if (first !== undefined) return void through(socket);
    first = socket;
    held.resolve(socket);
  }).listen(0, '127.0.0.1');
  await once(gate, 'listening');
  const { db, close } = await testDatabase();
  const seal = sealWith(Buffer.alloc(32, 7));
  const allowed = allowHosts(['127.0.0.1']);
  const clock = { now: Date.now() };
  const recorded = Promise.withResolvers<void>();
  const loop = startDeliveries({
    db,
    log: pino({ level: 'silent' }),
    seal,
    allowed,
    clock: () => clock.now,
    version: '1.2.3',
    // One at a time: the second request shows that the first is over.
    settings: { perEndpoint: 1 },
    onRecorded: () => recorded.resolve(),
  });
  try {
    const owner = { name: 'Office', email: 'admin@office.example', timezone: 'America/New_York' };
    const accountId = await db.system((tx) => createAccount(tx, owner, clock.now));
    const wanted = {
      url: `https://127.0.0.1:${(gate.address() as AddressInfo).port}/`,
      name: 'Slow',
      events: ['booking' as const],
    };
    const { row, secret } = await db.transaction(accountId, (tx) =>
      createWebhook(tx, accountId, wanted, clock.now, { allowed, seal }),
    );
    await happen({ db, clock }, accountId, 1);
    const connecting = await held.promise;
    const leaked = performance.now();
    const { secret: fresh } = await db.transaction(accountId, (tx) =>
      rotateSecret(tx, accountId, row.id, 0, clock.now, seal),
    );
    clock.now += 45 * second;
    await recorded.promise;
    const took = performance.now() - leaked;
    assert.ok(took < 5000, `after ${Math.round(took)} ms the old secret was still in use`);
    const closed = once(connecting, 'close');
    through(connecting);
    await closed;
    assert.equal(requests.length, 1, 'the request that was signed with the leaked secret never arrived');
    const got = { headers: requests[0]! };
    const [, t] = /^t=(\d+),/.exec(String(got.headers['oncehub-signature']))!;
    const event = statement<{ body: string }>('select body_v2 as body from events');
    const { body } = (await db.system((tx) => tx.one(event)))!;
    const made = (key: string) => `t=${t},s=${createHmac('sha256', key).update(`${t}.${body}`).digest('hex')}`;
    assert.equal(got.headers['oncehub-signature'], made(fresh));
    assert.notEqual(got.headers['oncehub-signature'], made(secret));
  } finally {
    await loop.stop();
    gate.close();
    inner.closeAllConnections();
    inner.close();
    await close();
  }
});

test('a rotation is refused where there is nothing to rotate, and while another is under way', async () => {
  const { daybook, key, subscribe, rotate } = await today();
  const { id } = await subscribe('https://hooks.example.com/');
  const v1 = await subscribe('https://hooks.example.com/', 'v1');
  const unsigned = await rotate(v1.id);
  assert.deepEqual([unsigned.status, unsigned.body.message], [409, `Webhooks of API v1 are not signed: '${v1.id}'`]);
  for (const wrong of [-1, 604_801, 1.5, '60', null]) {
    const refused = await daybook.post(`/v2/webhooks/${id}/rotate-secret`, { overlap_seconds: wrong }, key);
    assert.deepEqual([refused.status, refused.body.param], [400, 'overlap_seconds'], String(wrong));
  }
  const misspelt = await daybook.post(`/v2/webhooks/${id}/rotate-secret`, { overlap: 60 }, key);
  assert.deepEqual([misspelt.status, misspelt.body.message], [400, 'Unsupported fields']);
  assert.equal((await rotate(id, 60)).status, 200);
  const early = await rotate(id, 60);
  assert.equal(early.status, 409);
  assert.deepEqual(early.body, {
    type: 'invalid_request_error',
    message: `A rotation of this webhook's secret is under way: '${id}'`,
    param: 'id',
  });
  for (const verb of ['rotate-secret', 'end-rotation'])
    assert.equal((await daybook.post(`/v2/webhooks/WHK-0000000000/${verb}`, undefined, key)).status, 404);
});

/** The receiver that a reader of the docs has: what the page shows, and nothing else. */
async function documented() {
  const page = await readFile(new URL('../../docs/webhooks.md', import.meta.url), 'utf8');
  const folder = await mkdtemp(join(tmpdir(), 'daybook-docs-'));
  after(() => rm(folder, { recursive: true }));
  const file = join(folder, 'receiver.ts');
  await writeFile(file, /```ts\n([\s\S]*?)```/.exec(page)![1]!);
  return import(pathToFileURL(file).href);
}

test('a receiver made of the docs alone verifies every request of a rotation under load, in either form', async () => {
  const { receiver: sample, hasOncehubSignature, hasStandardSignature } = await documented();
  const { daybook, accountId, subscribe, rotate } = await today();
  const listen = async (server: ReturnType<typeof createHttpServer>) => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    after(() => server.closeAllConnections());
    after(() => server.close());
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  };
  // One webhook leads to the program of the docs, the other to its two checks, each of which has to hold by itself.
  const known: { program: string[]; checks: string[] } = { program: [], checks: [] };
  const handled = counter<{ id: string }>();
  const program = await listen(sample(known.program, handled.add));
  const checked = counter<boolean>();
  const checks = await listen(
    createHttpServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      response.writeHead(204).end();
      const body = Buffer.concat(chunks);
      for (const holds of [hasOncehubSignature, hasStandardSignature])
        checked.add(holds(known.checks, request.headers, body));
    }),
  );
  const names = ['program', 'checks'] as const;
  const ids = { program: await subscribe(program), checks: await subscribe(checks) };
  for (const name of names) known[name].push(ids[name].secret);

  let events = 0;
  const load = async (count: number) => {
    for (let i = 0; i < count; i += 10)
      await Promise.all(Array.from({ length: 10 }, () => happen(daybook, accountId, ++events)));
  };
  const everythingArrived = () => Promise.all([handled.reached(events), checked.reached(2 * events)]);
  await load(50);
  const fresh: Record<string, string> = {};
  const rotateBoth = async () => {
    for (const name of names) fresh[name] = (await rotate(ids[name].id, 20)).body.secret;
  };
  await Promise.all([load(100), rotateBoth()]);
  // While events come in the new secret is brought to the receivers and the overlap ends; then the old one is taken away.
  for (const name of names) known[name].push(fresh[name]!);
  const overlapEnds = async () => {
    daybook.clock.now += 20 * second;
  };
  await Promise.all([load(100), overlapEnds()]);
  await load(50);
  await everythingArrived();
  for (const name of names) known[name].shift();
  await load(50);
  await everythingArrived();
  assert.equal(events, 350);
  assert.ok(
    checked.added.every((holds) => holds),
    'a request did not verify',
  );
  assert.equal(new Set(handled.added.map((event) => event.id)).size, events);
  // One request for each: none of them was refused.
  assert.deepEqual([handled.added.length, checked.added.length], [events, 2 * events]);

  // And it takes nothing else.
  for (const name of names) known[name].splice(0, 1, 'not the secret');
  const id = await happen(daybook, accountId, ++events);
  await checked.reached(2 * events);
  assert.deepEqual(checked.added.slice(-2), [false, false]);
  assert.ok(!handled.added.some((event) => event.id === id));
});

/** What was added, and a wait for so many of them. */
function counter<T>() {
  const added: T[] = [];
  let more = Promise.withResolvers<void>();
  return {
    added,
    add: (one: T) => {
      added.push(one);
      more.resolve();
      more = Promise.withResolvers();
    },
    async reached(count: number) {
      while (added.length < count) await more.promise;
    },
  };
}
