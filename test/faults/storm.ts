import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { random } from '../../src/core/random.ts';
import { type EmbeddedServer, startEmbedded } from '../../src/db/embedded.ts';
import { migrate } from '../../src/db/migrate.ts';
import { type Database, isOutage, openDatabase, statement } from '../../src/db/pool.ts';
import { serverUser } from '../../src/db/unprivileged.ts';
import { type AppProcess, postmasterOf, startApp, temporaryFolder, until } from '../support/processes.ts';
import { office } from '../support/server.ts';
import { type Ledger, openLedger, reconcile } from './ledger.ts';
import { type Mood, type MoodyReceiver, moods, startMoodyReceiver } from './moody-receiver.ts';

/** What befalls Daybook in a storm. */
export type Fault = 'kill app' | 'kill postgres' | 'end backends' | 'hold a transaction' | 'fill the disk';

/** Limits of other processes can be set on Linux alone. */
const diskFaults: Fault[] = process.platform === 'linux' ? ['fill the disk'] : [];
export const faults: readonly Fault[] = [
  'kill app',
  'kill postgres',
  'end backends',
  'hold a transaction',
  ...diskFaults,
];

export interface StormOptions {
  seed: number;
  /** Bookings that are made, about; each is canceled again, so there are twice as many events. */
  bookings: number;
  /** One after another, at moments that are drawn. */
  faults: readonly Fault[];
  say?: (line: string) => void;
}

/** What went on, and what came of it. */
export interface StormReport {
  seconds: number;
  booked: number;
  unanswered: number;
  events: number;
  /** Of the receiver that accepts everything at once, and of the other, by how it treated its requests. */
  steady: number;
  moody: Readonly<Record<Mood | 'well', number>>;
  /** Events that a receiver had accepted already when they came again. */
  duplicates: number;
  /** The longest that clients got no answer but refusals after a fault. */
  slowestRecoverySeconds: number;
}

/** Some requests of the moody receiver go wrong. */
const moodiness = 0.04;
const clients = 8;
/** Files grow to so much while the disk is full. A segment of PostgreSQL's log takes all of it. */
const fullBytes = 16 * 1024 * 1024;

/**
 * Lets clients book and cancel through two processes while one fault follows the other, with a receiver that accepts all and one
 * that does not, and then holds three records against each other: what clients were told, what the database has, and what the
 * receivers got. Throws if anything is lost, made up, changed or out of order, or if events come twice more often than faults
 * can explain.
 */
export async function storm({ seed, bookings, faults: wanted, say = () => {} }: StormOptions): Promise<StormReport> {
  const begin = performance.now();
  const draw = random(seed);
  const at = await furnish(() => (draw() < moodiness ? moods[Math.floor(draw() * moods.length)] : undefined));
  try {
    return { ...(await stormAt(at)), seconds: Math.round((performance.now() - begin) / 1000) };
  } finally {
    await at.close();
  }

  async function stormAt(at: Place) {
    const ledger = openLedger();
    const traffic = startTraffic(at, ledger);
    let slowest = 0;
    try {
      for (const fault of wanted) {
        await traffic.more(Math.ceil(((0.5 + draw()) * bookings * 2) / wanted.length));
        const { took } = await befall(at, fault, draw);
        const recovered = performance.now();
        await traffic.more(10);
        slowest = Math.max(slowest, performance.now() - recovered);
        say(`${fault} (${took}), ${ledger.answers()} answers`);
      }
      await traffic.until(bookings * 2);
    } finally {
      await traffic.stop();
    }
    at.moody.behave();
    await until('all is delivered', async () => (await count(at.db, pending)) === 0, 600_000);
    await reconcile(at.db, ledger);
    const duplicates = await reconcileReceivers(at, ledger);
    for (const app of at.apps) assert.equal(await app.end('SIGTERM'), 0, app.said());
    return {
      booked: ledger.of('booked').length,
      unanswered: ledger.of('unanswered').length,
      events: at.steady.entries.size,
      steady: at.steady.treated.well,
      moody: at.moody.treated,
      duplicates,
      slowestRecoverySeconds: Math.round(slowest / 100) / 10,
    };
  }
}

type Place = Awaited<ReturnType<typeof furnish>>;

/** A PostgreSQL with the settings that people run it with, two processes on it, and an office whose events go to two receivers. */
async function furnish(mood: () => Mood | undefined) {
  const dataDir = path.join(temporaryFolder(), 'data');
  const server: EmbeddedServer = await startEmbedded({ dataDir, log: () => {} });
  await migrate(server.connection);
  const db = openDatabase(server.connection);
  const steady = await startMoodyReceiver(() => undefined);
  const moody = await startMoodyReceiver(mood);
  const { accountId, key, calendar } = await office(db, { now: Date.now() - 86_400_000 });
  const { host, port, database } = server.connection;
  const start = () =>
    startApp({
      DATABASE_URL: `postgres://daybook@localhost/${database}?${new URLSearchParams({ host, port: String(port) })}`,
      DATA_DIR: path.dirname(dataDir),
      SECRET_KEY: 'd5'.repeat(32),
      WEBHOOK_ALLOW_HOSTS: `${steady.host},${moody.host}`,
      LOG_LEVEL: process.env.TEST_LOG_LEVEL ?? 'fatal',
    });
  const apps = await Promise.all([start(), start()]);
  for (const [name, url] of Object.entries({ Steady: steady.url, Moody: moody.url })) {
    const body = JSON.stringify({ name, url, events: ['booking'] });
    const headers = { 'API-Key': key, 'Content-Type': 'application/json' };
    const reply = await fetch(`${apps[0]!.url}/v2/webhooks`, { method: 'POST', headers, body });
    assert.equal(reply.status, 200, await reply.text());
  }
  await db.system((tx) => tx.run(fillUp, [accountId, `${fills++}`, Math.ceil(fullBytes / 1400)]));
  const close = async () => {
    for (const app of apps) if (!app.hasEnded()) await app.end('SIGKILL');
    await db.close();
    await server.stop();
    await Promise.all([steady.close(), moody.close()]);
  };
  return { dataDir, db, steady, moody, accountId, key, calendar, start, apps, close };
}

let fills = 0;

// Tables that are larger than what files may grow to while the disk is full cannot grow at all.
const fillUp = statement(
  `with e as (
     insert into events (account_id, id, type, subject_id, version, creation_time, body_v2)
     select $1, 'EVNT-OLD-' || $2 || '-' || i, 'conversation.started', 'CVR-OLD', i, now() - interval '1 day', repeat('x', 1400)
     from generate_series(1, $3::int) i
   )
   insert into attempts (account_id, delivery_id, number, started_time, webhook_id, event_id, outcome, duration_ms, response_body)
   select $1, 'DLV-OLD-' || $2 || '-' || i, 1, now(), 'WHK-OLD', 'EVNT-OLD', 'ok', 1, repeat('x', 1400) from generate_series(1, $3::int) i`,
);

const pending = statement<{ count: number }>(`select count(*)::int as count from deliveries where state = 'pending'`);

async function count(db: Database, of: typeof pending): Promise<number> {
  return (await db.system((tx) => tx.one(of)))!.count;
}

/** Clients that each book a time of their own, cancel, and book again, whatever happens to the server. */
function startTraffic(at: Place, ledger: Ledger) {
  let stopped = false;
  const app = (number: number): AppProcess | undefined => {
    const alive = at.apps.filter((each) => !each.hasEnded());
    return alive[number % alive.length];
  };
  const client = async (number: number) => {
    const starts = await freeStarts(at, number);
    for (let i = 0; !stopped; ) {
      const start = starts[i % starts.length]!;
      const to = app(number + i);
      if (to === undefined) await new Promise((resolve) => setTimeout(resolve, 20));
      else {
        const wish = await ledger.book(to.url, at.key, at.calendar, start);
        if (wish.outcome === 'booked') await ledger.cancel(app(number)?.url ?? to.url, at.key, wish);
        // Without an answer it is not known whether the time is free.
        if (wish.cancellation !== 'acknowledged') i++;
      }
    }
  };
  const done = Promise.all(Array.from({ length: clients }, (_, number) => client(number)));
  done.catch(() => {});
  const untilAnswers = (goal: number) =>
    Promise.race([until(`${goal} answers`, () => stopped || ledger.answers() >= goal, 3_600_000), done]);
  return {
    more: (answers: number) => untilAnswers(ledger.answers() + answers),
    until: untilAnswers,
    async stop() {
      stopped = true;
      await done;
    },
  };
}

/** A fortnight's times for one of the clients. */
async function freeStarts({ apps, key, calendar }: Place, number: number): Promise<string[]> {
  const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
  const range = new URLSearchParams({ start_time: day(1 + 14 * number), end_time: day(15 + 14 * number) });
  const route = `${apps[0]!.url}/v2/booking-calendars/${calendar}/time-slots?${range}`;
  const reply = await fetch(route, { headers: { 'API-Key': key } });
  const slots = (await reply.json()) as { start_time: string }[];
  assert.ok(slots.length > 50, JSON.stringify(slots));
  return slots.map((slot) => slot.start_time);
}

/** Lets a fault happen and pass. */
async function befall(at: Place, fault: Fault, draw: () => number): Promise<{ took: string }> {
  const begin = performance.now();
  if (fault === 'kill app') {
    const index = Math.floor(draw() * at.apps.length);
    await at.apps[index]!.end('SIGKILL');
    at.apps[index] = await at.start();
  } else if (fault === 'kill postgres') process.kill(postmasterOf(at.dataDir), 'SIGKILL');
  else if (fault === 'end backends') await at.db.system((tx) => tx.run(endBackends));
  else if (fault === 'hold a transaction') await holdTransaction(at);
  else await fillDisk(at);
  return { took: `${Math.round(performance.now() - begin)} ms` };
}

const endBackends = statement(
  `select pg_terminate_backend(pid) from pg_stat_activity
   where datname = current_database() and backend_type = 'client backend' and pid <> pg_backend_pid()`,
);

const holdEndpoints = statement(`select from webhook_endpoints for update`);
const holdDeliveries = statement(`select from deliveries where state = 'pending' limit 100 for update skip locked`);
/** Somebody locks what the delivery loops need, and forgets to go on until one of them has given up waiting. */
async function holdTransaction({ db, dataDir }: Place): Promise<void> {
  await db.system(async (tx) => {
    await tx.run(holdEndpoints);
    await tx.run(holdDeliveries);
    await logged(dataDir, /canceling statement due to lock timeout/);
  });
}

/** Waits for PostgreSQL to write something into its log. */
async function logged(dataDir: string, what: RegExp): Promise<void> {
  const log = path.join(dataDir, 'postgres.log');
  const before = readFileSync(log).length;
  await until(`PostgreSQL says ${what}`, () => what.test(readFileSync(log).subarray(before).toString()));
}

/**
 * No file of PostgreSQL's may grow beyond the limit until bookings have been refused for it. A file system of its own would need
 * root; a limit on the size of files (RLIMIT_FSIZE) needs nobody's leave and fails the same writes, as a quota does.
 */
async function fillDisk({ dataDir, db, accountId }: Place): Promise<void> {
  limitFiles(dataDir, String(fullBytes));
  try {
    // What the table has left of pages that are its own already.
    const fill = async () => {
      for (;;) await db.system((tx) => tx.run(fillUp, [accountId, `${fills++}`, 50]));
    };
    await assert.rejects(fill, isOutage);
    await logged(dataDir, /could not (extend|write)/);
  } finally {
    limitFiles(dataDir, 'unlimited');
  }
}

/** Sets how large files may become that PostgreSQL writes, in all of its processes: its own user may, and needs no root. */
function limitFiles(dataDir: string, soft: string): void {
  const parent = postmasterOf(dataDir);
  const children = readFileSync(`/proc/${parent}/task/${parent}/children`, 'utf8').trim().split(' ');
  const user = serverUser(dataDir);
  const options = user === undefined ? {} : { uid: user.uid, gid: user.gid };
  for (const pid of [String(parent), ...children]) {
    const { status, stderr } = spawnSync('prlimit', ['--pid', pid, `--fsize=${soft}:unlimited`], options);
    assert.ok(status === 0 || !existsSync(`/proc/${pid}`), String(stderr));
  }
}

const written = statement<{ id: string }>(`select id from events where type like 'booking.%'`);

/** Holds the receivers' ledgers against what was written and what clients were told. Returns how many duplicates there are. */
async function reconcileReceivers({ db, steady, moody }: Place, ledger: Ledger): Promise<number> {
  const events = new Set((await db.system((tx) => tx.rows(written))).map((row) => row.id));
  let duplicates = 0;
  for (const { entries, wrongs } of [steady, moody] as MoodyReceiver[]) {
    assert.deepEqual(wrongs, []);
    for (const id of events) assert.ok((entries.get(id)?.accepted ?? 0) > 0, `${id} was lost`);
    for (const id of entries.keys()) assert.ok(events.has(id), `${id} never happened`);
    const told = new Set([...entries.values()].map(({ type, subject }) => `${type} ${subject}`));
    for (const { id, outcome, cancellation } of ledger.wishes) {
      if (outcome === 'booked') assert.ok(told.has(`booking.scheduled ${id}`), `nobody heard of ${id}`);
      if (cancellation === 'acknowledged') assert.ok(told.has(`booking.canceled ${id}`), `${id} is canceled in secret`);
    }
    for (const { accepted } of entries.values()) duplicates += accepted - 1;
  }
  return duplicates;
}
