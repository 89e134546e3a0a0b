import assert from 'node:assert/strict';
import { test } from 'node:test';
import { recordSms, type SentSms } from '../../src/notifications/record-sms.ts';
import { updateSmsStatus } from '../../src/notifications/update-sms-status.ts';
import { office, type Reply, testDaybook } from '../support/server.ts';

const server = await testDaybook();
const { accountId, key, andrea } = await office(server.db);
const carrie = { first_name: 'Carrie', last_name: 'Customer', email: 'carrie@example.com' };
const contact = (await server.post('/v2/contacts', carrie, key)).body.id;
const path = '/v2/notifications/sms';

async function send(sms: Partial<SentSms> = {}): Promise<string> {
  server.clock.now += 1000;
  const whole = { recipientType: 'contact' as const, recipientId: contact, deliveredTo: '+12025550195' };
  const message = { messageBody: 'Hi Carrie, see you at 3PM!', status: 'sent' as const };
  return server.db.transaction(accountId, (tx) =>
    recordSms(tx, accountId, { ...whole, ...message, ...sms }, server.clock.now),
  );
}
const settle = (id: string, status: 'delivered' | 'failed') =>
  server.db.transaction(accountId, (tx) => updateSmsStatus(tx, accountId, id, status));
const idsOf = (reply: Reply) => reply.body.data.map((each: { id: string }) => each.id);
const list = async (query = '') => idsOf(await server.get(`${path}?${query}`, key));

test('an SMS is listed with whom it went to, what it said and what became of it', async () => {
  const id = await send();
  const shown = {
    object: 'notification',
    id,
    type: 'sms',
    status: 'sent',
    creation_time: new Date(server.clock.now).toISOString(),
    recipient: contact,
    recipient_type: 'contact',
    details: { delivered_to: '+12025550195', message_body: 'Hi Carrie, see you at 3PM!', segment_count: 1 },
  };
  assert.match(id, /^SMS-[A-Z0-9]{8}$/);
  assert.deepEqual((await server.get(path, key)).body, { object: 'list', data: [shown], has_more: false });
  assert.equal(await settle(id, 'delivered'), true);
  assert.deepEqual((await server.get(path, key)).body.data, [{ ...shown, status: 'delivered' }]);
  assert.equal(await settle(id, 'failed'), false, 'the provider’s first word counts');
  assert.equal((await server.get(path, key)).body.data[0].status, 'delivered');
  const long = await send({ messageBody: 'x'.repeat(200), status: 'rejected' });
  const [newest] = (await server.get(`${path}?limit=1`, key)).body.data;
  assert.deepEqual([newest.id, newest.status, newest.details.segment_count], [long, 'rejected', 2]);
});

test('SMS are listed newest first and paged, by recipient, kind of recipient and time', async () => {
  const before = new Date(server.clock.now).toISOString();
  const toUser = { recipientType: 'user' as const, recipientId: andrea };
  const ids = [await send(), await send(toUser), await send(), await send(toUser)].reverse();
  const since = `creation_time.gt=${before}`;
  assert.deepEqual(await list(since), ids);
  assert.deepEqual(await list(`${since}&limit=2`), ids.slice(0, 2));
  assert.deepEqual(await list(`${since}&after=${ids[1]}`), ids.slice(2));
  assert.deepEqual(await list(`${since}&limit=1&before=${ids[2]}`), [ids[1]]);
  const link = (await server.get(`${path}?limit=1`, key)).headers.get('link')!;
  assert.match(link, new RegExp(`<${server.url}/v2/notifications/sms\\?after=${ids[0]}&limit=1>; rel="next"`));
  assert.deepEqual(await list(`recipient=${andrea}`), [ids[0], ids[2]]);
  assert.deepEqual(await list('recipient_type=user'), [ids[0], ids[2]]);
  assert.deepEqual(await list(`${since}&recipient_type=contact&recipient=${contact}`), [ids[1], ids[3]]);
  assert.deepEqual(await list(`recipient_type=user&recipient=${contact}`), []);
  assert.deepEqual(await list('recipient=CTC-NONE'), []);
  const { data } = (await server.get(`${path}?${since}&limit=1`, key)).body;
  assert.deepEqual(await list(`${since}&creation_time.lt=${data[0].creation_time}`), ids.slice(1));
});

test('the recipient is an id until it is expanded, with or without data. in front; a deleted one is redacted', async () => {
  for (const name of ['recipient', 'data.recipient']) {
    const { data } = (await server.get(`${path}?limit=2&expand=${name}`, key)).body;
    assert.deepEqual(data[0].recipient, (await server.get(`/v2/users/${andrea}`, key)).body);
    assert.deepEqual(data[1].recipient, (await server.get(`/v2/contacts/${contact}`, key)).body);
  }
  await server.delete(`/v2/contacts/${contact}`, key);
  const { data } = (await server.get(`${path}?recipient=${contact}&expand=recipient&limit=1`, key)).body;
  assert.deepEqual(data[0].recipient, { id: contact, object: 'contact', deleted: true });
});

test('what is wrong with a request for SMS is said in the contract’s words', async () => {
  for (const [query, status, message, param] of [
    ['recipient_type=customer', 400, 'Invalid string: customer', 'recipient_type'],
    ['expand=details', 400, 'This property cannot be expanded: details', 'expand'],
    ['limit=101', 400, 'Out of range value: 101. Please provide a number between 1 and 100.', 'limit'],
    ['creation_time.lt=later', 400, 'Invalid date: later', 'creation_time.lt'],
    [
      'creation_time.gt=2026-02-01&creation_time.lt=2026-01-01',
      400,
      'creation_time.gt cannot be later than creation_time.lt',
      'creation_time.gt',
    ],
    ['after=A&before=B', 400, 'Received both before and after parameters. Please provide only one.', undefined],
    ['after=SMS-NONE', 404, "No such notification: 'SMS-NONE'", 'after'],
  ] as const) {
    const reply = await server.get(`${path}?${query}`, key);
    assert.equal(reply.status, status, reply.text);
    assert.deepEqual(reply.body, { type: 'invalid_request_error', message, ...(param === undefined ? {} : { param }) });
  }
});
