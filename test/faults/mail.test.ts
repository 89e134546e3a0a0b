import assert from 'node:assert/strict';
import path from 'node:path';
import { after, test } from 'node:test';
import { random } from '../../src/core/random.ts';
import { startEmbedded } from '../../src/db/embedded.ts';
import { migrate } from '../../src/db/migrate.ts';
import { openDatabase, statement } from '../../src/db/pool.ts';
import { startMailbox } from '../support/mailbox.ts';
import { postmasterOf, startApp, temporaryFolder, until } from '../support/processes.ts';
import { office } from '../support/server.ts';
import { openLedger } from './ledger.ts';

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 1e9));
const draw = random(seed);

const dataDir = path.join(temporaryFolder(), 'data');
const server = await startEmbedded({ dataDir, log: () => {} });
await migrate(server.connection);
const db = openDatabase(server.connection);
const mailbox = await startMailbox();
after(async () => {
  await mailbox.close();
  await db.close();
  await server.stop();
});
const { key, calendar } = await office(db, { now: Date.now() - 86_400_000, rules: { capacity: 500 } });

const { host, port, database } = server.connection;
const start = () =>
  startApp({
    DATABASE_URL: `postgres://daybook@localhost/${database}?${new URLSearchParams({ host, port: String(port) })}`,
    DATA_DIR: path.dirname(dataDir),
    SECRET_KEY: 'd5'.repeat(32),
    SMTP_URL: mailbox.url,
    MAIL_FROM: 'bookings@acme.example',
  });

const unsettled = statement<{ left: number }>(
  `select (select count(*) from occasions)::int + (select count(*) from mails where state = 'queued')::int as left`,
);
const unbooked = statement<{ id: string }>(
  `select id from mails m where not exists (select from bookings b where b.account_id = m.account_id and b.id = m.booking_id)`,
);

/** How many mails a process may have in flight: each of them can be sent again by another that takes over. */
const inFlight = 8;

test('every guest who was told that he is booked gets his mail, though processes and PostgreSQL are killed in the middle', async (t) => {
  t.diagnostic(`SEED=${seed}`);
  const apps = await Promise.all([start(), start()]);
  const ledger = openLedger();
  const day = new Date(Date.now() + 20 * 86_400_000).toISOString();
  const reply = await fetch(`${apps[0]!.url}/v2/booking-calendars/${calendar}/time-slots?start_time=${day}`, {
    headers: { 'API-Key': key },
  });
  const [slot] = (await reply.json()) as { start_time: string }[];
  let stopped = false;
  const client = async () => {
    while (!stopped) {
      const alive = apps.filter((each) => !each.hasEnded());
      const app = alive[Math.floor(draw() * alive.length)];
      if (app !== undefined) await ledger.book(app.url, key, calendar, slot!.start_time);
    }
  };
  const clients = Promise.all(Array.from({ length: 4 }, client));
  const more = async (answers: number) => {
    const goal = ledger.answers() + answers;
    await until(`${answers} answers more`, () => ledger.answers() >= goal);
  };
  const kills = ['app', 'postgres', 'app', 'postgres', 'app'];
  try {
    for (const victim of kills) {
      await more(5 + Math.floor(draw() * 15));
      if (victim === 'postgres') process.kill(postmasterOf(dataDir), 'SIGKILL');
      else {
        const index = Math.floor(draw() * apps.length);
        await apps[index]!.end('SIGKILL');
        apps[index] = await start();
      }
    }
    await more(10);
  } finally {
    stopped = true;
    await clients;
  }
  const booked = ledger.of('booked');
  const arrivals = (email: string) => mailbox.received.filter((each) => each.recipients.includes(email)).length;
  // Jobs of a process that died are given to another once it has not been heard of for a while.
  await until('every mail is sent', async () => (await db.system((tx) => tx.one(unsettled)))!.left === 0, 90_000);
  for (const { email } of booked) assert.ok(arrivals(email) >= 1, `${email} was booked and got no mail`);
  for (const { email } of ledger.of('refused')) assert.equal(arrivals(email), 0, `${email} was refused and got a mail`);
  const twice = booked.filter(({ email }) => arrivals(email) > 1);
  const allowed = kills.length * inFlight * apps.length;
  assert.ok(twice.length <= allowed, `${twice.length} guests got their mail twice`);
  assert.deepEqual(await db.system((tx) => tx.rows(unbooked)), [], 'mails about no booking');
  t.diagnostic(`${booked.length} booked, ${mailbox.received.length} mails, ${twice.length} guests got theirs twice`);
  for (const app of apps) assert.equal(await app.end('SIGTERM'), 0, app.said());
});
