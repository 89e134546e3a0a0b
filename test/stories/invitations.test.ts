import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { statement } from '../../src/db/pool.ts';
import { startMailbox } from '../support/mailbox.ts';
import { cookieOf, cookiesOf } from '../support/people.ts';
import { office, testDaybook, wish } from '../support/server.ts';

const dayMs = 86_400_000;
const password = 'Fahrradklingel am Deich';

/** An office that has added Ivy, who has not accepted yet. */
async function stage(settings: Record<string, string> = {}) {
  const server = await testDaybook(settings);
  const made = await office(server.db);
  const person = { email: 'ivy@office.example', first_name: 'Ivy', last_name: 'Invited', role_name: 'Team Manager' };
  const ivy: string = (await server.post('/v2/users', person, made.key)).body.id;
  const path = `/v2/users/${ivy}/invitation`;
  const link = async (body: object = { send_mail: false }) => {
    const reply = await server.post(path, body, made.key);
    assert.equal(reply.status, 201, reply.text);
    return { ...reply.body, token: new URL(reply.body.url).searchParams.get('token') };
  };
  const accept = (body: object) => server.post('/v2/invitation/accept', body);
  return { server, ivy, path, link, accept, ...made };
}

test('who opens the link of an invitation sees what for, chooses a password, and is signed in; the link works once', async () => {
  const { server, ivy, link, accept } = await stage();
  const { token, url, mailed, expiry_time } = await link();
  assert.deepEqual([url.startsWith(`${server.url}/console/invitation?token=`), mailed], [true, false]);
  assert.equal(Date.parse(expiry_time), server.clock.now + 7 * dayMs);
  const seen = await server.get(`/v2/invitation?token=${token}`);
  assert.deepEqual(
    [seen.body.account.name, seen.body.email, seen.body.role],
    ['Office', 'ivy@office.example', 'Team Manager'],
  );
  const accepted = await accept({ token, password, first_name: 'Ivonne' });
  assert.deepEqual(
    [
      accepted.status,
      accepted.body.user.id,
      accepted.body.user.first_name,
      accepted.body.user.status,
      accepted.body.way,
    ],
    [201, ivy, 'Ivonne', 'active', 'invitation'],
    accepted.text,
  );
  assert.equal((await server.get('/v2/session', cookiesOf(accepted.headers).daybook_session!)).status, 200);
  assert.equal((await server.post('/v2/session', { email: 'ivy@office.example', password })).status, 201);
  assert.equal((await accept({ token, password })).status, 403);
  assert.equal((await server.get(`/v2/invitation?token=${token}`)).status, 403);
});

test('an invitation comes by mail from whoever made it, and tells administrators nothing of the link', async () => {
  const mailbox = await startMailbox();
  after(() => mailbox.close());
  const { server, link, accept, accountId, andrea, path, key } = await stage({ SMTP_URL: mailbox.url });
  const { token } = await link({});
  const mail = await mailbox.to('ivy@office.example');
  assert.ok(mail.text.includes(token) && mail.html.includes(token));
  assert.match(mail.mail.subject!, /^Office invites you to Office$/);
  const hers = await cookieOf(server, accountId, andrea);
  const again = await server.post(path, undefined, hers);
  assert.equal((await mailbox.to('ivy@office.example')).mail.subject, 'Andrea Hartie invites you to Office');
  assert.ok(!(await server.get('/v2/mails', key)).text.includes(again.body.url));
  // The new link replaces the old one.
  assert.equal((await accept({ token, password })).status, 403);
});

test('a link works for seven days, until it is withdrawn, and not for who was deleted', async () => {
  const { server, link, accept, path, key, ivy } = await stage();
  const late = (await link()).token;
  server.clock.now += 7 * dayMs;
  assert.equal((await accept({ token: late, password })).status, 403);
  const withdrawn = (await link()).token;
  assert.deepEqual((await server.delete(path, key)).body, { id: ivy, deleted: true });
  assert.equal((await accept({ token: withdrawn, password })).status, 403);
  assert.equal((await server.delete(path, key)).status, 409);
  const { token } = await link();
  await server.delete(`/v2/users/${ivy}`, key);
  assert.equal((await accept({ token, password })).status, 403);
  assert.equal((await server.post(path, undefined, key)).status, 410);
  assert.equal((await server.delete(path, key)).status, 410);
});

test('who leaves the password out is signed in to add a passkey, and who has accepted is not invited again', async () => {
  const { server, link, accept, path, key, andrea } = await stage();
  const { token } = await link();
  const accepted = await accept({ token });
  assert.deepEqual([accepted.status, accepted.body.setup.password], [201, false]);
  const cookie = cookiesOf(accepted.headers).daybook_session!;
  assert.equal((await server.post('/v2/passkeys/options', undefined, cookie)).status, 201);
  assert.equal((await server.post(path, undefined, key)).status, 409);
  await server.db.system((tx) =>
    tx.run(statement(`update users set role_name = 'Account Owner' where id = $1`), [andrea]),
  );
  assert.equal((await server.post(`/v2/users/${andrea}/invitation`, undefined, key)).status, 403);
  assert.equal((await server.delete(`/v2/users/${andrea}/invitation`, key)).status, 403);
  assert.equal((await server.post(`/v2/users/${andrea}/deactivate`, undefined, key)).status, 403);
});

test('of two who accept at once one does', async () => {
  const { link, accept } = await stage();
  const { token } = await link();
  const both = await Promise.all([accept({ token, password }), accept({ token, password })]);
  assert.deepEqual(both.map((reply) => reply.status).toSorted(), [201, 403]);
});

test('who is shut out is out at once, books nothing more, keeps his bookings, and comes back by another invitation', async () => {
  const { server, accountId, ben, calendar, teamCalendar, key, andrea, accept } = await stage();
  const cookie = await cookieOf(server, accountId, andrea);
  const personal = (await server.post('/v2/api-keys', { name: 'Hers', user: andrea }, key)).body.key;
  const booked = await server.post(`/v2/booking-calendars/${calendar}/schedule`, wish('2026-11-25T15:00:00Z'), key);
  const out = await server.post(`/v2/users/${andrea}/deactivate`, undefined, key);
  assert.deepEqual([out.status, out.body.status], [200, 'invited'], out.text);
  server.clock.now += 1001;
  assert.equal((await server.get('/v2/session', cookie)).status, 401);
  assert.equal((await server.get('/v2/test', personal)).status, 401);
  assert.equal((await server.get(`/v2/bookings/${booked.body.id}`, key)).body.status, 'scheduled');
  assert.equal((await server.get(`/v2/booking-calendars/${calendar}/settings`, key)).body.published, false);
  const team = await server.post(`/v2/booking-calendars/${teamCalendar}/schedule`, wish('2026-11-25T16:00:00Z'), key);
  assert.equal((await server.get(`/v2/bookings/${team.body.id}`, key)).body.owner, ben);
  const invitation = await server.post(`/v2/users/${andrea}/invitation`, { send_mail: false }, key);
  const token = new URL(invitation.body.url).searchParams.get('token');
  assert.equal((await accept({ token, password })).body.role, 'Administrator');
  await server.delete(`/v2/users/${andrea}`, key);
  assert.equal((await server.post(`/v2/users/${andrea}/deactivate`, undefined, key)).status, 410);
});

test('what is wrong with an invitation’s request is said', async () => {
  const { server, link, accept, path, key } = await stage();
  const { token } = await link();
  const param = async (body: object) => (await accept({ token, ...body })).body.param;
  assert.equal(await param({ password: 'short' }), 'password');
  assert.equal(await param({ password: 'Ivy-Invited-1' }), 'password');
  assert.equal(await param({ password: 'x'.repeat(201) }), 'password');
  assert.equal(await param({ first_name: '<b>' }), 'first_name');
  assert.equal(await param({ password: 5 }), 'password');
  assert.equal(await param({ x: 5 }), 'x');
  assert.equal((await server.post(path, { send_mail: 'yes' }, key)).body.param, 'send_mail');
  assert.equal((await server.post(path, { x: 1 }, key)).body.param, 'x');
  assert.equal((await server.get('/v2/invitation')).body.param, 'token');
  assert.equal((await server.get(`/v2/invitation?token=${'x'.repeat(201)}`)).body.param, 'token');
});
