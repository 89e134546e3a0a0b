import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Secret, TOTP } from 'otpauth';
import { statement } from '../../src/db/pool.ts';
import { hashPassword } from '../../src/passwords/hash-password.ts';
import { setPassword } from '../../src/passwords/set-password.ts';
import { auditLog, cookieOf } from '../support/people.ts';
import { office, testDaybook } from '../support/server.ts';

const password = 'tr0mbone-Kettle';
const hash = await hashPassword(password);
const email = 'ben@office.example';

/** Ben with a password, a session and, unless told otherwise, an authenticator app. */
async function ben({ enrolled = true }: { enrolled?: boolean } = {}) {
  const server = await testDaybook();
  const { accountId, ben: userId, andrea, key } = await office(server.db);
  await server.db.transaction(accountId, (tx) => setPassword(tx, accountId, userId, hash, server.clock.now));
  const cookie = await cookieOf(server, accountId, userId, { secondFactor: false });
  const app = { secret: '', codes: [] as string[] };
  /** What the app shows. */
  const code = (seconds = 0) =>
    new TOTP({ secret: Secret.fromBase32(app.secret) }).generate({ timestamp: server.clock.now + seconds * 1000 });
  const signIn = (more: object = {}) => server.post('/v2/session', { email, password, ...more });
  if (enrolled) {
    app.secret = (await server.post('/v2/two-factor', undefined, cookie)).body.secret;
    app.codes = (await server.post('/v2/two-factor/confirm', { code: code() }, cookie)).body.codes;
    server.clock.now += 60_000;
  }
  return { server, accountId, userId, andrea, key, cookie, app, code, signIn };
}

test('an authenticator app counts once it has shown a code, and is asked from then on', async () => {
  const { server, cookie, app, code, signIn, accountId } = await ben({ enrolled: false });
  assert.deepEqual((await server.get('/v2/two-factor', cookie)).body.enabled, false);
  const enrolment = await server.post('/v2/two-factor', undefined, cookie);
  assert.equal(enrolment.status, 201, enrolment.text);
  app.secret = enrolment.body.secret;
  assert.match(
    enrolment.body.uri,
    /^otpauth:\/\/totp\/Office:ben%40office\.example\?issuer=Office&secret=[A-Z2-7]{32}&/,
  );
  assert.equal((await signIn()).status, 201);
  assert.equal((await server.post('/v2/two-factor/confirm', { code: '000000' }, cookie)).status, 401);
  const confirmed = await server.post('/v2/two-factor/confirm', { code: code() }, cookie);
  assert.equal(confirmed.status, 201, confirmed.text);
  assert.equal(confirmed.body.codes.length, 10);
  assert.match(confirmed.body.codes[0], /^[a-z2-9]{5}-[a-z2-9]{5}$/);
  assert.equal((await server.get('/v2/session', cookie)).body.second_factor, true);
  assert.deepEqual((await server.get('/v2/two-factor', cookie)).body.recovery_codes, 10);
  assert.equal((await server.post('/v2/two-factor', undefined, cookie)).status, 409);

  server.clock.now += 30_000;
  const asked = await signIn();
  assert.deepEqual([asked.status, asked.body.param, asked.headers.getSetCookie()], [401, 'code', []]);
  const signedIn = await signIn({ code: code() });
  assert.deepEqual([signedIn.status, signedIn.body.second_factor, signedIn.body.setup.two_factor], [201, true, true]);
  const kept = statement<{ line: string }>(
    'select two_factors::text as line from two_factors union all select recovery_codes::text from recovery_codes',
  );
  const lines =
    JSON.stringify(await server.db.system((tx) => tx.rows(kept))) + JSON.stringify(await auditLog(server, accountId));
  assert.ok(!lines.includes(app.secret) && !lines.includes(confirmed.body.codes[0]));
});

test('a code works once, and half a minute early or late', async () => {
  const { server, code, signIn } = await ben();
  const shown = code();
  assert.equal((await signIn({ code: shown })).status, 201);
  const again = await signIn({ code: shown });
  assert.deepEqual([again.status, again.body.message], [401, 'The code is wrong, or was used already.']);
  assert.equal((await signIn({ code: code(30) })).status, 201);
  server.clock.now += 300_000;
  assert.equal((await signIn({ code: code(-60) })).status, 401);
  assert.equal((await signIn({ code: code(60) })).status, 401);
  assert.equal((await signIn({ code: code(-30) })).status, 201);
  const both = await Promise.all([signIn({ code: code(30) }), signIn({ code: code(30) })]);
  assert.deepEqual(both.map((reply) => reply.status).toSorted(), [201, 401]);
});

test('codes cannot be guessed, and asking for one is no guess', async () => {
  const { signIn, server, accountId, userId } = await ben();
  for (let i = 0; i < 7; i++) assert.equal((await signIn()).status, 401);
  for (let i = 0; i < 5; i++) assert.equal((await signIn({ code: '000000' })).status, 401);
  assert.equal((await signIn({ code: '000000' })).status, 429);
  const failures = (await auditLog(server, accountId)).filter((each) => each.action === 'sign_in_failed');
  assert.deepEqual(
    new Set(failures.map((each) => `${each.object_id} ${each.after!.reason}`)),
    new Set([`${userId} wrong_code`]),
  );
});

test('a recovery code signs in once in place of a code, and new ones replace the old', async () => {
  const { server, cookie, app, signIn } = await ben();
  assert.equal((await signIn({ code: app.codes[0]!.toUpperCase() })).status, 201);
  assert.equal((await signIn({ code: app.codes[0] })).status, 401);
  assert.equal((await server.get('/v2/two-factor', cookie)).body.recovery_codes, 9);
  server.clock.now += 600_000;
  const renew = (body: object) => server.post('/v2/two-factor/recovery-codes', body, cookie);
  assert.equal((await renew({})).body.param, 'password');
  assert.equal((await renew({ password: 'wrong' })).status, 403);
  const renewed = await renew({ password });
  assert.equal(renewed.status, 201, renewed.text);
  assert.equal((await signIn({ code: app.codes[1] })).status, 401);
  assert.equal((await signIn({ code: renewed.body.codes[0] })).status, 201);
});

test('who disables codes says his password, and signs in without one again', async () => {
  const { server, cookie, signIn } = await ben();
  server.clock.now += 600_000;
  assert.equal((await server.post('/v2/two-factor/disable', {}, cookie)).status, 400);
  const off = await server.post('/v2/two-factor/disable', { password }, cookie);
  assert.deepEqual([off.status, off.body.enabled], [200, false]);
  assert.equal((await signIn()).status, 201);
  assert.equal((await server.post('/v2/two-factor/disable', { password }, cookie)).status, 409);
  assert.equal((await server.post('/v2/two-factor/recovery-codes', { password }, cookie)).status, 409);
  assert.equal((await server.post('/v2/two-factor/confirm', { code: '123456' }, cookie)).status, 401);
});

test('an administrator lets somebody in who lost his device; his sessions end', async () => {
  const { server, accountId, userId, andrea, key, cookie, signIn } = await ben();
  const hers = await cookieOf(server, accountId, andrea);
  assert.equal((await server.delete(`/v2/users/${andrea}/two-factor`, cookie)).status, 403);
  assert.equal((await server.delete(`/v2/users/${userId}/two-factor`, hers)).status, 200);
  assert.equal((await server.get('/v2/session', cookie)).status, 401);
  assert.equal((await signIn()).status, 201);
  assert.equal((await server.delete(`/v2/users/${userId}/two-factor`, key)).status, 409);
  const owner = statement(`update users set role_name = 'Account Owner' where id = $1`);
  await server.db.system((tx) => tx.run(owner, [andrea]));
  assert.equal((await server.delete(`/v2/users/${andrea}/two-factor`, key)).body.message.length > 0, true);
  await server.delete(`/v2/users/${userId}`, key);
  assert.equal((await server.delete(`/v2/users/${userId}/two-factor`, key)).status, 410);
});

test('what is wrong with a request about codes is said, and guesses at the password have to wait', async () => {
  const { server, cookie } = await ben();
  server.clock.now += 600_000;
  const asks = ['', '/disable', '/recovery-codes'].map(
    (path) => (body: unknown) => server.post(`/v2/two-factor${path}`, body, cookie),
  );
  for (const ask of asks) {
    assert.equal((await ask({ password: 'x'.repeat(201) })).body.param, 'password');
    assert.equal((await ask({ password: 5 })).body.param, 'password');
    assert.equal((await ask({ x: 1 })).body.param, 'x');
    assert.equal((await ask({})).status, 400);
    assert.equal((await ask({ password: 'wrong' })).status, 403);
  }
  for (let i = 0; i < 2; i++) assert.equal((await asks[0]!({ password: 'wrong' })).status, 403);
  for (const ask of asks) assert.equal((await ask({ password })).status, 429);
  const confirm = (body: unknown) => server.post('/v2/two-factor/confirm', body, cookie);
  assert.equal((await confirm({ code: 'x'.repeat(41) })).body.param, 'code');
  assert.equal((await confirm({ code: 5 })).body.param, 'code');
  assert.equal((await confirm({ code: '1', x: 1 })).body.param, 'x');
});

test('who has no password and signed in long ago signs in again before he changes how', async () => {
  const server = await testDaybook();
  const { accountId, andrea } = await office(server.db);
  const cookie = await cookieOf(server, accountId, andrea);
  server.clock.now += 600_001;
  for (const path of ['two-factor', 'two-factor/disable', 'two-factor/recovery-codes', 'passkeys/options'])
    assert.equal((await server.post(`/v2/${path}`, undefined, cookie)).status, 403, path);
});
