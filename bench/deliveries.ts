import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { Pool } from 'undici';
import { createAccount } from '../src/accounts/create.ts';
import { startEmbedded } from '../src/db/embedded.ts';
import { migrate } from '../src/db/migrate.ts';
import { type Database, openDatabase, statement } from '../src/db/pool.ts';
import { sealWith } from '../src/db/seal.ts';
import { emit } from '../src/deliveries/emit.ts';
import { startDeliveries } from '../src/deliveries/jobs.ts';
import { sign } from '../src/deliveries/sign.ts';
import { makeAttemptPartitions } from '../src/deliveries/store.ts';
import { allowHosts } from '../src/http/address-guard.ts';
import { createWebhook } from '../src/webhooks/create.ts';
import type { Row } from './row.ts';

const endpoints = 20;
const events = 250;
const total = endpoints * events;
const inFlight = 64;

// The receiver is this file in another process, so that it does not share our thread.
if (process.argv[2] === 'receive') {
  const server = createServer((request, response) => {
    request.resume().on('end', () => response.writeHead(200).end());
  });
  server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
}

/** Booking payloads are about this long. */
const data = { object: 'booking', id: 'BKNG-J4FR05BKEWEX', filler: 'x'.repeat(1500) };

/** Calls `work` for each number below `count`, so many at a time, and returns how many were done per second. */
async function rate(count: number, concurrency: number, work: (number: number) => Promise<unknown>): Promise<number> {
  let next = 0;
  const startedAt = performance.now();
  await Promise.all(
    Array.from({ length: concurrency }, async () => {
      while (next < count) await work(next++);
    }),
  );
  return (count * 1000) / (performance.now() - startedAt);
}

/** Deliveries per second of a backlog of 5,000 to 20 endpoints, next to posts without an engine. */
export async function deliveries(): Promise<Row[]> {
  const child = fork(fileURLToPath(import.meta.url), ['receive']);
  const [port] = (await once(child, 'message')) as [number];
  const folder = await mkdtemp(path.join(tmpdir(), 'daybook-bench-'));
  const server = await startEmbedded({ dataDir: folder, log: () => {} });
  try {
    await migrate(server.connection);
    const db = openDatabase(server.connection);
    const url = `http://127.0.0.1:${port}/`;
    const bodies = await fill(db, url);
    const bare = await barePosts(url, bodies);
    const written = await postsAndInserts(db, url, bodies);
    const drained = await drain(db);
    await db.close();
    const rounded = Math.round(drained);
    return [
      {
        name: `deliveries of a backlog of ${total} to ${endpoints} endpoints`,
        value: rounded,
        unit: '/s',
        baseline: `${Math.round(bare)} bare undici posts/s`,
        ratio: drained / bare,
        target: '>= 1500/s',
        pass: drained >= 1500,
      },
      {
        name: 'the same against signed posts that insert their attempt',
        value: rounded,
        unit: '/s',
        baseline: `${Math.round(written)} signed posts with one insert each/s`,
        ratio: drained / written,
        target: '>= 0.7',
        pass: drained / written >= 0.7,
      },
    ];
  } finally {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
    child.kill();
  }
}

const seal = sealWith(Buffer.alloc(32, 7));
const allowed = allowHosts(['127.0.0.1']);
const allBodies = statement<{ body_v2: string }>('select body_v2 from events');

/** Writes the backlog and returns the bodies of its posts. */
async function fill(db: Database, url: string): Promise<string[]> {
  const now = Date.now();
  const office = { name: 'Office', email: 'admin@office.example', timezone: 'America/New_York' };
  const accountId = await db.system((tx) => createAccount(tx, office, now));
  await db.transaction(accountId, async (tx) => {
    for (let i = 0; i < endpoints; i++) {
      await createWebhook(tx, accountId, { url, name: `Webhook ${i}`, events: ['booking'] }, now, { allowed, seal });
    }
    for (let i = 0; i < events; i++) {
      await emit(tx, { accountId, type: 'booking.scheduled', subjectId: `BKNG-${i}`, version: 1, now, data });
    }
  });
  await db.system((tx) => makeAttemptPartitions(tx, now, 1));
  const rows = await db.system((tx) => tx.rows(allBodies));
  return rows.map((row) => row.body_v2);
}

async function barePosts(url: string, bodies: string[]): Promise<number> {
  const pool = new Pool(new URL(url).origin, { connections: inFlight });
  const headers = { 'Content-Type': 'application/json' };
  const perSecond = await rate(total, inFlight, async (i) => {
    const { body } = await pool.request({ method: 'POST', path: '/', headers, body: bodies[i % events]! });
    await body.dump();
  });
  await pool.close();
  return perSecond;
}

const insertAttempt = statement(
  `insert into attempts (account_id, delivery_id, number, started_time, webhook_id, event_id, outcome, status, duration_ms, request_headers)
   values ('ACC-BENCH', $1, 1, $2, 'WHK-BENCH', 'EVNT-BENCH', 'ok', 200, 1, $3)`,
);

async function postsAndInserts(db: Database, url: string, bodies: string[]): Promise<number> {
  const pool = new Pool(new URL(url).origin, { connections: inFlight });
  const perSecond = await rate(total, inFlight, async (i) => {
    const now = Date.now();
    const body = bodies[i % events]!;
    const headers = { 'Content-Type': 'application/json', 'Oncehub-Signature': sign('secret', body, now) };
    const answer = await pool.request({ method: 'POST', path: '/', headers, body });
    await answer.body.dump();
    await db.system((tx) => tx.run(insertAttempt, [`DLV-${i}`, new Date(now), JSON.stringify(headers)]));
  });
  await pool.close();
  return perSecond;
}

async function drain(db: Database): Promise<number> {
  const log = pino({ level: 'warn' }, pino.destination(2));
  const all = Promise.withResolvers<void>();
  let done = 0;
  const onRecorded = () => {
    if (++done === total) all.resolve();
  };
  const startedAt = performance.now();
  const loop = startDeliveries({ db, log, seal, allowed, clock: Date.now, version: '0', onRecorded });
  await all.promise;
  const perSecond = (total * 1000) / (performance.now() - startedAt);
  await loop.stop();
  return perSecond;
}
