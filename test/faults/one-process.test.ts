import assert from 'node:assert/strict';
import { renameSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { random } from '../../src/core/random.ts';
import { openDatabase } from '../../src/db/pool.ts';
import { type AppProcess, postmasterOf, startApp, temporaryFolder, until } from '../support/processes.ts';
import { openLedger, reconcile } from './ledger.ts';

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 1e9));
const draw = random(seed);

const dataDir = path.join(temporaryFolder(), 'data');
const key = 'key-of-the-demo-account';
const start = () => startApp({ DATA_DIR: dataDir, DEMO_API_KEY: key });

async function get(app: AppProcess, route: string) {
  const reply = await fetch(app.url + route, { headers: { 'API-Key': key } });
  return { status: reply.status, body: await reply.json() };
}

async function demoCalendar(app: AppProcess) {
  const { body } = await get(app, '/v2/booking-calendars');
  const { id } = body.data.find((each: { name: string }) => each.name.startsWith('Andrea'));
  const day = (number: number) => new Date(Date.now() + number * 86_400_000).toISOString();
  const slots = await get(app, `/v2/booking-calendars/${id}/time-slots?start_time=${day(30)}&end_time=${day(58)}`);
  return { id, starts: slots.body.map((slot: { start_time: string }) => slot.start_time) as string[] };
}

test('after kill -9 of the app the next start on the same folder has everything that was acknowledged', async (t) => {
  t.diagnostic(`SEED=${seed}`);
  const ledger = openLedger();
  let app = await start();
  for (let round = 0; round < 2; round++) {
    const { id, starts } = await demoCalendar(app);
    const { url } = app;
    const goal = ledger.answers() + 10 + Math.floor(draw() * 30);
    const clients = Promise.all(
      Array.from({ length: 8 }, async () => {
        while (!app.hasEnded() && app.url === url) {
          const wish = await ledger.book(url, key, id, starts[Math.floor(draw() * starts.length)]!);
          if (wish.outcome === 'booked' && draw() < 0.3) await ledger.cancel(url, key, wish);
        }
      }),
    );
    await Promise.race([until('bookings run', () => ledger.answers() >= goal), clients]);
    await app.end('SIGKILL');
    await clients;
    app = await start();
    for (const wish of ledger.of('booked')) {
      const { status, body } = await get(app, `/v2/bookings/${wish.id}`);
      assert.equal(status, 200);
      assert.equal(body.form_submission.email, wish.email);
    }
  }
  t.diagnostic(`${ledger.of('booked').length} booked, ${ledger.of('unanswered').length} unanswered`);
  const db = openDatabase({ host: path.join(dataDir, 'run'), port: 5432, user: 'daybook', database: 'daybook' });
  await reconcile(db, ledger).finally(() => db.close());
  assert.equal(await app.end('SIGINT'), 0, app.said());
});

test('after kill -9 of postgres the app answers again by itself, and its health tells the truth meanwhile', async () => {
  const app = await start();
  const { id, starts } = await demoCalendar(app);
  const ledger = openLedger();
  assert.equal((await ledger.book(app.url, key, id, starts[0]!)).outcome, 'booked');
  assert.equal((await get(app, '/readyz')).status, 200);

  // Without this file PostgreSQL cannot start again, so that the gap lasts until the test has seen it.
  const control = path.join(dataDir, 'postgres', 'global', 'pg_control');
  renameSync(control, `${control}.away`);
  process.kill(postmasterOf(dataDir), 'SIGKILL');
  const gone = await until('readyz says so', async () => {
    const reply = await get(app, '/readyz');
    return reply.status === 503 && reply;
  });
  assert.deepEqual(gone.body, { status: 'unavailable', reason: 'database' });
  assert.equal((await get(app, '/healthz')).status, 200);
  // A request of the gap is answered, with an error of the contract if the database stays away for too long.
  const meanwhile = get(app, `/v2/bookings/${ledger.wishes[0]!.id}`);
  renameSync(`${control}.away`, control);
  const { status, body } = await meanwhile;
  assert.ok(status === 200 || (status === 503 && body.type === 'api_error'), `${status} ${JSON.stringify(body)}`);

  await until('ready again', async () => (await get(app, '/readyz')).status === 200);
  assert.equal((await get(app, `/v2/bookings/${ledger.wishes[0]!.id}`)).status, 200);
  assert.equal((await ledger.book(app.url, key, id, starts[1]!)).outcome, 'booked');
  assert.equal((await get(app, '/healthz')).status, 200);
  assert.equal(await app.end('SIGINT'), 0, app.said());
});
