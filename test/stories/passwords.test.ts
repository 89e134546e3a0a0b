import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { statement } from '../../src/db/pool.ts';
import { hashPassword } from '../../src/passwords/hash-password.ts';
import { setPassword } from '../../src/passwords/set-password.ts';
import { startMailbox } from '../support/mailbox.ts';
import { cookieOf, cookiesOf } from '../support/people.ts';
import { until } from '../support/processes.ts';
import { office, type TestDaybook, testDaybook } from '../support/server.ts';

const password = 'tr0mbone-Kettle';
const another = 'Fahrradklingel am Deich';
const hash = await hashPassword(password);
const email = 'ben@office.example';
const minuteMs = 60_000;

async function staffed(settings: Record<string, string> = {}) {
  const server = await testDaybook(settings);
  const made = await office(server.db);
  await server.db.transaction(made.accountId, (tx) =>
    setPassword(tx, made.accountId, made.ben, hash, server.clock.now),
  );
  return { server, ...made };
}

const signIn = (server: TestDaybook, word: string) => server.post('/v2/session', { email, password: word });

test('who changes his password says the old one, and is signed out everywhere else', async () => {
  const { server, accountId, ben } = await staffed();
  const [here, there] = [await cookieOf(server, accountId, ben), await cookieOf(server, accountId, ben)];
  const change = (body: object) => server.patch('/v2/password', body, here);
  assert.equal((await change({ password: another })).body.param, 'current_password');
  const wrong = await change({ password: another, current_password: 'wrong' });
  assert.deepEqual([wrong.status, wrong.body.param], [403, 'current_password']);
  assert.equal((await change({ password: 'short', current_password: password })).body.param, 'password');
  assert.equal((await change({ password: 'Ben-Hartie-1', current_password: password })).body.param, 'password');
  assert.equal((await change({ password: 'x'.repeat(201), current_password: password })).body.param, 'password');
  assert.equal((await change({ password: 5, current_password: password })).body.param, 'password');
  assert.equal((await change({ password: another, current_password: password, role: 1 })).body.param, 'role');
  const changed = await change({ password: another, current_password: password });
  assert.deepEqual([changed.status, changed.body.ended_sessions], [200, 1], changed.text);
  assert.equal((await server.get('/v2/session', here)).status, 200);
  assert.equal((await server.get('/v2/session', there)).status, 401);
  assert.equal((await signIn(server, password)).status, 401);
  assert.equal((await signIn(server, another)).status, 201);
});

test('guesses at the old password have to wait like those at the sign-in', async () => {
  const { server, accountId, ben } = await staffed();
  const cookie = await cookieOf(server, accountId, ben);
  const guess = () => server.patch('/v2/password', { password: another, current_password: 'wrong' }, cookie);
  for (let i = 0; i < 5; i++) assert.equal((await guess()).status, 403);
  assert.equal((await guess()).status, 429);
});

test('who has no password gives himself one right after his sign-in, and later only after another', async () => {
  const { server, accountId, andrea } = await staffed();
  const cookie = await cookieOf(server, accountId, andrea);
  server.clock.now += 11 * minuteMs;
  assert.equal((await server.patch('/v2/password', { password: another }, cookie)).status, 403);
  const fresh = await cookieOf(server, accountId, andrea);
  assert.equal((await server.patch('/v2/password', { password: another }, fresh)).status, 200);
});

const mails = statement<{ text: string; html: string | null; state: string; secret: Buffer | null }>(
  `select text, html, state, secret from mails where scenario = 'password' order by creation_time`,
);

test('a link to set a new password comes by mail, works once and for two hours, and ends all sessions', async () => {
  const mailbox = await startMailbox();
  after(() => mailbox.close());
  const { server, accountId, ben, key } = await staffed({ SMTP_URL: mailbox.url });
  const old = await cookieOf(server, accountId, ben);
  const asked = await server.post('/v2/password-resets', { email: 'BEN@office.example' });
  assert.equal(asked.status, 201, asked.text);
  const mail = await mailbox.to(email);
  const token = /new-password\?token=([\w-]{43})/.exec(mail.text)![1]!;
  assert.ok(mail.html.includes(token));
  // Nobody reads it in the account's mails, nor in the database.
  await until('it is settled', async () => (await server.db.system((tx) => tx.one(mails)))!.state === 'sent');
  const kept = await server.db.system((tx) => tx.rows(mails));
  assert.deepEqual([kept.length, kept[0]!.secret, JSON.stringify(kept).includes(token)], [1, null, false]);
  assert.ok((await server.get('/v2/mails', key)).text.includes('token=only-in-the-mail'));

  const set = (word: string, given = token) => server.post('/v2/password', { token: given, password: word });
  assert.equal((await set('short')).body.param, 'password');
  assert.equal((await set('password1234')).status, 400);
  assert.equal((await set(another, 'wrong')).status, 403);
  const done = await set(another);
  assert.deepEqual([done.status, done.body.user, done.body.ended_sessions], [201, ben, 1], done.text);
  assert.deepEqual(done.headers.getSetCookie(), []);
  assert.equal((await server.get('/v2/session', old)).status, 401);
  assert.equal((await signIn(server, another)).status, 201);
  assert.equal((await set(password)).status, 403);

  server.clock.now += minuteMs;
  await server.post('/v2/password-resets', { email });
  const later = /token=([\w-]{43})/.exec((await mailbox.to(email)).text)![1]!;
  server.clock.now += 2 * 60 * minuteMs;
  assert.equal((await set(password, later)).status, 403);
});

test('asking for a link tells nothing of who has an address, and fills nobody’s mailbox', async () => {
  const { server } = await staffed();
  const known = await server.post('/v2/password-resets', { email });
  const unknown = await server.post('/v2/password-resets', { email: 'nobody@office.example' });
  assert.equal(known.text.replace(email, ''), unknown.text.replace('nobody@office.example', ''));
  for (let i = 0; i < 5; i++) await server.post('/v2/password-resets', { email });
  await until('one is there', async () => (await server.db.system((tx) => tx.rows(mails))).length > 0);
  server.clock.now += minuteMs;
  await server.post('/v2/password-resets', { email });
  await until('and another', async () => (await server.db.system((tx) => tx.rows(mails))).length > 1);
  assert.equal((await server.db.system((tx) => tx.rows(mails))).length, 2);
  assert.equal((await server.post('/v2/password-resets', { email: 'ben' })).status, 400);
  assert.equal((await server.post('/v2/password-resets', { email: 5 })).status, 400);
  assert.equal((await server.post('/v2/password-resets', { email, x: 1 })).body.param, 'x');
  assert.equal((await server.post('/v2/password', { token: 'x'.repeat(201), password })).body.param, 'token');
  assert.equal((await server.post('/v2/password', { token: 5, password })).body.param, 'token');
  assert.equal((await server.post('/v2/password', { token: 'x', password, x: 1 })).body.param, 'x');
});

test('everybody sees where he is signed in and ends it, and nobody else’s', async () => {
  const { server, accountId, ben, andrea } = await staffed();
  const here = cookiesOf((await signIn(server, password)).headers).daybook_session!;
  server.clock.now += 1;
  const there = await cookieOf(server, accountId, ben);
  const hers = await cookieOf(server, accountId, andrea);
  const list = (await server.get('/v2/sessions', here)).body.data;
  assert.deepEqual(
    list.map((each: { user: string; user_agent: string }) => [each.user, each.user_agent]),
    [
      [ben, 'Test'],
      [ben, 'node'],
    ],
  );
  const paged = await server.get(`/v2/sessions?limit=1&after=${list[0].id}`, here);
  assert.deepEqual(
    paged.body.data.map((each: { id: string }) => each.id),
    [list[1].id],
  );
  const foreign = (await server.get('/v2/sessions', hers)).body.data[0].id;
  assert.equal((await server.get(`/v2/sessions?after=${foreign}`, here)).status, 404);
  assert.equal((await server.get('/v2/sessions?limit=0', here)).status, 400);
  assert.equal((await server.get('/v2/sessions?after=a&before=b', here)).status, 400);
  assert.equal((await server.delete(`/v2/sessions/${foreign}`, here)).status, 404);
  assert.equal((await server.delete(`/v2/sessions/${list[0].id}`, here)).status, 200);
  assert.equal((await server.get('/v2/session', there)).status, 401);
  assert.equal((await server.get('/v2/session', here)).status, 200);
});
