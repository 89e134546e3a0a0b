import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeDemo } from '../../src/demo.ts';
import { createSetupLink } from '../../src/sign-up/create-setup-link.ts';
import { cookiesOf } from '../support/people.ts';
import { call, type TestDaybook, testDaybook } from '../support/server.ts';

const owner = {
  email: 'erika@example.com',
  password: 'tr0mbone-Kettle',
  first_name: 'Erika',
  last_name: 'Mustermann',
  account_name: 'Acme',
  timezone: 'Europe/Berlin',
};

const linkOf = (server: TestDaybook) => server.db.system((tx) => createSetupLink(tx, server.clock.now));

test('whoever opens the link that the server printed makes the first account and owns it; the link works once', async () => {
  const server = await testDaybook();
  const token = await linkOf(server);
  const state = await server.get(`/v2/signup?token=${token}`);
  assert.deepEqual(state.body, { object: 'sign_up', open: true, first: true, demo: null });
  const reply = await server.post('/v2/signup', { ...owner, token });
  assert.equal(reply.status, 201, reply.text);
  assert.deepEqual(
    [reply.body.role, reply.body.user.status, reply.body.account.name, reply.body.account.timezone],
    ['Account Owner', 'active', 'Acme', 'Europe/Berlin'],
  );
  const cookie = cookiesOf(reply.headers).daybook_session!;
  const made = await server.post('/v2/api-keys', { name: 'First' }, cookie);
  assert.equal(made.status, 201, made.text);
  assert.equal(
    (await server.get('/v2/test', made.body.key)).body.message,
    'The API key is valid for account: erika@example.com',
  );
  const { email, password } = owner;
  assert.equal((await server.post('/v2/session', { email, password })).status, 201);
  assert.equal((await server.post('/v2/signup', { ...owner, token })).status, 403);
  assert.equal(await linkOf(server), undefined);
  assert.deepEqual((await server.get(`/v2/signup?token=${token}`)).body, {
    object: 'sign_up',
    open: false,
    first: false,
    demo: null,
  });
});

test('a stranger cannot take a fresh server, with no link nor with a wrong one', async () => {
  const server = await testDaybook();
  await linkOf(server);
  for (const token of [undefined, '', 'wrong']) {
    const reply = await server.post('/v2/signup', { ...owner, token });
    assert.deepEqual([reply.status, reply.body.param], [403, 'token']);
  }
  assert.equal((await server.get('/v2/signup')).body.open, false);
});

test('of two who open the link at once one is the first', async () => {
  const server = await testDaybook();
  const token = await linkOf(server);
  const both = await Promise.all(
    [1, 2].map((each) => server.post('/v2/signup', { ...owner, email: `${each}@example.com`, token })),
  );
  assert.deepEqual(both.map((reply) => reply.status).toSorted(), [201, 403]);
});

test('the demo account can be taken over with all that is in it, or left for an empty one', async () => {
  for (const demo of [undefined, false]) {
    const server = await testDaybook();
    const { accountId, apiKey } = await server.db.system((tx) =>
      makeDemo(tx, { now: server.clock.now, baseUrl: server.url }),
    );
    const token = await linkOf(server);
    assert.deepEqual((await server.get(`/v2/signup?token=${token}`)).body.demo, {
      account: accountId,
      name: 'Daybook demo',
    });
    const taken = await server.post('/v2/signup', { ...owner, email: 'andrea.hartie@example.com', demo, token });
    assert.equal(taken.status, demo === undefined ? 400 : 201, taken.text);
    if (demo === undefined) {
      assert.equal(taken.body.message, "Email already exists: 'andrea.hartie@example.com'");
      const reply = await server.post('/v2/signup', { ...owner, token });
      assert.equal(reply.body.account.id, accountId);
      const cookie = cookiesOf(reply.headers).daybook_session!;
      assert.equal((await server.get('/v2/bookings', cookie)).body.has_more, true);
      assert.equal(
        (await server.get('/v2/test', apiKey)).body.message,
        'The API key is valid for account: erika@example.com',
      );
    } else {
      assert.notEqual(taken.body.account.id, accountId);
      const cookie = cookiesOf(taken.headers).daybook_session!;
      assert.equal((await server.get('/v2/bookings', cookie)).body.data.length, 0);
    }
  }
});

test('where the operator lets anybody sign up, everybody gets an account of his own', async () => {
  const server = await testDaybook({ SIGN_UP: 'on' });
  assert.equal((await server.get('/v2/signup')).body.open, true);
  const first = await server.post('/v2/signup', { ...owner, account_name: undefined });
  const second = await server.post('/v2/signup', { ...owner, email: 'max@example.com', first_name: 'Max' });
  assert.deepEqual([first.status, second.status], [201, 201]);
  assert.equal(first.body.account.name, 'Erika Mustermann');
  assert.notEqual(first.body.account.id, second.body.account.id);
  const cookie = cookiesOf(second.headers).daybook_session!;
  assert.deepEqual(
    (await server.get('/v2/users', cookie)).body.data.map((each: { email: string }) => each.email),
    ['max@example.com'],
  );
});

test('a password that is short, or that a guesser would try first, is refused with what is wrong with it', async () => {
  const server = await testDaybook({ SIGN_UP: 'on' });
  const refused = async (password: string) => {
    const { status, body } = await call(server.url, 'POST', '/v2/signup', { ...owner, password }, undefined);
    return [status, body.param, body.message.split('.')[0]];
  };
  assert.deepEqual(await refused('short'), [400, 'password', 'A password has at least 10 characters']);
  for (const password of ['password123', 'Erika-Mustermann', 'erika@example.com', 'qwertyuiop12'])
    assert.deepEqual(await refused(password), [400, 'password', 'This password is easy to guess'], password);
  assert.deepEqual(await refused('x'.repeat(201)), [
    400,
    'password',
    'Value too long: password takes at most 200 characters',
  ]);
});

test('what is wrong with an address, a name, a zone or a field is said', async () => {
  const server = await testDaybook({ SIGN_UP: 'on' });
  const param = async (body: object) => {
    const { status, body: answer } = await server.post('/v2/signup', { ...owner, ...body });
    return `${status} ${answer.param}`;
  };
  assert.equal(await param({ email: 'erika' }), '400 email');
  assert.equal(await param({ first_name: '<b>' }), '400 first_name');
  assert.equal(await param({ timezone: 'Mars/Olympus' }), '400 timezone');
  assert.equal(await param({ demo: 'yes' }), '400 demo');
  assert.equal(await param({ role: 'Administrator' }), '400 role');
  assert.equal((await server.post('/v2/session', { email: 'erika', password: 'x' })).body.param, 'email');
  assert.equal((await server.post('/v2/session', { email: 'erika@example.com', password: 5 })).body.param, 'password');
  assert.equal((await server.post('/v2/session', { ...owner })).body.param, 'first_name');
  assert.equal(
    (await server.post('/v2/session', { email: 'e@example.com', password: 'x'.repeat(201) })).body.param,
    'password',
  );
});
