import assert from 'node:assert/strict';
import type { IncomingHttpHeaders } from 'node:http';
import { after, test } from 'node:test';
import { allowHosts } from '../../src/http/address-guard.ts';
import { openGateway } from '../../src/notifications/open-gateway.ts';
import { acme } from '../support/acme.ts';
import { until } from '../support/processes.ts';
import { startReceiver } from '../support/receiver.ts';
import { type Reply, testDaybook } from '../support/server.ts';

const gateway = await startReceiver({ otherwise: { status: 200, body: '{"messages": [{"message-id": "GW-1"}]}' } });
after(() => gateway.close());
const secret = 'a-secret-of-the-gateway';
const server = await testDaybook({
  SMS_URL: `${gateway.url}?v=1`,
  SMS_HEADERS: '{"Authorization": "Bearer token"}',
  SMS_ALLOW_HOSTS: gateway.host,
  SMS_SECRET: secret,
  BASE_URL: 'https://daybook.acme.example',
});

let numbers = 0;
/** A number that nobody else has. */
const newNumber = () => `+1202555${String(1000 + ++numbers).padStart(4, '0')}`;

/** An account whose guests are told by SMS that they are booked. */
async function texting(rules: Record<string, unknown> = {}) {
  const office = await acme(server, rules);
  const guest = { booked: { sms: true }, canceled_by_host: { sms: true } };
  await server.patch('/v2/notification-settings', { guest }, office.key);
  return office;
}

const listed = async (key: string): Promise<Reply['body'][]> =>
  (await server.get('/v2/notifications/sms', key)).body.data;

interface Message {
  headers: IncomingHttpHeaders;
  path: string;
  to: string;
  text: string;
  reference: string;
  status_url: string;
}

/** The next message that the gateway was given. */
async function message(): Promise<Message> {
  const { body, headers, path } = await gateway.next();
  return { headers, path, ...JSON.parse(body.toString()) };
}

const report = (path: string, body: object | string, type = 'application/json') =>
  fetch(`${server.url}/sms/${path}`, {
    method: 'POST',
    body: typeof body === 'string' ? body : JSON.stringify(body),
    headers: { 'Content-Type': type },
  });

test('a guest who agreed gets an SMS through the gateway, and it is in the list', async () => {
  const office = await texting();
  const phone = newNumber();
  const booking = await office.book('2026-11-25T15:00:00Z', { form: { phone }, sms_consent: true });
  const sent = await message();
  assert.equal(sent.to, phone);
  const { text } = sent;
  const link = `https://daybook\\.acme\\.example/m/${booking.id}\\?Params=[A-Z0-9]{24}`;
  const said = `${office.name}: Andrea with Andrea Hartie is booked for Wed, Nov 25, 10:00 AM EST\\. Changes: ${link} Reply STOP to opt out\\.`;
  assert.match(text, new RegExp(`^${said}$`));
  assert.equal(sent.status_url, `https://daybook.acme.example/sms/status/${secret}`);
  assert.deepEqual(
    [sent.path, sent.headers.authorization, sent.headers['content-type']],
    ['/hook?v=1', 'Bearer token', 'application/json'],
  );
  const [sms] = await listed(office.key);
  assert.equal(sent.reference, `${office.accountId}.${sms.id}`);
  assert.deepEqual(
    [sms.status, sms.recipient, sms.recipient_type, sms.details],
    ['sent', booking.contact, 'contact', { delivered_to: phone, message_body: text, segment_count: 2 }],
  );
});

test('nobody gets an SMS without his consent, without a number, or where it is not switched on', async () => {
  const office = await texting();
  await office.book('2026-11-25T15:00:00Z', { form: { phone: newNumber(), email: 'a@example.com' } });
  await office.book('2026-11-25T16:00:00Z', {
    form: { phone: newNumber(), email: 'b@example.com' },
    sms_consent: false,
  });
  await office.book('2026-11-25T17:00:00Z', { form: { email: 'c@example.com' }, sms_consent: true });
  const silent = await acme(server);
  await silent.book('2026-11-25T15:00:00Z', { form: { phone: newNumber() }, sms_consent: true });
  await server.daybook.wake();
  assert.deepEqual([await listed(office.key), await listed(silent.key)], [[], []]);
});

test('the gateway’s reports say what became of an SMS, by our name for it or by its own', async () => {
  const office = await texting();
  for (const [start, name, status, expected] of [
    ['2026-11-25T15:00:00Z', 'reference', 'delivered', 'delivered'],
    ['2026-11-25T15:30:00Z', 'MessageSid', 'undelivered', 'failed'],
    ['2026-11-25T16:00:00Z', 'id', 'REJECTED', 'rejected'],
    ['2026-11-25T16:30:00Z', 'reference', 'queued', 'sent'],
  ] as const) {
    const gatewayId = `SM-${start}`;
    gateway.answerWith({ status: 201, body: JSON.stringify({ sid: gatewayId }) });
    await office.book(start, { form: { phone: newNumber(), email: `${expected}@example.com` }, sms_consent: true });
    const { reference } = await message();
    const own = name === 'reference';
    const answered = own
      ? await report(`status/${secret}`, { reference, status })
      : await until('the gateway’s own name is known', async () => {
          const reply = await report(
            `status/${secret}`,
            `${name}=${encodeURIComponent(gatewayId)}&MessageStatus=${status}`,
            'application/x-www-form-urlencoded',
          );
          const sms = (await listed(office.key)).find((each) => reference.endsWith(each.id));
          return sms.status !== 'sent' && reply;
        });
    assert.equal(answered.status, 204);
    assert.equal((await listed(office.key)).find((each) => reference.endsWith(each.id))!.status, expected);
  }
});

test('STOP takes a number off, for every account that has written to it, until it says otherwise', async () => {
  const [office, other] = [await texting(), await texting()];
  const phone = newNumber();
  const consent = { form: { phone }, sms_consent: true };
  const booking = await office.book('2026-11-25T15:00:00Z', consent);
  await other.book('2026-11-25T15:00:00Z', consent);
  await message();
  await message();
  assert.equal((await report(`inbound/${secret}`, { from: phone, text: ' Stop. ' })).status, 204);
  await office.act(booking.id, 'cancel');
  await other.book('2026-11-25T16:00:00Z', consent);
  await server.daybook.wake();
  assert.deepEqual([(await listed(office.key)).length, (await listed(other.key)).length], [1, 1]);
  // A form, as other gateways send it, and a plus that nobody encoded.
  const form = `From=${phone}&Body=UNSTOP`;
  assert.equal((await report(`inbound/${secret}`, form, 'application/x-www-form-urlencoded')).status, 204);
  await office.book('2026-11-25T17:00:00Z', consent);
  assert.equal((await message()).to, phone);
});

test('a guest’s form asks for his consent where SMS are sent to guests, and takes no silence for a yes', async () => {
  const office = await texting();
  const { url } = (await server.get(`/v2/booking-calendars/${office.calendar}`, office.key)).body;
  const { pathname } = new URL(url);
  const form = async (start: string, fields: Record<string, string>) => {
    const query = new URLSearchParams({ start, iana_time_zone: 'America/New_York' });
    const page = await (await fetch(`${server.url}${pathname}?${query}`)).text();
    const who = {
      name: 'Carrie Customer',
      email: 'carrie@example.com',
      location: 'virtual_static:',
      start,
      key: start,
    };
    const body = new URLSearchParams({ ...who, iana_time_zone: 'America/New_York', ...fields });
    const reply = await fetch(server.url + pathname, { method: 'POST', body, redirect: 'manual' });
    return { page, status: reply.status, text: await reply.text() };
  };
  const phone = newNumber();
  const yes = await form('2026-11-25T15:00:00.000Z', { phone, sms_consent: 'true' });
  assert.match(yes.page, /name="sms_consent" type="checkbox" value="true" +aria-describedby/, 'not ticked');
  assert.match(yes.page, /Text me about this meeting/);
  assert.match(yes.page, /Reply STOP to end them\./);
  assert.equal(yes.status, 303, yes.text);
  assert.equal((await message()).to, phone);
  const no = await form('2026-11-25T16:00:00.000Z', { phone });
  assert.equal(no.status, 303);
  const nowhere = await form('2026-11-25T17:00:00.000Z', { phone: '', sms_consent: 'true' });
  assert.equal(nowhere.status, 422);
  assert.match(nowhere.text, /Please give a phone number, or take out this tick\./);
  assert.match(nowhere.text, /name="sms_consent" type="checkbox" value="true" checked/);
  // Whoever comes by a link that knows all about him is asked for his consent none the less.
  const known = new URLSearchParams({ name: 'Carrie', email: 'carrie@example.com', mobile_phone: phone, skip: '1' });
  const picked = await fetch(`${server.url}${pathname}/hold?${known}&location=virtual_static`, {
    method: 'POST',
    body: new URLSearchParams({ start: '2026-11-25T19:00:00.000Z' }),
  });
  assert.match(await picked.text(), /name="sms_consent"/);
  // Nothing is asked where no SMS goes to guests, and nothing that a forged form says is taken for consent.
  await server.patch('/v2/notification-settings', { guest: null }, office.key);
  const unasked = await form('2026-11-25T18:00:00.000Z', { phone, sms_consent: 'true' });
  assert.doesNotMatch(unasked.page, /sms_consent/);
  assert.equal(unasked.status, 303);
  await server.daybook.wake();
  assert.equal((await listed(office.key)).length, 1);
});

test('an end is made by any of the words that people send, in any case and with blanks or marks around', async () => {
  const office = await texting();
  const phone = newNumber();
  const consent = { form: { phone }, sms_consent: true };
  const starts = ['15:00', '15:30', '16:00', '16:30', '17:00', '17:30'].map((time) => `2026-11-25T${time}:00Z`);
  await office.book(starts[0]!, consent);
  await message();
  for (const [index, word] of ['STOP', ' end', 'Quit!', 'cancel', 'UNSUBSCRIBE\n'].entries()) {
    await report(`inbound/${secret}`, { from: phone, text: word });
    await office.book(starts[index + 1]!, consent);
    await server.daybook.wake();
    assert.equal((await listed(office.key)).length, index + 1, word);
    await report(`inbound/${secret}`, { from: phone, text: 'UNSTOP' });
    await office.book(starts[index + 1]!.replace('11-25', '11-26'), consent);
    await message();
  }
});

test('only who knows the secret can speak for the gateway, and what says nothing is taken all the same', async () => {
  const office = await texting();
  const phone = newNumber();
  await office.book('2026-11-25T15:00:00Z', { form: { phone }, sms_consent: true });
  const { reference } = await message();
  for (const path of ['inbound/wrong-secret-of-gateway', 'status/wrong-secret-of-gateway']) {
    const reply = await report(path, { from: phone, text: 'STOP', reference, status: 'delivered' });
    assert.equal(reply.status, 404);
    assert.equal(((await reply.json()) as { type: string }).type, 'invalid_request_error');
  }
  for (const body of [
    '',
    '{',
    '{}',
    '[]',
    'null',
    'from=&text=',
    `{"from": "${phone}", "text": "Thanks, please stop by!"}`,
  ])
    for (const path of ['inbound', 'status']) assert.equal((await report(`${path}/${secret}`, body)).status, 204);
  assert.equal((await listed(office.key))[0].status, 'sent');
  await office.book('2026-11-25T16:00:00Z', { form: { phone }, sms_consent: true });
  assert.equal((await message()).to, phone);
});

test('a gateway that is busy gets the message again; one that refuses it does not', async () => {
  const office = await texting();
  gateway.answerWith(503);
  await office.book('2026-11-25T15:00:00Z', { form: { phone: newNumber() }, sms_consent: true });
  const first = await message();
  assert.deepEqual((await message()).reference, first.reference);
  gateway.answerWith({ status: 422, body: 'no such number' });
  await office.book('2026-11-25T16:00:00Z', { form: { phone: newNumber() }, sms_consent: true });
  await message();
  await until(
    'it is rejected',
    async () =>
      (await listed(office.key))[0].status === 'rejected' || (await listed(office.key))[1].status === 'rejected',
  );
});

test('hosts get SMS at the number that they give, of what they wish', async () => {
  const office = await acme(server);
  const mobile_phone = newNumber();
  const path = `/v2/users/${office.andrea}/notification-settings`;
  await server.patch(path, { mobile_phone, host: { booked: { sms: true }, reminder: { sms: true } } }, office.key);
  await server.patch(
    '/v2/notification-settings',
    { host: { booked: { sms_text: '{{guest_name}} at {{start}} ☎' } } },
    office.key,
  );
  await office.book('2026-11-24T15:00:00Z');
  const sent = await message();
  assert.deepEqual([sent.to, sent.text], [mobile_phone, 'Carrie Customer at Tue, Nov 24, 10:00 AM EST ☎']);
  const [sms] = await listed(office.key);
  assert.deepEqual([sms.recipient, sms.recipient_type, sms.details.segment_count], [office.andrea, 'user', 1]);
  await server.daybook.wake();
  const now = server.clock.now;
  server.clock.now = Date.parse('2026-11-24T14:00:00Z');
  await server.daybook.wake();
  assert.match((await message()).text, /^Reminder: Carrie Customer/);
  server.clock.now = now;
});

test('a reminder comes by SMS if its setting says so', async () => {
  const office = await acme(server);
  const reminders = [{ minutes_before: 60, email: false, sms: true }];
  await server.patch('/v2/notification-settings', { reminders }, office.key);
  const phone = newNumber();
  const booking = await office.book('2026-11-24T16:00:00Z', { form: { phone }, sms_consent: true, guest_locale: 'de' });
  await server.daybook.wake();
  const now = server.clock.now;
  server.clock.now = Date.parse('2026-11-24T15:00:00Z');
  await server.daybook.wake();
  assert.match(
    (await message()).text,
    new RegExp(`^${office.name}: Erinnerung an Andrea mit Andrea Hartie, Di\\., 24\\. Nov\\.`),
  );
  assert.deepEqual(await office.told(booking.id), ['booked: guest', 'booked: host']);
  server.clock.now = now;
});

test('a gateway takes forms as well, and nothing of a text gets out of its place', async () => {
  const text = 'A & B="c"\nd\\ ☎ +1 {{to}}';
  const options = { url: gateway.url, headers: {}, statusUrl: '', allowed: allowHosts([gateway.host]) };
  for (const body of ['To={{to}}&Body={{text}}&Ref={{id}}', '{"To": "{{to}}", "Body": "{{text}}", "Ref": "{{id}}"}']) {
    const form = openGateway({ ...options, body });
    assert.deepEqual(await form.send({ reference: 'R-1', to: '+12025550195', text }), {
      state: 'sent',
      gatewayId: 'GW-1',
    });
    const received = (await gateway.next()).body.toString();
    const read = body.startsWith('{') ? JSON.parse(received) : Object.fromEntries(new URLSearchParams(received));
    assert.deepEqual(read, { To: '+12025550195', Body: text, Ref: 'R-1' });
    await form.close();
  }
});

test('the gateway’s address is guarded like any other', async () => {
  const guarded = openGateway({ url: gateway.url, headers: {}, body: '{}', statusUrl: '', allowed: allowHosts([]) });
  const outcome = await guarded.send({ reference: 'R-1', to: '+12025550195', text: 'Hi' });
  assert.equal(outcome.state, 'rejected');
  assert.match((outcome as { error: string }).error, /does not lead to a public address/);
  await guarded.close();
});
