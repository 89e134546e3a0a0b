import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import { hashPassword } from '../../src/passwords/hash-password.ts';
import { setPassword } from '../../src/passwords/set-password.ts';
import { authenticator, type Misdeeds } from '../support/authenticator.ts';
import { auditLog, cookieOf, cookiesOf } from '../support/people.ts';
import { office, testDaybook } from '../support/server.ts';

const BASE_URL = 'https://daybook.example.com';
const hash = await hashPassword('tr0mbone-Kettle');

async function stage() {
  const server = await testDaybook({ BASE_URL });
  const made = await office(server.db);
  const cookie = await cookieOf(server, made.accountId, made.ben);
  const add = async (device: ReturnType<typeof authenticator>, name: string, misdeeds: Misdeeds = {}, who = cookie) => {
    const options = await server.post('/v2/passkeys/options', undefined, who);
    assert.equal(options.status, 201, options.text);
    return server.post('/v2/passkeys', { name, credential: device.create(options.body, misdeeds) }, who);
  };
  const options = async () => (await server.post('/v2/session/passkey-options')).body;
  const signIn = async (device: ReturnType<typeof authenticator>, misdeeds: Misdeeds = {}, given?: object) =>
    server.post('/v2/session/passkey', { credential: device.get((given ?? (await options())) as never, misdeeds) });
  return { server, cookie, add, signIn, options, ...made };
}

test('a passkey signs in without a name, and counts as two factors', async () => {
  const { server, add, signIn, ben, accountId, cookie } = await stage();
  const device = authenticator(BASE_URL);
  const added = await add(device, ' Laptop ');
  assert.deepEqual([added.status, added.body.name, added.body.last_used_time], [201, 'Laptop', null], added.text);
  const reply = await signIn(device);
  assert.deepEqual(
    [reply.status, reply.body.user.id, reply.body.way, reply.body.second_factor, reply.body.setup.passkeys],
    [201, ben, 'passkey', true, 1],
    reply.text,
  );
  const mine = cookiesOf(reply.headers).daybook_session!;
  assert.equal((await server.get('/v2/session', mine)).status, 200);
  const [shown] = (await server.get('/v2/passkeys', cookie)).body.data;
  assert.notEqual(shown.last_used_time, null);
  const entries = (await auditLog(server, accountId)).filter((each) => each.object === 'passkey');
  assert.deepEqual(
    entries.map((each) => [each.action, each.actor_id, each.after!.name]),
    [['created', ben, 'Laptop']],
  );
});

test('an answer that is of another site, of another challenge, unlocked by nobody, forged or told twice signs nobody in', async () => {
  const { server, add, signIn, options } = await stage();
  const device = authenticator(BASE_URL);
  await add(device, 'Laptop');
  const { privateKey: key } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const misdeeds: Misdeeds[] = [
    { origin: 'https://elsewhere.example.com' },
    { challenge: 'b1HsZ0zNQmVf3m0wYtW7nYQxk3rU4m2J8s5d9c6v7b0' },
    { verified: false },
    { key },
    { counter: 1 },
  ];
  const texts = new Set<string>();
  for (const misdeed of misdeeds) {
    if (misdeed.counter === 1) assert.equal((await signIn(device, { counter: 5 })).status, 201);
    const reply = await signIn(device, misdeed);
    texts.add(`${reply.status} ${reply.text}`);
  }
  const given = await options();
  const answer = { credential: device.get(given, { counter: 6 }) };
  assert.equal((await server.post('/v2/session/passkey', answer)).status, 201);
  const again = await server.post('/v2/session/passkey', answer);
  texts.add(`${again.status} ${again.text}`);
  const unknown = await signIn(authenticator(BASE_URL));
  texts.add(`${unknown.status} ${unknown.text}`);
  const late = await options();
  server.clock.now += 5 * 60_000 + 1;
  const tooLate = await signIn(device, { counter: 9 }, late);
  texts.add(`${tooLate.status} ${tooLate.text}`);
  assert.deepEqual(
    [...texts],
    ['401 {"type":"authentication_error","message":"This passkey does not sign in here.","param":"credential"}'],
  );
});

test('only an answer to one’s own options, of this site and unlocked, adds a passkey, and no device twice', async () => {
  const { server, add, accountId, andrea, cookie } = await stage();
  const device = authenticator(BASE_URL);
  for (const misdeed of [{ origin: 'https://elsewhere.example.com' }, { challenge: 'AAAA' }, { verified: false }])
    assert.equal((await add(device, 'Laptop', misdeed)).status, 400);
  const hers = await cookieOf(server, accountId, andrea);
  const foreign = (await server.post('/v2/passkeys/options', undefined, hers)).body;
  const stolen = await server.post('/v2/passkeys', { name: 'X', credential: device.create(foreign) }, cookie);
  assert.equal(stolen.status, 400);
  assert.equal((await add(device, 'Laptop')).status, 201);
  assert.equal((await add(device, 'Laptop')).status, 400);
  const excluded = (await server.post('/v2/passkeys/options', undefined, cookie)).body.excludeCredentials;
  assert.equal(excluded.length, 1);
});

test('passkeys are listed, renamed and removed by nobody but whose they are', async () => {
  const { server, add, signIn, accountId, andrea, cookie } = await stage();
  const [first, second] = [authenticator(BASE_URL), authenticator(BASE_URL)];
  const id = (await add(first, 'First')).body.id;
  server.clock.now += 1;
  const other = (await add(second, 'Second')).body.id;
  const names = async () =>
    (await server.get('/v2/passkeys', cookie)).body.data.map((each: { name: string }) => each.name);
  assert.deepEqual(await names(), ['Second', 'First']);
  assert.equal((await server.patch(`/v2/passkeys/${id}`, { name: 'Old' }, cookie)).body.name, 'Old');
  const hers = await cookieOf(server, accountId, andrea);
  assert.equal((await server.patch(`/v2/passkeys/${id}`, { name: 'Mine' }, hers)).status, 404);
  assert.equal((await server.delete(`/v2/passkeys/${id}`, hers)).status, 404);
  assert.equal((await server.get(`/v2/passkeys?after=${id}`, hers)).status, 404);
  assert.deepEqual((await server.get('/v2/passkeys', hers)).body.data, []);
  const page = await server.get(`/v2/passkeys?limit=1&after=${other}`, cookie);
  assert.deepEqual(
    page.body.data.map((each: { name: string }) => each.name),
    ['Old'],
  );
  assert.equal((await server.delete(`/v2/passkeys/${id}`, cookie)).body.deleted, true);
  assert.equal((await signIn(first)).status, 401);
  assert.equal((await signIn(second)).status, 201);
});

test('somebody has at most twenty passkeys', async () => {
  const { add } = await stage();
  for (let i = 0; i < 20; i++) assert.equal((await add(authenticator(BASE_URL), `Device ${i}`)).status, 201);
  assert.equal((await add(authenticator(BASE_URL), 'One more')).status, 409);
});

test('on the machine itself passkeys are those of localhost', async () => {
  const server = await testDaybook();
  const { accountId, ben } = await office(server.db);
  const cookie = await cookieOf(server, accountId, ben);
  const options = (await server.post('/v2/passkeys/options', undefined, cookie)).body;
  assert.equal(options.rp.id, 'localhost');
  const device = authenticator(server.url.replace('127.0.0.1', 'localhost'));
  const added = await server.post('/v2/passkeys', { name: 'Laptop', credential: device.create(options) }, cookie);
  assert.equal(added.status, 201, added.text);
});

test('who has a password and signed in long ago says it before he adds a passkey', async () => {
  const { server, accountId, ben, cookie } = await stage();
  await server.db.transaction(accountId, (tx) => setPassword(tx, accountId, ben, hash, server.clock.now));
  server.clock.now += 600_001;
  const ask = (body?: object) => server.post('/v2/passkeys/options', body, cookie);
  assert.equal((await ask()).body.param, 'password');
  assert.equal((await ask({ password: 'wrong' })).status, 403);
  assert.equal((await ask({ password: 5 })).status, 400);
  assert.equal((await ask({ password: 'x'.repeat(201) })).status, 400);
  assert.equal((await ask({ x: 1 })).status, 400);
  assert.equal((await ask({ password: 'tr0mbone-Kettle' })).status, 201);
  for (let i = 0; i < 5; i++) await ask({ password: 'wrong' });
  assert.equal((await ask({ password: 'tr0mbone-Kettle' })).status, 429);
});

test('what is wrong with a passkey’s request is said', async () => {
  const { server, add, cookie } = await stage();
  const device = authenticator(BASE_URL);
  const { id } = (await add(device, 'Laptop')).body;
  const options = (await server.post('/v2/passkeys/options', undefined, cookie)).body;
  const credential = device.create(options);
  const create = async (body: object) => (await server.post('/v2/passkeys', body, cookie)).body.param;
  assert.equal(await create({ name: 'x'.repeat(101), credential }), 'name');
  assert.equal(await create({ name: 'X', credential: { ...credential, type: 'other' } }), 'credential.type');
  assert.equal(await create({ name: 'X', credential, x: 1 }), 'x');
  const change = async (body: object) => (await server.patch(`/v2/passkeys/${id}`, body, cookie)).body.param;
  assert.equal(await change({}), 'body');
  assert.equal(await change({ name: 'x'.repeat(101) }), 'name');
  assert.equal(await change({ name: 5 }), 'name');
  assert.equal(await change({ color: 5 }), 'color');
  assert.equal((await server.get('/v2/passkeys?limit=0', cookie)).status, 400);
  assert.equal((await server.get('/v2/passkeys?after=a&before=b', cookie)).status, 400);
  assert.equal((await server.post('/v2/session/passkey', { credential: 5 })).body.param, 'credential');
  assert.equal((await server.post('/v2/session/passkey', { credential, x: 1 })).body.param, 'x');
});
