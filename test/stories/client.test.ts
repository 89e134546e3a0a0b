import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { Daybook, type DaybookEvent, type DaybookOptions, verifySignature } from '../../packages/client/daybook.ts';
import { DaybookError } from '../../packages/client/error.ts';
import { startReceiver } from '../support/receiver.ts';
import { checkedFetch, office, testDaybook, tuesday } from '../support/server.ts';

/** A furnished account and a client for it. Waiting moves the server's clock. */
async function client(settings: Record<string, string> = {}, options: Partial<DaybookOptions> = {}) {
  const server = await testDaybook(settings);
  const rooms = await office(server.db);
  const waits: number[] = [];
  const daybook = new Daybook({
    apiKey: rooms.key,
    baseUrl: server.url,
    fetch: checkedFetch,
    wait: async (ms) => {
      waits.push(ms);
      server.clock.now += ms;
    },
    ...options,
  });
  return { ...rooms, server, daybook, waits };
}

/** `fetch` whose first answers are lost on the way back. */
function losingAnswers(count: number): typeof fetch & { asked: number } {
  const lossy = async (...request: Parameters<typeof fetch>) => {
    const response = await checkedFetch(...request);
    if (lossy.asked++ < count) throw new TypeError('fetch failed');
    return response;
  };
  lossy.asked = 0;
  return lossy;
}

const guest = { name: 'Carrie Customer', email: 'carrie@example.com' };
const inNewYork = { guest_time_zone: 'America/New_York', booking_form: guest };

test('a program finds a calendar, books its first free time, reads the booking and cancels it', async () => {
  const { daybook } = await client();
  const calendars = await daybook.listBookingCalendars();
  const calendar = calendars.data.find((each) => each.published)!;
  const [slot] = await daybook.listTimeSlots(calendar.id, { start_time: '2026-11-25T00:00:00.000Z' });
  const { id } = await daybook.scheduleMeeting(calendar.id, { start_time: slot!.start_time, ...inNewYork });
  const booking = await daybook.getBooking(id, { expand: 'owner' });
  assert.ok(!('deleted' in booking));
  assert.equal(booking.starting_time, slot!.start_time);
  assert.ok(typeof booking.owner === 'object' && !('deleted' in booking.owner));
  assert.equal(booking.owner.last_name, 'Hartie');
  const canceled = await daybook.cancelBooking(id, { cancellation_reason: 'Change in schedule' });
  assert.equal(canceled.cancel_reschedule_information?.reason, 'Change in schedule');
  assert.equal(
    (await daybook.cancelBooking(id).catch(String)).toString(),
    `DaybookError: Booking cannot be cancelled: '${id}'`,
  );
});

test('a list can be walked to its end, however many pages it has', async () => {
  const { daybook, calendar } = await client();
  const made: string[] = [];
  for (const slot of (await daybook.listTimeSlots(calendar)).slice(0, 12))
    made.push((await daybook.scheduleMeeting(calendar, { start_time: slot.start_time, ...inNewYork })).id);
  const found: string[] = [];
  for await (const booking of daybook.eachBooking({ limit: 5, status: 'scheduled' })) found.push(booking.id);
  assert.deepEqual(found.toSorted(), made.toSorted());
  const first: string[] = [];
  for await (const booking of daybook.eachBooking({ limit: 2 })) {
    first.push(booking.id);
    if (first.length === 3) break;
  }
  assert.deepEqual(first, found.slice(0, 3));
});

test('a refusal is thrown with what a program can act on', async () => {
  const { daybook, server } = await client();
  await assert.rejects(daybook.getBooking('BKNG-NOTTHERE0000'), (error) => {
    assert.ok(error instanceof DaybookError);
    assert.deepEqual(
      [error.status, error.type, error.message, error.param],
      [404, 'invalid_request_error', "No such booking: 'BKNG-NOTTHERE0000'", 'id'],
    );
    assert.match(error.requestId ?? '', /^req_[0-9a-f]{16}$/);
    return true;
  });
  const stranger = new Daybook({ apiKey: 'wrong', baseUrl: `${server.url}/` });
  await assert.rejects(stranger.testKey(), { status: 401, message: 'Invalid API key.' });
});

test('a client that is too fast waits as long as it is told, and goes on', async () => {
  const { daybook, waits } = await client({ RATE_LIMIT_ACCOUNT_PER_SECOND: '1', RATE_LIMIT_ACCOUNT_BURST: '2' });
  for (let i = 0; i < 5; i++) assert.match((await daybook.testKey()).message, /admin@office\.example/);
  assert.deepEqual(waits, [1000, 1000, 1000]);
});

test('an answer that was lost is asked for again, and the meeting is booked once', async () => {
  const lossy = losingAnswers(2);
  const { daybook, calendar } = await client({}, { fetch: lossy });
  const start_time = '2026-11-25T15:00:00.000Z';
  const { id } = await daybook.scheduleMeeting(calendar, { start_time, ...inNewYork });
  assert.equal(lossy.asked, 3);
  assert.deepEqual(
    (await daybook.listBookings()).data.map((each) => each.id),
    [id],
  );
  const key = { idempotencyKey: 'order-4711' };
  const first = await daybook.scheduleMeeting(calendar, { start_time: '2026-11-25T16:00:00.000Z', ...inNewYork }, key);
  const again = await daybook.scheduleMeeting(calendar, { start_time: '2026-11-25T16:00:00.000Z', ...inNewYork }, key);
  assert.equal(again.id, first.id);
});

test('a client gives up after its last try, and at once when it is told to', async () => {
  const lossy = losingAnswers(100);
  const { daybook } = await client({}, { fetch: lossy, retries: 2 });
  await assert.rejects(daybook.listUsers(), TypeError);
  assert.equal(lossy.asked, 3);
  await assert.rejects(daybook.listUsers({ signal: AbortSignal.abort() }), { name: 'AbortError' });
  assert.equal(lossy.asked, 3);
});

test('a server that cannot answer now is asked again, and what a proxy says is an error too', async () => {
  const proxy = await startReceiver();
  after(() => proxy.close());
  const waits: number[] = [];
  const wait = async (ms: number) => void waits.push(ms);
  const daybook = new Daybook({ apiKey: 'any', baseUrl: new URL(proxy.url).origin, wait });
  proxy.answerWith(
    { status: 503, headers: { 'Retry-After': '2' } },
    { status: 503 },
    (_, response) => response.writeHead(200, { 'Content-Length': 100 }).write('{', () => response.destroy()),
    { status: 200, body: '{"message": "well"}' },
  );
  assert.deepEqual(await daybook.testKey(), { message: 'well' });
  assert.equal(waits.length, 3);
  assert.equal(waits[0], 2000);
  assert.equal(proxy.received.length, 4);
  proxy.answerWith({ status: 502, body: '<h1>Bad gateway</h1>' });
  await assert.rejects(daybook.testKey(), { name: 'DaybookError', status: 502, type: 'api_error' });
});

test('a receiver knows which events are Daybook’s, and what is in them', async () => {
  const receiver = await startReceiver();
  after(() => receiver.close());
  const { daybook, calendar } = await client({ WEBHOOK_ALLOW_HOSTS: receiver.host });
  const { secret } = await daybook.createWebhook({ name: 'New bookings', url: receiver.url, events: ['booking'] });
  const { id } = await daybook.scheduleMeeting(calendar, { start_time: '2026-11-25T15:00:00.000Z', ...inNewYork });
  const { headers, body } = await receiver.next();
  const header = headers['oncehub-signature'] as string;
  const at = (now: number) => verifySignature(secret, header, body, { now });
  assert.equal(at(tuesday), true);
  assert.equal(at(tuesday + 301_000), false);
  assert.equal(verifySignature(secret, header, body.toString(), { now: tuesday }), true);
  assert.equal(verifySignature(secret, header, `${body} `, { now: tuesday }), false);
  assert.equal(verifySignature('another', header, body, { now: tuesday }), false);
  assert.equal(verifySignature(['another', secret], header, body, { now: tuesday }), true);
  assert.equal(verifySignature(['another', ''], header, body, { now: tuesday }), false);
  assert.equal(verifySignature(secret, undefined, body), false);
  const event = JSON.parse(body.toString()) as DaybookEvent;
  assert.ok(event.type === 'booking.scheduled');
  assert.equal(event.data.id, id);
  assert.equal(event.data.form_submission?.email, guest.email);
});
