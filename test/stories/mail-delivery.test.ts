import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, test } from 'node:test';
import { simpleParser } from 'mailparser';
import { purgeTrash, trashMs } from '../../src/bookings/purge-trash.ts';
import { openMailer } from '../../src/mail/open-mailer.ts';
import { purgeMails } from '../../src/mail/purge-mails.ts';
import { acme } from '../support/acme.ts';
import { inviteOf, startMailbox } from '../support/mailbox.ts';
import { until } from '../support/processes.ts';
import { startReceiver } from '../support/receiver.ts';
import { call, type Reply, testDaybook } from '../support/server.ts';

const mailbox = await startMailbox({ password: 'right' });
const receiver = await startReceiver();
after(async () => {
  await mailbox.close();
  await receiver.close();
});
const from = { MAIL_FROM: 'bookings@acme.example' };
const server = await testDaybook({ SMTP_URL: mailbox.url, WEBHOOK_ALLOW_HOSTS: receiver.host, ...from });

type Mail = Reply['body'];

/** The mails to an address, newest first, once all of them are settled. */
async function settled(key: string, recipient: string, on = server): Promise<Mail[]> {
  return until(`mails to ${recipient} are settled`, async () => {
    const { data } = (await on.get(`/v2/mails?recipient=${encodeURIComponent(recipient)}`, key)).body;
    return data.length > 0 && data.every((each: Mail) => each.state !== 'queued') && data;
  });
}

test('what was written can be read, with what became of it', async () => {
  const office = await acme(server);
  const email = 'Reader@Example.com';
  const booking = await office.book('2026-11-25T15:00:00Z', { form: { email } });
  const letter = await mailbox.to(email);
  const [mail] = await settled(office.key, email);
  assert.match(mail.id, /^MAIL-[A-Z0-9]{14}$/);
  assert.equal(letter.mail.messageId, `<${mail.id}@acme.example>`);
  const now = new Date(server.clock.now).toISOString();
  assert.deepEqual(mail, {
    object: 'mail',
    id: mail.id,
    state: 'sent',
    creation_time: now,
    settled_time: now,
    scenario: 'booked',
    booking: booking.id,
    recipient: 'reader@example.com',
    recipient_type: 'guest',
    bcc: [],
    reply_to: office.andreasBox,
    locale: 'en',
    subject: letter.mail.subject,
    text: mail.text,
    invite: 'REQUEST',
    attempts: 1,
    error: null,
  });
  assert.equal(mail.text.trim(), letter.text.trim());
  assert.deepEqual((await server.get(`/v2/mails/${mail.id}`, office.key)).body, mail);
});

test('mails are listed newest first, by state, booking, recipient and time', async () => {
  const office = await acme(server);
  const first = await office.book('2026-11-25T15:00:00Z', { form: { email: 'lists@example.com' } });
  await settled(office.key, 'lists@example.com');
  await settled(office.key, office.andreasBox);
  const between = new Date(server.clock.now + 1000).toISOString();
  server.clock.now += 2000;
  await office.act(first.id, 'cancel');
  await mailbox.to('lists@example.com');
  await mailbox.to('lists@example.com');
  const list = async (query: string) => {
    const { body } = await server.get(`/v2/mails?${query}`, office.key);
    return body.data.map((each: Mail) => `${each.scenario} ${each.recipient_type}`).toSorted();
  };
  await until('all are sent', async () => (await list('state=sent')).length === 4);
  assert.deepEqual(await list('recipient=LISTS@example.com'), ['booked guest', 'canceled_by_host guest']);
  assert.deepEqual(await list(`booking=${first.id}&creation_time.gt=${between}`), [
    'canceled_by_host guest',
    'canceled_by_host host',
  ]);
  assert.deepEqual(await list(`creation_time.lt=${between}`), ['booked guest', 'booked host']);
  assert.deepEqual(await list('state=failed'), []);
  const page = (await server.get('/v2/mails?limit=1', office.key)).body;
  assert.equal(page.has_more, true);
  assert.equal((await server.get(`/v2/mails?limit=1&after=${page.data[0].id}`, office.key)).body.data.length, 1);
});

test('what is wrong with a request for mails is said', async () => {
  const { key } = await acme(server);
  for (const [path, status, message, param] of [
    ['?state=lost', 400, 'Invalid string: lost', 'state'],
    ['?limit=0', 400, 'Out of range value: 0. Please provide a number between 1 and 100.', 'limit'],
    ['?creation_time.gt=x', 400, 'Invalid date: x', 'creation_time.gt'],
    [
      '?creation_time.gt=2026-02-01&creation_time.lt=2026-01-01',
      400,
      'creation_time.gt cannot be later than creation_time.lt',
      'creation_time.gt',
    ],
    ['?after=A&before=B', 400, 'Received both before and after parameters. Please provide only one.', undefined],
    ['?after=MAIL-NONE', 404, "No such mail: 'MAIL-NONE'", 'after'],
    ['/MAIL-NONE', 404, "No such mail: 'MAIL-NONE'", 'id'],
  ] as const) {
    const { body, status: was } = await server.get(`/v2/mails${path}`, key);
    assert.deepEqual([was, body.message, body.param], [status, message, param]);
  }
});

test('a mail server that cannot take a mail now gets it again, and the booking and its webhooks do not notice', async () => {
  const office = await acme(server);
  await server.post('/v2/webhooks', { name: 'Hook', url: receiver.url, events: ['booking'] }, office.key);
  const email = 'again@example.com';
  mailbox.refuse({ at: 'to', only: email, code: 451, message: 'Greylisted, try again later' });
  const booking = await office.book('2026-11-25T16:00:00Z', { form: { email } });
  assert.equal(booking.status, 'scheduled');
  assert.equal(JSON.parse((await receiver.next()).body.toString()).data.id, booking.id);
  const tried = await until('the first try is noted', async () => {
    const [mail] = (await server.get(`/v2/mails?recipient=${email}`, office.key)).body.data;
    return mail?.attempts > 0 && mail;
  });
  assert.match(tried.error, /451 Greylisted, try again later/);
  await mailbox.to(email);
  const [mail] = await settled(office.key, email);
  assert.deepEqual([mail.state, mail.attempts, mail.error], ['sent', 2, null]);
});

test('a recipient that does not exist is given up at once, with the mail server’s own words', async () => {
  const office = await acme(server);
  const email = 'nobody@example.com';
  mailbox.refuse({ at: 'to', only: email, code: 550, message: '5.1.1 No such user here' });
  const booking = await office.book('2026-11-25T17:00:00Z', { form: { email } });
  const [mail] = await settled(office.key, email);
  assert.deepEqual([mail.state, mail.attempts], ['failed', 1]);
  assert.match(mail.error, /550 5\.1\.1 No such user here/);
  assert.equal((await server.get(`/v2/bookings/${booking.id}`, office.key)).body.status, 'scheduled');
  // The host’s own mail went through, and so does the next one.
  await mailbox.to(office.andreasBox);
  await office.act(booking.id, 'cancel');
  assert.match((await mailbox.to(email)).mail.subject!, /^Canceled/);
});

test('an archive that refuses its copy does not keep the guest from his mail, and the refusal can be read', async () => {
  const office = await acme(server);
  await server.patch('/v2/notification-settings', { bcc: ['archive@acme.example'] }, office.key);
  const email = 'archived@example.com';
  mailbox.refuse({ at: 'to', only: 'archive@acme.example', code: 552, message: 'Mailbox full' });
  await office.book('2026-11-25T18:00:00Z', { form: { email } });
  await mailbox.to(email);
  const [mail] = await settled(office.key, email);
  assert.equal(mail.state, 'sent');
  assert.match(mail.error, /552 Mailbox full/);
});

test('mails about one meeting reach a person in the order in which it happened', async () => {
  const office = await acme(server);
  const email = 'in-order@example.com';
  mailbox.refuse({ at: 'to', only: email, code: 450, message: 'Busy' });
  const booking = await office.book('2026-11-25T19:00:00Z', { form: { email } });
  await office.act(booking.id, 'reschedule', { start_time: '2026-11-25T20:00:00Z' });
  await office.act(booking.id, 'cancel');
  const subjects: string[] = [];
  for (let i = 0; i < 3; i++) subjects.push((await mailbox.to(email)).mail.subject!.split(':')[0]!);
  assert.deepEqual(subjects, ['Booked', 'Moved', 'Canceled']);
});

test('a reminder that could not be sent before the meeting is not sent after it', async () => {
  const office = await acme(server);
  const email = 'too-late@example.com';
  await office.book('2026-11-25T21:00:00Z', { form: { email } });
  await mailbox.to(email);
  const now = server.clock.now;
  await server.daybook.wake();
  mailbox.refuse({ at: 'to', only: email, code: 450, message: 'Busy' });
  server.clock.now = Date.parse('2026-11-25T20:00:00Z');
  await server.daybook.wake();
  await until('it was tried', async () => {
    const [mail] = (await server.get(`/v2/mails?recipient=${email}`, office.key)).body.data;
    return mail.scenario === 'reminder' && mail.attempts === 1;
  });
  server.clock.now = Date.parse('2026-11-25T21:00:00Z');
  const [mail] = await settled(office.key, email);
  assert.deepEqual([mail.scenario, mail.state], ['reminder', 'failed']);
  assert.match(mail.error, /450 Busy/);
  server.clock.now = now;
});

test('a test mail says at once what the mail server said', async () => {
  const office = await acme(server);
  const send = async (body: object, on = server, key = office.key) => (await on.post('/v2/mails/test', body, key)).body;
  const good = await send({ to: 'test@example.com', locale: 'de' });
  assert.deepEqual(good, {
    object: 'test_mail',
    to: 'test@example.com',
    from: 'bookings@acme.example',
    state: 'sent',
    server: new URL(mailbox.url).host,
    error: null,
    file: null,
  });
  assert.equal((await mailbox.to('test@example.com')).mail.subject, `Eine Probe-Mail von ${office.name}`);
  mailbox.refuse({ at: 'from', code: 553, message: '5.7.1 Sender address rejected: not owned by user' });
  assert.match(
    (await send({ to: 'test@example.com' })).error,
    /553 5\.7\.1 Sender address rejected: not owned by user \(EENVELOPE after MAIL FROM\)/,
  );

  const wrongPassword = await testDaybook({ SMTP_URL: mailbox.url.replace('right', 'wrong'), ...from });
  const there = await acme(wrongPassword);
  const refused = await send({ to: 'test@example.com' }, wrongPassword, there.key);
  assert.equal(refused.state, 'failed');
  assert.match(refused.error, /535 Authentication failed \(EAUTH after AUTH PLAIN\)/);
  const nobody = await testDaybook({ SMTP_URL: 'smtp://127.0.0.1:9', ...from });
  const elsewhere = await acme(nobody);
  assert.match((await send({ to: 'test@example.com' }, nobody, elsewhere.key)).error, /ECONNREFUSED 127\.0\.0\.1:9/);
  for (const [body, message] of [
    [{}, 'Required fields are missing.'],
    [{ to: 'x' }, "Invalid email format: 'x'"],
    [{ to: 'x@example.com', locale: '?' }, 'Invalid locale: ?'],
    [{ to: 'x@example.com', cc: 'y' }, 'Unsupported fields'],
  ] as const)
    assert.equal((await send(body)).message, message);
});

test('a test mail is sent as often as it is asked for, since nothing is kept while the mail server is waited for', async () => {
  const office = await acme(server);
  const headers = { 'Idempotency-Key': 'test-mail' };
  const ask = () => call(server.url, 'POST', '/v2/mails/test', { to: 'asked@example.com' }, office.key, headers);
  for (const { headers: given } of [await ask(), await ask()]) assert.equal(given.get('idempotent-replayed'), null);
  assert.equal(mailbox.received.filter(({ recipients }) => recipients.includes('asked@example.com')).length, 2);
});

test('without a mail server mails are kept, readable in the data folder and through the API', async () => {
  const quiet = await testDaybook({ BASE_URL: 'https://daybook.acme.example' });
  const office = await acme(quiet);
  const email = 'kept@example.com';
  await office.book('2026-11-25T15:00:00Z', { form: { email } });
  const [mail] = await settled(office.key, email, quiet);
  assert.deepEqual([mail.state, mail.attempts, mail.error], ['kept', 1, null]);
  const test = (await quiet.post('/v2/mails/test', { to: email }, office.key)).body;
  assert.deepEqual([test.state, test.server, test.from], ['kept', null, 'daybook@daybook.acme.example']);
  const file = test.file.replace(/MAIL-\w+/, mail.id);
  assert.match(file, /\/mail\/2026-11-24\/MAIL-\w+\.eml$/);
  const read = await simpleParser(await readFile(file));
  assert.equal(read.subject, mail.subject);
  assert.equal(read.text?.trim(), mail.text.trim());
  const invite = inviteOf(read.attachments[0]!.content.toString());
  assert.deepEqual(
    [invite.method, invite.start, invite.organizer],
    ['REQUEST', '2026-11-25T15:00:00.000Z', 'daybook@daybook.acme.example'],
  );
  // What is older than the days that mail is kept for goes.
  await quiet.db.system((tx) => purgeMails(tx, 86_400_000, quiet.clock.now + 86_400_001));
  assert.equal((await quiet.get(`/v2/mails/${mail.id}`, office.key)).status, 404);
});

test('a folder that cannot be written to is an error that can be read', async () => {
  const mailer = openMailer({
    smtpUrl: undefined,
    from: { name: null, address: 'a@example.com' },
    folder: '/dev/null/mail',
  });
  const envelope = { fromName: '', toName: '', replyTo: null, bcc: [], thread: null, unsubscribeUrl: null };
  const message = {
    id: 'MAIL-1',
    writtenTime: 0,
    recipient: 'b@example.com',
    envelope,
    subject: 's',
    text: 't',
    html: 'h',
    locale: 'en',
    calendar: null,
  };
  const outcome = await mailer.send(message);
  assert.equal(outcome.state, 'failed');
  assert.match((outcome as { error: string }).error, /ENOTDIR/);
});

test('what a booking’s people were told goes with the booking when it is erased', async () => {
  const office = await acme(server);
  const email = 'erased@example.com';
  const booking = await office.book('2026-11-26T15:00:00Z', { form: { email } });
  await mailbox.to(email);
  await office.act(booking.id, 'trash');
  assert.equal((await office.told(booking.id)).length, 2);
  await server.db.system((tx) => purgeTrash(tx, server.clock.now + trashMs));
  await server.daybook.wake();
  assert.deepEqual(await office.told(booking.id), []);
});
