import assert from 'node:assert/strict';
import { test } from 'node:test';
import { abandonConversations } from '../../src/conversations/abandon.ts';
import { attachBooking } from '../../src/conversations/attach-booking.ts';
import { statement, type Tx } from '../../src/db/pool.ts';
import { office, type Reply, testDaybook, wish } from '../support/server.ts';

const server = await testDaybook();
const { accountId, key, calendar } = await office(server.db);
let hour = 14;

/** A conversation with a bot of its own, and a booking that belongs to none. */
async function chatAndBooking(contact?: string): Promise<{ chat: string; contact: string; booking: string }> {
  const begun = { bot: { name: `Bot ${hour}` }, ...(contact === undefined ? {} : { contact }) };
  const chat = await server.post('/v2/conversations', begun, key);
  const slot = wish(`2026-11-25T${hour++}:00:00Z`);
  const booking = await server.post(`/v2/booking-calendars/${calendar}/schedule`, slot, key);
  return { chat: chat.body.id, contact: chat.body.contact, booking: booking.body.id };
}

const waiting = statement<{ n: number }>(
  `select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
);

/** Attaches the booking, and lets the request come while that is not committed yet; returns its answer. */
async function whileAttaching(chat: string, booking: string, request: () => Promise<Reply>): Promise<Reply> {
  const attached = Promise.withResolvers<void>();
  const goOn = Promise.withResolvers<void>();
  const attaching = server.db.transaction(accountId, async (tx: Tx) => {
    await attachBooking(tx, accountId, chat, booking, server.clock.now);
    attached.resolve();
    await goOn.promise;
  });
  await attached.promise;
  const answer = request();
  while ((await server.db.system((tx) => tx.one(waiting)))!.n === 0);
  goOn.resolve();
  await attaching;
  return answer;
}

const lastEvent = statement<{ body: string }>(
  'select body_v2 as body from events where account_id = $1 and subject_id = $2 order by version desc limit 1',
);
const lastEventOf = async (chat: string) =>
  JSON.parse((await server.db.read(accountId, (tx) => tx.one(lastEvent, [accountId, chat])))!.body);

test('one booking that is named twice at once belongs to its conversation, and both are told so', async () => {
  const { chat, booking } = await chatAndBooking();
  const again = () => server.post(`/v2/conversations/${chat}/answers`, { booking }, key);
  const reply = await whileAttaching(chat, booking, again);
  assert.equal(reply.status, 200, reply.text);
  assert.deepEqual(reply.body.bookings, [booking]);
});

test('two bookings that are named at once are both in the answer to the second', async () => {
  const first = await chatAndBooking();
  const { booking } = await chatAndBooking();
  const other = () => server.post(`/v2/conversations/${first.chat}/answers`, { booking }, key);
  const reply = await whileAttaching(first.chat, first.booking, other);
  assert.deepEqual(reply.body.bookings.toSorted(), [first.booking, booking].toSorted());
});

test('the event of a conversation that is closed beside a booking tells of the booking', async () => {
  const { chat, booking } = await chatAndBooking();
  const close = () => server.post(`/v2/conversations/${chat}/close`, undefined, key);
  assert.deepEqual((await whileAttaching(chat, booking, close)).body.bookings, [booking]);
  const { type, data } = await lastEventOf(chat);
  assert.deepEqual([type, data.bookings], ['conversation.closed', [booking]]);
});

test('so does the event of one that ends because its visitor turned to another bot, or fell silent', async () => {
  const { chat, contact, booking } = await chatAndBooking();
  const turn = () => server.post('/v2/conversations', { bot: { name: 'Another' }, contact }, key);
  const next = await whileAttaching(chat, booking, turn);
  assert.deepEqual((await lastEventOf(chat)).data.bookings, [booking]);
  const later = await chatAndBooking();
  await server.post(`/v2/conversations/${next.body.id}/answers`, { booking: later.booking }, key);
  await server.db.system((tx) => abandonConversations(tx, server.clock.now + 600_001));
  const { type, data } = await lastEventOf(next.body.id);
  assert.deepEqual([type, data.bookings], ['conversation.abandoned', [later.booking]]);
});
