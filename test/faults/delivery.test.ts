import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { after, test } from 'node:test';
import { statement } from '../../src/db/pool.ts';
import { testDatabase } from '../support/database.ts';
import { startApp, temporaryFolder, until } from '../support/processes.ts';
import { type Received, startReceiver } from '../support/receiver.ts';
import { office, wish } from '../support/server.ts';

async function post(url: string, key: string, route: string, body: unknown) {
  const headers = { 'API-Key': key, 'Content-Type': 'application/json' };
  const reply = await fetch(url + route, { method: 'POST', headers, body: JSON.stringify(body) });
  const text = await reply.text();
  assert.equal(reply.status, 200, text);
  return JSON.parse(text);
}

/** An app with a database of its own, an office in it, and a receiver that hears of the office's bookings. */
async function subscribed(name: string) {
  const { db, url: databaseUrl, close } = await testDatabase();
  after(close);
  const receiver = await startReceiver();
  after(() => receiver.close());
  const settings = { DATABASE_URL: databaseUrl, DATA_DIR: temporaryFolder(), WEBHOOK_ALLOW_HOSTS: '127.0.0.1' };
  const { accountId, key, calendar } = await office(db, { name, now: Date.now() - 86_400_000 });
  const app = await startApp(settings);
  const webhook = await post(app.url, key, '/v2/webhooks', { name, url: receiver.url, events: ['booking.scheduled'] });
  return {
    app,
    delivery: () => db.system((tx) => tx.one(settled, [accountId])),
    receiver,
    secret: webhook.secret as string,
    restart: () => startApp(settings),
    async book() {
      const from = new Date(Date.now() + 3 * 86_400_000).toISOString();
      const route = `/v2/booking-calendars/${calendar}`;
      const slots = await fetch(`${app.url}${route}/time-slots?start_time=${from}`, { headers: { 'API-Key': key } });
      const [slot] = (await slots.json()) as { start_time: string }[];
      return (await post(app.url, key, `${route}/schedule`, wish(slot!.start_time))).id as string;
    },
  };
}

/** Checks the signature as a receiver does, with nothing but the secret, the header and the raw body. */
function verify(request: Received, secret: string): number {
  const header = String(request.headers['oncehub-signature']);
  const { t, s } = Object.fromEntries(header.split(',').map((part) => part.split('=')));
  assert.equal(
    s,
    createHmac('sha256', secret)
      .update(`${t}.${request.body.toString('utf8')}`)
      .digest('hex'),
  );
  return Number(t);
}

const settled = statement<{ state: string; attempts: number; free: boolean }>(
  'select state, attempts, lease_until is null or lease_until < now() as free from deliveries where account_id = $1',
);

function sameEvent(first: Received, second: Received, secret: string, bookingId: string): void {
  assert.ok(second.body.equals(first.body), 'a retry sends the same bytes');
  const event = JSON.parse(second.body.toString());
  assert.match(event.id, /^EVNT-/);
  assert.equal(event.type, 'booking.scheduled');
  assert.equal(event.data.id, bookingId);
  const seconds = verify(second, secret) - verify(first, secret);
  assert.ok(seconds >= 4, `tried again after ${seconds} s`);
}

// The retry comes five seconds after the failure; nothing moves the clock of another process.
test('a receiver that failed once gets the same event again, freshly signed', { concurrency: true }, async (t) => {
  const steady = t.test('from the process that failed to deliver it', async () => {
    const { app, delivery, receiver, secret, book } = await subscribed('Steady');
    receiver.answerWith(500);
    const bookingId = await book();
    sameEvent(await receiver.next(), await receiver.next(), secret, bookingId);
    await until('settled', async () => (await delivery())?.state === 'delivered');
    assert.equal(await app.end('SIGTERM'), 0, app.said());
  });

  const killed = t.test('from the next process if the first was killed meanwhile', async () => {
    const { app, delivery, receiver, secret, book, restart } = await subscribed('Killed');
    receiver.answerWith(500);
    const bookingId = await book();
    const first = await receiver.next();
    // Killed with an attempt in flight, its lease of 45 s would have to run out.
    await until('the failure is recorded', async () => {
      const failed = await delivery();
      return failed?.attempts === 1 && failed.free;
    });
    await app.end('SIGKILL');
    const next = await restart();
    sameEvent(first, await receiver.next(), secret, bookingId);
    await until('settled', async () => (await delivery())?.state === 'delivered');
    assert.equal(receiver.received.length, 2);
    assert.equal(await next.end('SIGTERM'), 0, next.said());
  });
  await Promise.all([steady, killed]);
});
