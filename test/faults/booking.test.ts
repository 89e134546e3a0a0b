import assert from 'node:assert/strict';
import path from 'node:path';
import { after, test } from 'node:test';
import { createCalendar } from '../../src/calendars/create.ts';
import { random } from '../../src/core/random.ts';
import { startEmbedded } from '../../src/db/embedded.ts';
import { migrate } from '../../src/db/migrate.ts';
import { openDatabase, statement } from '../../src/db/pool.ts';
import { type AppProcess, postmasterOf, startApp, temporaryFolder, until } from '../support/processes.ts';
import { startReceiver } from '../support/receiver.ts';
import { office } from '../support/server.ts';
import { type Ledger, openLedger, reconcile } from './ledger.ts';

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 1e9));
const draw = random(seed);
const pick = <T>(from: readonly T[]): T => from[Math.floor(draw() * from.length)]!;

// Durable settings, as people run it. It is the test's, so it outlives the apps and is started again when it is killed.
const dataDir = path.join(temporaryFolder(), 'data');
const server = await startEmbedded({ dataDir, log: () => {} });
await migrate(server.connection);
const db = openDatabase(server.connection);
const receiver = await startReceiver();
after(async () => {
  await receiver.close();
  await db.close();
  await server.stop();
});

// Two calendars of one host: meetings of 30 and of 60 minutes, both from each half hour on.
const { accountId, key, andrea, calendar: short } = await office(db, { now: Date.now() - 86_400_000 });
const long = await db.transaction(accountId, (tx) =>
  createCalendar(
    tx,
    accountId,
    {
      name: 'Long',
      subject: 'Long',
      hostId: andrea,
      rules: { durations: [60], start_minutes: [0, 30], spacing_minutes: 30 },
    },
    Date.now(),
  ),
);

const { host, port, database } = server.connection;
const start = () =>
  startApp({
    DATABASE_URL: `postgres://daybook@localhost/${database}?${new URLSearchParams({ host, port: String(port) })}`,
    DATA_DIR: path.dirname(dataDir),
    SECRET_KEY: 'd5'.repeat(32),
    WEBHOOK_ALLOW_HOSTS: receiver.host,
  });

async function freeStarts(url: string, calendarId: string, fromDay: number): Promise<string[]> {
  const day = (number: number) => new Date(Date.now() + number * 86_400_000).toISOString();
  const range = new URLSearchParams({ start_time: day(fromDay), end_time: day(fromDay + 14) });
  const reply = await fetch(`${url}/v2/booking-calendars/${calendarId}/time-slots?${range}`, {
    headers: { 'API-Key': key },
  });
  assert.equal(reply.status, 200);
  return ((await reply.json()) as { start_time: string }[]).map((slot) => slot.start_time);
}

/** Clients that book at random, and now and then cancel what they booked, until told to stop. */
function race(ledger: Ledger, apps: readonly AppProcess[], starts: readonly string[], clients: number) {
  let stopped = false;
  const client = async () => {
    while (!stopped && apps.some((each) => !each.hasEnded())) {
      const app = pick(apps.filter((each) => !each.hasEnded()));
      const wish = await ledger.book(app.url, key, pick([short, long]), pick(starts));
      if (wish.outcome === 'booked' && draw() < 0.5) await ledger.cancel(pick(apps).url, key, wish);
    }
  };
  const clientsDone = Promise.all(Array.from({ length: clients }, client));
  clientsDone.catch(() => {});
  return {
    /** Waits until that many answers more have come. */
    more: (answers: number) => {
      const goal = ledger.answers() + answers;
      const comes = until(`${answers} answers more`, () => {
        for (const app of apps) assert.ok(!app.hasEnded(), `the app ended: ${app.said()}`);
        return ledger.answers() >= goal;
      });
      // A client that fails ends the wait.
      return Promise.race([comes, clientsDone]);
    },
    async stop() {
      stopped = true;
      await clientsDone;
    },
  };
}

test('two processes never book one host twice, though either and PostgreSQL are killed in the middle', async (t) => {
  t.diagnostic(`SEED=${seed}`);
  const apps = await Promise.all([start(), start()]);
  const ledger = openLedger();
  const subscribed = await fetch(`${apps[0]!.url}/v2/webhooks`, {
    method: 'POST',
    headers: { 'API-Key': key, 'Content-Type': 'application/json' },
    body: JSON.stringify({ name: 'Race', url: receiver.url, events: ['booking'] }),
  });
  assert.equal(subscribed.status, 200, await subscribed.text());

  const [contested] = await freeStarts(apps[0]!.url, long, 20);
  const wishes = await Promise.all(
    Array.from({ length: 64 }, (_, i) => ledger.book(apps[i % 2]!.url, key, [short, long][(i >> 1) % 2]!, contested!)),
  );
  assert.equal(wishes.filter((wish) => wish.outcome === 'booked').length, 1);
  assert.equal(wishes.filter((wish) => wish.outcome === 'refused').length, 63);

  const starts = await freeStarts(apps[0]!.url, short, 1);
  const running = race(ledger, apps, starts, 24);
  try {
    for (const victim of ['app', 'postgres', 'app', 'postgres', 'postgres']) {
      await running.more(20 + Math.floor(draw() * 60));
      if (victim === 'postgres') {
        process.kill(postmasterOf(dataDir), 'SIGKILL');
      } else {
        const index = Math.floor(draw() * apps.length);
        await apps[index]!.end('SIGKILL');
        apps[index] = await start();
      }
    }
    await running.more(50);
  } finally {
    await running.stop();
  }
  await reconcile(db, ledger);
  const counts = ['booked', 'refused', 'unanswered'].map((each) => `${ledger.of(each as 'booked').length} ${each}`);
  t.diagnostic(counts.join(', '));
  for (const outcome of ['booked', 'refused', 'unanswered'] as const) assert.notEqual(ledger.of(outcome).length, 0);

  const real = new Set((await db.system((tx) => tx.rows(eventIds))).map((row) => row.id));
  for (const { body } of receiver.received) assert.ok(real.has(JSON.parse(body.toString()).id), 'told of what is not');
  for (const app of apps) assert.equal(await app.end('SIGTERM'), 0, app.said());
});

const eventIds = statement<{ id: string }>('select id from events');

const lockHost = statement('select 1 from users where id = $1 for update');
const waitingForLock = statement<{ waiting: number }>(
  `select count(*)::int as waiting from pg_stat_activity where wait_event_type = 'Lock'`,
);

test('Ctrl-C under load: whoever was acknowledged has the booking', async () => {
  const app = await start();
  const ledger = openLedger();
  const running = race(ledger, [app], await freeStarts(app.url, short, 60), 12);
  try {
    await running.more(20 + Math.floor(draw() * 40));
    assert.equal(await app.end('SIGINT'), 0, app.said());
  } finally {
    await running.stop();
  }
  await reconcile(db, ledger);
});

test('Ctrl-C lets requests in flight be answered, and nothing acknowledged is lost', async () => {
  const app = await start();
  const ledger = openLedger();
  const starts = await freeStarts(app.url, short, 40);
  const before = await Promise.all(starts.slice(0, 8).map((each) => ledger.book(app.url, key, short, each)));
  assert.ok(before.every((wish) => wish.outcome === 'booked'));
  // Held up by a lock, so that it is certain what is in flight when the signal comes.
  const inFlight = await db.transaction(accountId, async (tx) => {
    await tx.run(lockHost, [andrea]);
    const held = starts.slice(8, 16).map((each) => ledger.book(app.url, key, short, each));
    await until('eight wait for the lock', async () => {
      // A transaction of its own: within one, the list of sessions stays as it was first read.
      const { waiting } = (await db.system((watch) => watch.one(waitingForLock)))!;
      return waiting >= 8;
    });
    process.kill(app.pid, 'SIGINT');
    await app.says(/Stopping \(SIGINT\)/);
    await until('nobody new is let in', () =>
      fetch(`${app.url}/healthz`).then(
        () => false,
        () => true,
      ),
    );
    return held;
  });
  for (const wish of await Promise.all(inFlight)) assert.equal(wish.outcome, 'booked');
  const answered = performance.now();
  assert.equal(await app.ended, 0, app.said());
  // fetch keeps its connections: they must not use up the five seconds that requests are given.
  assert.ok(performance.now() - answered < 4000, 'idle connections held up the end');
  await reconcile(db, ledger);
});
