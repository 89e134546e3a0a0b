import assert from 'node:assert/strict';
import { test } from 'node:test';
import { statement } from '../../src/db/pool.ts';
import { startIdentityProvider } from '../support/identity-provider.ts';
import { auditLog, cookieOf, cookiesOf } from '../support/people.ts';
import { office, testDaybook } from '../support/server.ts';

const BASE_URL = 'https://daybook.example.com';

/** An office with a provider that speaks for office.example. */
async function stage(wishes: object = {}, settings: Record<string, string> = {}) {
  const idp = await startIdentityProvider(`${BASE_URL}/sign-on/callback`);
  const server = await testDaybook({ BASE_URL, SIGN_ON_ALLOW_HOSTS: idp.host, ...settings }, Date.now());
  const made = await office(server.db, { now: server.clock.now });
  const wanted = {
    name: 'Office login',
    issuer: idp.issuer,
    client_id: idp.clientId,
    client_secret: idp.clientSecret,
    domains: ['Office.example'],
    ...wishes,
  };
  const provider = await server.post('/v2/sign-on-providers', wanted, made.key);
  assert.equal(provider.status, 201, provider.text);
  const begin = (id = provider.body.id) => server.post('/v2/session/single-sign-on', { provider: id });
  /** What the browser brings back to us, and what we answer. */
  const callback = async (search: string, cookie: string) => {
    const answer = await fetch(`${server.url}/sign-on/callback${search}`, {
      redirect: 'manual',
      headers: { Cookie: cookie },
    });
    return { to: answer.headers.get('location')!.replace(BASE_URL, ''), cookies: cookiesOf(answer.headers) };
  };
  const signIn = async (subject: string, change: (search: string) => string = (search) => search) => {
    const begun = await begin();
    assert.equal(begun.status, 201, begun.text);
    const back = await idp.visit(begun.body.url, subject);
    return callback(change(new URL(back).search), cookiesOf(begun.headers).daybook_sign_on!);
  };
  return { idp, server, provider: provider.body, wanted, begin, callback, signIn, ...made };
}

test('who has an account with the provider signs in by it, and is the same when his address there changes', async () => {
  const { idp, server, provider, signIn, ben, accountId } = await stage();
  assert.deepEqual([provider.domains, provider.redirect_uri], [['office.example'], `${BASE_URL}/sign-on/callback`]);
  idp.accounts.set('b-1', { email: 'Ben@office.example', email_verified: true });
  const { to, cookies } = await signIn('b-1');
  assert.equal(to, '/console');
  const session = await server.get('/v2/session', cookies.daybook_session!);
  assert.deepEqual(
    [session.body.user.id, session.body.way, session.body.second_factor],
    [ben, 'single_sign_on', false],
  );
  idp.accounts.set('b-1', { email: 'benjamin@elsewhere.example', email_verified: false });
  const again = await signIn('b-1');
  assert.equal((await server.get('/v2/session', again.cookies.daybook_session!)).body.user.id, ben);
  const entries = (await auditLog(server, accountId)).filter((each) => each.action === 'signed_in');
  assert.deepEqual(
    entries.map((each) => [each.actor_id, each.after!.way]),
    [
      [ben, 'single_sign_on'],
      [ben, 'single_sign_on'],
    ],
  );
});

test('an address that the provider has not verified, or does not speak for, or that nobody has, lets nobody in', async () => {
  const { idp, signIn } = await stage();
  idp.accounts.set('unverified', { email: 'ben@office.example', email_verified: false });
  idp.accounts.set('foreign', { email: 'ben@elsewhere.example', email_verified: true });
  idp.accounts.set('nobody', { email: 'nobody@office.example', email_verified: true });
  const found = [];
  for (const subject of ['unverified', 'foreign', 'nobody']) {
    const { to, cookies } = await signIn(subject);
    assert.equal(cookies.daybook_session, undefined);
    found.push(to);
  }
  assert.deepEqual(found, [
    '/console/sign-in?problem=sign_on_unverified',
    '/console/sign-in?problem=sign_on_stranger',
    '/console/sign-in?problem=sign_on_stranger',
  ]);
});

test('where the account wishes so, whoever comes from the provider becomes a member, up to the limit of users', async () => {
  const { idp, server, signIn } = await stage({ auto_join: true }, { MAX_USERS_PER_ACCOUNT: '3' });
  idp.accounts.set('new', {
    email: 'new@office.example',
    email_verified: true,
    given_name: 'Nora',
    family_name: 'Neu',
  });
  const { cookies } = await signIn('new');
  const { body } = await server.get('/v2/session', cookies.daybook_session!);
  assert.deepEqual([body.role, body.user.first_name, body.user.last_name], ['Member', 'Nora', 'Neu']);
  idp.accounts.set('more', { email: 'more@office.example', email_verified: true });
  assert.equal((await signIn('more')).to, '/console/sign-in?problem=user_limit');
});

test('who was invited accepts by signing in with the provider', async () => {
  const { idp, server, signIn, key } = await stage();
  const invited = { email: 'ivy@office.example', first_name: 'Ivy', last_name: 'Invited', role_name: 'Team Manager' };
  const { id } = (await server.post('/v2/users', invited, key)).body;
  idp.accounts.set('ivy', { email: 'ivy@office.example', email_verified: true });
  await signIn('ivy');
  assert.deepEqual((await server.get(`/v2/users/${id}`, key)).body.status, 'active');
});

test('what comes back is of no use to another browser, a second time, later, or changed', async () => {
  const { idp, server, begin, callback, signIn } = await stage();
  idp.accounts.set('b-1', { email: 'ben@office.example', email_verified: true });
  const over = '/console/sign-in?problem=sign_on_over';
  const failed = '/console/sign-in?problem=sign_on_failed';
  const [his, other] = [await begin(), await begin()];
  const { search } = new URL(await idp.visit(his.body.url, 'b-1'));
  const cookie = (reply: typeof his) => cookiesOf(reply.headers).daybook_sign_on!;
  assert.equal((await callback(search, '')).to, over);
  assert.equal((await callback(search, 'daybook_sign_on=forged')).to, over);
  assert.equal((await callback(search, cookie(other))).to, failed);
  const done = await callback(search, cookie(his));
  assert.deepEqual([done.to, done.cookies.daybook_sign_on], ['/console', 'daybook_sign_on=']);
  assert.equal((await callback(search, cookie(his))).to, failed);
  assert.equal((await signIn('b-1', (text) => text.replace(/code=[^&]*/, 'code=wrong'))).to, failed);
  assert.equal(
    (await signIn('b-1', (text) => text.replace(/iss=[^&]*/, 'iss=https%3A%2F%2Felsewhere.example'))).to,
    failed,
  );
  const late = await begin();
  const back = new URL(await idp.visit(late.body.url, 'b-1')).search;
  server.clock.now += 10 * 60_000;
  assert.equal((await callback(back, cookie(late))).to, over);
});

test('a user who was shut out is let in by the provider no more than by a password', async () => {
  const { idp, server, signIn, ben, key } = await stage();
  idp.accounts.set('b-1', { email: 'ben@office.example', email_verified: true });
  const { cookies } = await signIn('b-1');
  await server.delete(`/v2/users/${ben}`, key);
  assert.equal((await server.get('/v2/session', cookies.daybook_session!)).status, 401);
  assert.equal((await signIn('b-1')).to, '/console/sign-in?problem=sign_on_stranger');
});

test('the page to sign in on shows the providers of a domain, and without one those of a server that has one account', async () => {
  const { server, provider } = await stage();
  const shown = async (query = '') =>
    (await server.get(`/v2/session/single-sign-on${query}`)).body.providers.map((each: { id: string }) => each.id);
  assert.deepEqual(await shown(), [provider.id]);
  assert.deepEqual(await shown('?email=ben@OFFICE.example'), [provider.id]);
  assert.deepEqual(await shown('?email=ben@elsewhere.example'), []);
  assert.deepEqual(await shown('?email='), []);
  await office(server.db, { name: 'Other' });
  assert.deepEqual(await shown(), []);
  assert.equal((await server.get(`/v2/session/single-sign-on?email=${'x'.repeat(255)}`)).status, 400);
});

test('administrators add, see, change, try and remove providers; the secret is shown to nobody', async () => {
  const { server, provider, wanted, key, accountId, ben, begin } = await stage();
  const path = `/v2/sign-on-providers/${provider.id}`;
  assert.equal(provider.has_client_secret, true);
  assert.equal((await server.get('/v2/sign-on-providers', await cookieOf(server, accountId, ben))).status, 403);
  assert.equal((await server.post(`${path}/test`, undefined, key)).status, 200);
  const kept = await server.db.system((tx) =>
    tx.rows(statement<{ line: string }>('select sign_on_providers::text as line from sign_on_providers')),
  );
  const everything = JSON.stringify([kept, await auditLog(server, accountId), await server.get(path, key)]);
  assert.ok(!everything.includes(wanted.client_secret));
  const changed = await server.patch(path, { name: 'New name', auto_join: true, client_secret: 'another' }, key);
  assert.deepEqual([changed.body.name, changed.body.auto_join], ['New name', true], changed.text);
  assert.equal((await server.patch(path, { issuer: 'http://10.0.0.1' }, key)).body.param, 'issuer');
  assert.equal((await server.patch(path, {}, key)).status, 400);
  assert.equal((await server.patch(path, { color: 1 }, key)).body.param, 'color');
  assert.equal((await server.patch(path, { name: 5 }, key)).body.param, 'name');
  assert.equal((await server.patch(path, { name: 'x'.repeat(101) }, key)).body.param, 'name');
  const page = await server.get('/v2/sign-on-providers?limit=1', key);
  assert.deepEqual(
    page.body.data.map((each: { id: string }) => each.id),
    [provider.id],
  );
  assert.equal((await server.get('/v2/sign-on-providers?limit=0', key)).status, 400);
  assert.equal((await server.get('/v2/sign-on-providers?after=a&before=b', key)).status, 400);
  assert.equal((await server.get('/v2/sign-on-providers?after=IDP-0', key)).status, 404);
  assert.equal((await server.delete(path, key)).status, 200);
  assert.equal((await begin()).status, 404);
});

test('an issuer that our guard would not reach is refused, and one that does not answer says so', async () => {
  const { server, wanted, key, begin, provider } = await stage();
  const add = (more: object) => server.post('/v2/sign-on-providers', { ...wanted, ...more }, key);
  for (const issuer of [
    'http://login.example.com',
    'https://127.0.0.1',
    'https://login.internal',
    'login',
    `${wanted.issuer}0`,
  ])
    assert.equal((await add({ issuer })).body.param, 'issuer', issuer);
  assert.equal((await add({ domains: [] })).body.param, 'domains');
  assert.equal((await add({ domains: ['no domain'] })).body.param, 'domains');
  assert.equal((await add({ color: 1 })).body.param, 'color');
  assert.equal((await add({ name: 'x'.repeat(101) })).body.param, 'name');
  assert.equal((await server.post('/v2/session/single-sign-on', { provider: 5 })).body.param, 'provider');
  assert.equal((await server.post('/v2/session/single-sign-on', { provider: 'x', y: 1 })).body.param, 'y');
  const deaf = await add({ issuer: `${wanted.issuer}/nothing` });
  assert.equal((await server.post(`/v2/sign-on-providers/${deaf.body.id}/test`, undefined, key)).status, 422);
  assert.equal((await begin(deaf.body.id)).status, 422);
  assert.equal((await begin('IDP-0000000000')).status, 404);
  assert.equal((await begin(provider.id)).status, 201);
});

test('attempts are limited by address', async () => {
  const { server, callback } = await stage({}, { RATE_LIMIT_SIGN_IN_PER_MINUTE: '1' });
  assert.equal((await callback('?code=x', '')).to, '/console/sign-in?problem=sign_on_over');
  assert.equal((await callback('?code=x', '')).to, '/console/sign-in?problem=rate_limit');
  server.clock.now += 60_000;
  assert.equal((await callback('?code=x', '')).to, '/console/sign-in?problem=sign_on_over');
});
