import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { statement } from '../../src/db/pool.ts';
import { recordSms } from '../../src/notifications/record-sms.ts';
import { until } from '../support/processes.ts';
import { startReceiver } from '../support/receiver.ts';
import { office, type Reply, testDaybook, wish } from '../support/server.ts';

// A person asks what is kept of her, and wants it gone.
const receiver = await startReceiver({ otherwise: { status: 200, body: 'thanks, wanda' } });
after(() => receiver.close());
const server = await testDaybook({ WEBHOOK_ALLOW_HOSTS: receiver.host });
const { accountId, key, calendar } = await office(server.db);
await server.post('/v2/webhooks', { name: 'All', url: receiver.url, events: ['conversation', 'booking'] }, key);
await server.patch(`/v2/booking-calendars/${calendar}`, { questions: [{ name: 'wish', type: 'text' }] }, key);

const wanda = {
  name: 'Wanda Wanted',
  email: 'Wanda.Wanted@nowhere.example',
  phone: '+12025550177',
  wish: 'no peanuts',
};
async function book(start: string, guest: Record<string, unknown>, more: object = {}): Promise<string> {
  server.clock.now += 1000;
  const headers = { 'Idempotency-Key': `book-${start}` };
  const body = JSON.stringify({ ...wish(start, guest), ...more });
  const reply = await fetch(`${server.url}/v2/booking-calendars/${calendar}/schedule`, {
    method: 'POST',
    headers: { ...headers, 'API-Key': key, 'Content-Type': 'application/json' },
    body,
  });
  const { id } = (await reply.json()) as { id: string };
  assert.equal(reply.status, 200);
  return id;
}
const act = (id: string, action: string) => server.post(`/v2/bookings/${id}/${action}`, {}, key);
const get = async (path: string): Promise<Reply['body']> => {
  const reply = await server.get(path, key);
  assert.equal(reply.status, 200, reply.text);
  return reply.body;
};

const first = await book('2026-11-25T14:00:00Z', wanda);
const second = await book('2026-11-25T15:00:00Z', wanda);
const friends = await book(
  '2026-11-25T16:00:00Z',
  { name: 'Finn', email: 'finn@friends.example' },
  {
    guests: [wanda.email, 'gus@friends.example'],
  },
);
const contact = (await get(`/v2/bookings/${first}`)).contact as string;
const chat = await server.post(
  '/v2/conversations',
  { bot: { name: 'Bot' }, contact, answers: [{ question: 'Name', value: 'Wanda' }] },
  key,
);
assert.equal(chat.status, 201, chat.text);
await server.db.transaction(accountId, (tx) =>
  recordSms(
    tx,
    accountId,
    {
      recipientType: 'contact',
      recipientId: contact,
      deliveredTo: wanda.phone,
      messageBody: 'Dear Wanda',
      status: 'sent',
    },
    server.clock.now,
  ),
);

const tables = statement<{ name: string }>(
  `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
   where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`,
);
/** The tables that hold a word anywhere, in any writing. */
async function tablesWith(word: string): Promise<string[]> {
  return server.db.system(async (tx) => {
    const found: string[] = [];
    for (const { name } of await tx.rows(tables)) {
      const text = statement<{ n: number }>(
        `select count(*) as n from ${name} t where position($1 in lower(t::text)) > 0`,
      );
      if ((await tx.one(text, [word]))!.n > 0) found.push(name);
    }
    return found.sort();
  });
}

test('all that is kept of a person is handed over in one answer', async () => {
  await until('mails are written', async () => (await get(`/v2/mails?booking=${friends}`)).data.length > 0);
  const data = await get(`/v2/contacts/${contact}/personal-data`);
  assert.equal(data.contact.email, 'Wanda.Wanted@nowhere.example');
  const ids = (rows: { id: string }[]) => rows.map((row) => row.id);
  assert.deepEqual(ids(data.bookings), [first, second]);
  assert.deepEqual(data.bookings[0].form_submission.custom_fields, [{ name: 'wish', value: 'no peanuts' }]);
  assert.deepEqual(ids(data.conversations), [chat.body.id]);
  assert.equal(data.sms_notifications[0].details.message_body, 'Dear Wanda');
  assert.ok(data.mails.length >= 2);
  assert.ok(data.mails.every((mail: { recipient: string }) => mail.recipient === 'wanda.wanted@nowhere.example'));
});

test('nobody is erased who is still to be met', async () => {
  const reply = await server.post(`/v2/contacts/${contact}/erase`, undefined, key);
  assert.equal(reply.status, 409, reply.text);
  assert.match(reply.body.message, new RegExp(`meetings to come, '${first}'`));
  assert.ok((await tablesWith('wanda')).length > 5);
});

test('a person who is erased is in no table any more, and the proof says what was removed', async () => {
  for (const id of [first, second]) assert.equal((await act(id, 'cancel')).status, 200);
  await until('everything was delivered', async () => {
    const { data } = await get('/v2/events?limit=100');
    return data.length >= 6 && receiver.received.length >= 6;
  });
  const reply = await server.post(`/v2/contacts/${contact}/erase`, undefined, key);
  assert.equal(reply.status, 201, reply.text);
  const { removed, id, actor } = reply.body;
  assert.deepEqual(
    { ...removed, mails: removed.mails > 5, events: removed.events },
    { contacts: 1, bookings: 2, guests: 1, conversations: 1, sms_notifications: 1, mails: true, events: 6 },
  );
  assert.equal(actor.type, 'key');
  for (const word of ['wanda', '12025550177', 'peanuts']) {
    await until(`nothing says ${word}`, async () => (await tablesWith(word)).length === 0).catch(async () =>
      assert.fail(`${word}: ${await tablesWith(word)}`),
    );
  }
  assert.deepEqual(await get(`/v2/erasures/${id}`), reply.body);
  assert.deepEqual((await get('/v2/erasures')).data, [reply.body]);
  assert.deepEqual(await get(`/v2/contacts/${contact}`), { id: contact, object: 'contact', deleted: true });
  assert.deepEqual(await get(`/v2/bookings/${first}`), { id: first, object: 'booking', deleted: true });
  const kept = await get(`/v2/bookings/${friends}`);
  assert.deepEqual([kept.status, kept.form_submission.guests], ['scheduled', ['gus@friends.example']]);
  assert.ok(!kept.attendees.some((each: string) => each.toLowerCase().includes('wanda')));
  const log = (await get('/v2/audit-log?limit=100')).data;
  assert.ok(
    log.some(
      (entry: { subject: { id: string }; action: string }) =>
        entry.subject.id === contact && entry.action === 'deleted',
    ),
  );
});

test('whoever comes back is somebody new', async () => {
  const again = await book('2026-11-27T15:00:00Z', wanda);
  const newContact = (await get(`/v2/bookings/${again}`)).contact;
  assert.notEqual(newContact, contact);
  assert.deepEqual(
    (await get(`/v2/contacts/${newContact}/personal-data`)).bookings.map((each: { id: string }) => each.id),
    [again],
  );
});

test('who is not there cannot be asked for nor erased', async () => {
  for (const id of [contact, 'CTC-NOBODY']) {
    assert.equal((await server.get(`/v2/contacts/${id}/personal-data`, key)).status, 404);
    assert.equal((await server.post(`/v2/contacts/${id}/erase`, undefined, key)).status, 404);
  }
  assert.equal((await server.get('/v2/erasures/ERS-NOBODY', key)).status, 404);
  for (const query of ['limit=0', 'after=ERS-NOBODY', 'after=a&before=b'])
    assert.notEqual((await server.get(`/v2/erasures?${query}`, key)).status, 200);
});

test('a booking that came out of an erased person’s conversation goes on, and tells webhooks of no conversation', async () => {
  const begun = await server.post('/v2/conversations', { bot: { name: 'Bot' } }, key);
  const booking = await book('2026-11-30T15:00:00Z', { name: 'Finn', email: 'finn@friends.example' });
  assert.equal((await server.post(`/v2/conversations/${begun.body.id}/answers`, { booking }, key)).status, 200);
  const erased = await server.post(`/v2/contacts/${begun.body.contact}/erase`, undefined, key);
  assert.equal(erased.status, 201, erased.text);
  assert.equal((await act(booking, 'cancel')).status, 200);
  const canceled = () =>
    receiver.received
      .map(({ body }) => JSON.parse(body.toString()))
      .find(({ type, data }) => type === 'booking.canceled' && data.id === booking);
  await until('it is told', async () => canceled() !== undefined);
  assert.equal(canceled().data.conversation, null);
});

test('what an endpoint answers only after the person was erased is not kept', async () => {
  const answers: (() => void)[] = [];
  receiver.answerWith((_, response) => answers.push(() => response.end('thanks, olga')));
  const begun = await server.post('/v2/conversations', { bot: { name: 'Late' } }, key);
  await until('the endpoint is asked', async () => answers.length === 1);
  assert.equal((await server.post(`/v2/contacts/${begun.body.contact}/erase`, undefined, key)).status, 201);
  answers[0]!();
  const booking = await book('2026-11-30T16:00:00Z', { name: 'Finn', email: 'finn@friends.example' });
  const logged = statement<{ n: number }>(
    `select count(*)::int as n from attempts a join events e on e.account_id = a.account_id and e.id = a.event_id where e.subject_id = $1`,
  );
  await until('what came later is logged', () =>
    server.db.system(async (tx) => (await tx.one(logged, [booking]))!.n === 1),
  );
  assert.deepEqual(await tablesWith('olga'), []);
});
