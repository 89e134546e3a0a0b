import assert from 'node:assert/strict';
import { test } from 'node:test';
import { statement } from '../../src/db/pool.ts';
import { hashPassword } from '../../src/passwords/hash-password.ts';
import { setPassword } from '../../src/passwords/set-password.ts';
import { auditLog, cookieOf, cookiesOf, person } from '../support/people.ts';
import { until } from '../support/processes.ts';
import { call, office, testDaybook } from '../support/server.ts';

const password = 'tr0mbone-Kettle';
const hash = await hashPassword(password);

/** An office whose Andrea, an administrator, and Ben, a member, have the same password. */
async function staffed(settings: Record<string, string> = {}) {
  const server = await testDaybook(settings);
  const made = await office(server.db);
  for (const user of [made.andrea, made.ben])
    await server.db.transaction(made.accountId, (tx) => setPassword(tx, made.accountId, user, hash, server.clock.now));
  return { server, ...made };
}

const signIn = (server: { url: string }, body: object, headers: Record<string, string> = {}) =>
  call(server.url, 'POST', '/v2/session', body, undefined, headers);

const minuteMs = 60_000;
const dayMs = 86_400_000;

test('who signs in gets a cookie that scripts cannot read, and acts with it as his role permits', async () => {
  const { server, andrea, ben, key } = await staffed();
  const reply = await signIn(server, { email: 'BEN@office.example', password });
  assert.equal(reply.status, 201, reply.text);
  assert.deepEqual([reply.body.user.id, reply.body.role, reply.body.account.name], [ben, 'Member', 'Office']);
  const [line] = reply.headers.getSetCookie().filter((each) => each.startsWith('daybook_session='));
  assert.match(line!, /^daybook_session=[\w-]{43}; Max-Age=1209600; Path=\/; HttpOnly; SameSite=Lax$/);
  const cookie = cookiesOf(reply.headers).daybook_session!;
  const session = await server.get('/v2/session', cookie);
  assert.equal(session.body.id, reply.body.id);
  assert.equal(session.body.permissions.listBookings, 'own');
  assert.equal(session.body.permissions.createUser, undefined);
  assert.deepEqual(
    (await server.get('/v2/users', cookie)).body.data.map((each: { id: string }) => each.id),
    [ben],
  );
  assert.equal((await server.get('/v2/api-keys', cookie)).status, 403);
  assert.equal((await server.patch(`/v2/users/${andrea}`, { first_name: 'X' }, cookie)).status, 403);
  // A key that comes with a cookie is all that counts.
  const both = await call(server.url, 'GET', '/v2/api-keys', undefined, key, { Cookie: cookie });
  assert.equal(both.status, 200);
});

test('the cookie of a server that is reached over https is sent over nothing else', async () => {
  const { server } = await staffed({ BASE_URL: 'https://daybook.example.com' });
  const reply = await signIn(
    server,
    { email: 'ben@office.example', password },
    { Origin: 'https://daybook.example.com' },
  );
  for (const line of reply.headers.getSetCookie()) assert.match(line, /; Secure/);
});

test('who signs out is out with the next request, in every tab', async () => {
  const { server } = await staffed();
  const { headers } = await signIn(server, { email: 'ben@office.example', password });
  const cookie = cookiesOf(headers).daybook_session!;
  const out = await server.delete('/v2/session', cookie);
  assert.deepEqual([out.status, out.body.deleted], [200, true]);
  assert.equal(cookiesOf(out.headers).daybook_session, 'daybook_session=');
  assert.equal((await server.get('/v2/session', cookie)).status, 401);
  assert.equal((await server.get('/v2/bookings', cookie)).status, 401);
});

test('a session ends after three days of rest and after fourteen days of work', async () => {
  const { server, accountId, ben } = await staffed();
  const rested = await cookieOf(server, accountId, ben);
  const busy = await cookieOf(server, accountId, ben);
  const ask = async (cookie: string) => (await server.get('/v2/session', cookie)).status;
  const lastUse = statement<{ count: number }>('select count(*) from user_sessions where last_used_time = $1');
  for (let day = 1; day <= 13; day++) {
    server.clock.now += dayMs;
    assert.equal(await ask(busy), 200, `day ${day}`);
    // Nobody waits for the note of the last use but this test.
    const at = new Date(server.clock.now);
    await until('it is noted', async () => (await server.db.system((tx) => tx.one(lastUse, [at])))!.count > 0);
    if (day === 3) assert.equal(await ask(rested), 401);
  }
  server.clock.now += dayMs - 1;
  assert.equal(await ask(busy), 200);
  server.clock.now += 1;
  assert.equal(await ask(busy), 401);
});

test('a wrong password, an unknown address and an invited user are refused in the same words', async () => {
  const { server, key } = await staffed();
  const invited = { email: 'new@office.example', first_name: 'New', last_name: 'User' };
  await server.post('/v2/users', invited, key);
  const texts = [
    await signIn(server, { email: 'ben@office.example', password: 'wrong' }),
    await signIn(server, { email: 'nobody@office.example', password }),
    await signIn(server, { email: 'new@office.example', password }),
  ].map((reply) => `${reply.status} ${reply.text} ${reply.headers.getSetCookie()}`);
  assert.equal(new Set(texts).size, 1, texts.join('\n'));
});

test('wrong passwords have to wait, twice as long each time; a device that is known does not wait for strangers', async () => {
  const { server } = await staffed({ TRUSTED_PROXIES: '1' });
  const email = 'ben@office.example';
  const from = (address: string) => ({ 'X-Forwarded-For': address });
  const own = await signIn(server, { email, password }, from('198.51.100.7'));
  const device = cookiesOf(own.headers).daybook_device!;
  for (let guess = 0; guess < 5; guess++)
    assert.equal((await signIn(server, { email, password: 'wrong' }, from(`203.0.113.${guess}`))).status, 401);
  const waits: number[] = [];
  for (let guess = 5; guess < 15; guess++) {
    const early = await signIn(server, { email, password: 'wrong' }, from(`203.0.113.${guess}`));
    assert.equal(early.status, 429);
    waits.push(Number(early.headers.get('retry-after')));
    server.clock.now += waits.at(-1)! * 1000;
    assert.equal((await signIn(server, { email, password: 'wrong' }, from(`203.0.113.${guess}`))).status, 401);
  }
  assert.deepEqual(waits, [5, 10, 20, 40, 80, 160, 320, 640, 900, 900]);
  // The right one has to wait as well, or guessers would know it; on his own device he need not.
  assert.equal((await signIn(server, { email, password }, from('198.51.100.7'))).status, 429);
  const known = await signIn(server, { email, password }, { ...from('192.0.2.1'), Cookie: device });
  assert.equal(known.status, 201, known.text);
  // The cookie is good for nobody else.
  assert.equal(
    (await signIn(server, { email: 'andrea@office.example', password: 'x' }, { Cookie: device })).status,
    401,
  );
});

test('many guesses at once count as many', async () => {
  const { server } = await staffed();
  const guesses = Array.from({ length: 12 }, () => signIn(server, { email: 'ben@office.example', password: 'wrong' }));
  const statuses = (await Promise.all(guesses)).map((reply) => reply.status);
  assert.deepEqual(
    [statuses.filter((each) => each === 401).length, statuses.filter((each) => each === 429).length],
    [5, 7],
  );
});

test('a network that guesses at many people has to wait, a right password costs it nothing', async () => {
  const { server } = await staffed();
  for (let round = 0; round < 30; round++)
    assert.equal((await signIn(server, { email: 'ben@office.example', password })).status, 201);
  for (let guess = 0; guess < 20; guess++)
    assert.equal((await signIn(server, { email: `user${guess}@office.example`, password: 'wrong' })).status, 401);
  assert.equal((await signIn(server, { email: 'other@office.example', password: 'wrong' })).status, 429);
  server.clock.now += 5000;
  assert.equal((await signIn(server, { email: 'other@office.example', password: 'wrong' })).status, 401);
  server.clock.now += dayMs + minuteMs;
  assert.equal((await signIn(server, { email: 'other@office.example', password: 'wrong' })).status, 401);
});

test('whoever has the same address in several accounts comes to the one he used last, or to the one he names', async () => {
  const { server, accountId, ben } = await staffed();
  const other = await office(server.db, { name: 'Other' });
  const twin = await person(server, other.accountId, 'Member', 'ben@office.example');
  const both = { email: 'ben@office.example', password };
  assert.equal((await signIn(server, both)).body.user.id, ben);
  await server.db.transaction(other.accountId, (tx) => setPassword(tx, other.accountId, twin, hash, server.clock.now));
  assert.equal((await signIn(server, { ...both, account: other.accountId })).body.user.id, twin);
  server.clock.now += 1;
  assert.equal((await signIn(server, { ...both, account: other.accountId })).body.account.id, other.accountId);
  assert.equal((await signIn(server, both)).body.user.id, twin);
  assert.equal((await signIn(server, { ...both, account: accountId })).body.user.id, ben);
  assert.equal((await signIn(server, { ...both, account: 'ACC-0000000000' })).status, 401);
});

test('a deleted user is out at once', async () => {
  const { server, accountId, ben, key } = await staffed();
  const cookie = await cookieOf(server, accountId, ben);
  assert.equal((await server.get('/v2/session', cookie)).status, 200);
  await server.delete(`/v2/users/${ben}`, key);
  assert.equal((await server.get('/v2/session', cookie)).status, 401);
  assert.equal((await signIn(server, { email: 'ben@office.example', password })).status, 401);
});

test('a role that is taken away counts with the next request', async () => {
  const { server, accountId, andrea, key } = await staffed();
  const cookie = await cookieOf(server, accountId, andrea);
  assert.equal((await server.get('/v2/api-keys', cookie)).status, 200);
  await server.patch(`/v2/users/${andrea}`, { role_name: 'Member' }, key);
  assert.equal((await server.get('/v2/api-keys', cookie)).status, 403);
});

test('the audit log tells who signed in, how and from where, who failed to, and who changed what then', async () => {
  const { server, accountId, andrea, ben } = await staffed();
  await signIn(server, { email: 'andrea@office.example', password: 'wrong' });
  const { headers } = await signIn(
    server,
    { email: 'andrea@office.example', password },
    { 'User-Agent': 'Test browser' },
  );
  const cookie = cookiesOf(headers).daybook_session!;
  await server.patch(`/v2/users/${ben}`, { first_name: 'Benjamin' }, cookie);
  await server.delete('/v2/session', cookie);
  const entries = (await auditLog(server, accountId)).filter((each) => each.object === 'user').slice(-4);
  const seen = entries.map(({ action, actor_kind, actor_id, object_id }) => [action, actor_kind, actor_id, object_id]);
  assert.deepEqual(seen, [
    ['sign_in_failed', 'system', null, andrea],
    ['signed_in', 'user', andrea, andrea],
    ['updated', 'user', andrea, ben],
    ['signed_out', 'user', andrea, andrea],
  ]);
  assert.deepEqual(
    [entries[0]!.after!.reason, entries[1]!.after!.way, entries[1]!.after!.user_agent],
    ['wrong_password', 'password', 'Test browser'],
  );
  const read = await server.get('/v2/audit-log?action=sign_in_failed', await cookieOf(server, accountId, andrea));
  assert.equal(read.body.data.length, 1);
  const kept = JSON.stringify(await auditLog(server, accountId));
  assert.ok(!kept.includes('argon2id'), 'no hash of a password is in the audit log');
});

test('neither tokens nor passwords are in the database', async () => {
  const { server } = await staffed();
  const { headers } = await signIn(server, { email: 'ben@office.example', password });
  const token = cookiesOf(headers).daybook_session!.split('=')[1]!;
  const kept = statement<{ line: string }>(
    `select user_sessions::text as line from user_sessions union all select passwords::text from passwords`,
  );
  const lines = await server.db.system((tx) => tx.rows(kept));
  assert.equal(lines.length, 3);
  for (const { line } of lines) assert.ok(!line.includes(token) && !line.includes(password), line);
});
