/**
 * Requests per second of the three reads that clients make most, with an API key, against a bare Hono handler that runs the same SQL,
 * and against that SQL alone. 16 connections each; every server in a process of its own. Run alone: `node bench/reads.ts`.
 */
import autocannon from 'autocannon';
import pg from 'pg';
import { schedule } from '../src/bookings/schedule.ts';
import { bookingListQuery } from '../src/bookings/schema.ts';
import { findBooking, listBookings } from '../src/bookings/store.ts';
import type { Tx } from '../src/db/pool.ts';
import { listSlots } from '../src/slots/list-slots.ts';
import type { BareSettings } from './bare-hono.ts';
import { type BenchDatabase, bareOptions, type Company, makeCompany, startBenchDatabase } from './database.ts';
import type { BenchOptions } from './options.ts';
import { cpuMs, startDaybookProcess, startWorker } from './processes.ts';
import { type Recorded, recording } from './recorder.ts';
import { medians, ratePerSecond } from './rounds.ts';
import type { Row } from './row.ts';
import { guestWish, startOfSlot } from './slot-plan.ts';

const connections = 16;

interface Read {
  name: string;
  path: string;
  statements: Recorded[];
  target: number;
}

/** Three rows per read: Daybook, the bare handler, the bare SQL; and the CPU time that a request costs each server process. */
export async function reads({ quick }: BenchOptions): Promise<Row[]> {
  const rounds = quick ? 3 : 7;
  const seconds = quick ? 1 : 2;
  const database = await startBenchDatabase();
  const company = await makeCompany(database.db, 20);
  const bookings = await book(database, company, quick ? 100 : 1000);
  // As autovacuum would within half a minute.
  await database.asAdmin('vacuum analyze');
  const list = await readsOf(database, company, bookings[0]!);
  const daybook = await startDaybookProcess({ DATABASE_URL: database.url });
  const bare = startWorker('bare-hono.ts');
  const options = await bareOptions(database.db, company.accountId);
  const pool = new pg.Pool({ ...database.settings, max: connections, options });
  try {
    const { url } = await bare.ask<{ url: string }>({
      settings: database.settings,
      options,
      connections,
      paths: list.map(({ path, statements }) => ({ path: path.split('?')[0]!, statements })),
    } satisfies BareSettings);
    const rows: Row[] = [];
    for (const read of list) {
      const ours = new Load(daybook.url + read.path, daybook.pid, { 'API-Key': company.key });
      const theirs = new Load(url + read.path, bare.pid);
      const figures = await medians(rounds, {
        daybook: () => ours.run(seconds),
        hono: () => theirs.run(seconds),
        sql: () => ratePerSecond(connections, seconds, () => runAll(pool, read.statements)),
      });
      rows.push(...rowsOf(read, figures, ours.cpuPerRequest(), theirs.cpuPerRequest()));
    }
    return rows;
  } finally {
    await pool.end();
    await bare.stop();
    await daybook.stop();
    await database.stop();
  }
}

/** Load on one address, and the CPU time that its server used for it. */
class Load {
  readonly #url: string;
  readonly #pid: number;
  readonly #headers: Record<string, string>;
  #cpu = 0;
  #requests = 0;

  constructor(url: string, pid: number, headers: Record<string, string> = {}) {
    this.#url = url;
    this.#pid = pid;
    this.#headers = headers;
  }

  /** Requests per second; all of them must succeed. */
  async run(seconds: number): Promise<number> {
    const before = await cpuMs(this.#pid);
    const result = await autocannon({ url: this.#url, connections, duration: seconds, headers: this.#headers });
    const after = await cpuMs(this.#pid);
    if (result.non2xx > 0 || result.errors > 0) throw new Error(`${this.#url}: ${result.non2xx} refused`);
    if (before !== undefined && after !== undefined) this.#cpu += after - before;
    this.#requests += result['2xx'];
    return result['2xx'] / result.duration;
  }

  /** Microseconds. */
  cpuPerRequest(): number {
    return Math.round((this.#cpu * 1000) / this.#requests);
  }
}

function rowsOf(
  { name, target }: Read,
  rates: Record<'daybook' | 'hono' | 'sql', number>,
  ourCpu: number,
  bareCpu: number,
): Row[] {
  const ratio = rates.daybook / rates.hono;
  return [
    {
      name,
      value: rates.daybook,
      unit: 'requests/s',
      baseline: `bare Hono + same SQL, ${Math.round(rates.hono)}/s`,
      ratio,
      target: `>= ${target} of it`,
      pass: ratio >= target,
    },
    {
      name: `${name}: CPU of the server's process`,
      value: ourCpu,
      unit: 'µs/request',
      baseline: `bare Hono, ${bareCpu} µs`,
      ratio: ourCpu / bareCpu,
    },
    {
      name: `${name}: the bare SQL`,
      value: rates.daybook,
      unit: 'requests/s',
      baseline: `the SQL alone, ${Math.round(rates.sql)}/s`,
      ratio: rates.daybook / rates.sql,
    },
  ];
}

async function runAll(pool: pg.Pool, statements: readonly Recorded[]): Promise<void> {
  const client = await pool.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    client.release();
  }
}

/** Bookings of the coming weeks, made by the product's verb. */
async function book({ db }: BenchDatabase, { accountId, calendars }: Company, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let i = 0; i < count; i++) {
    // The first host's week has free and taken time.
    const calendarId = calendars[i % calendars.length]!;
    const start = startOfSlot(3 * Math.floor(i / calendars.length), 1);
    const ways = { now: Date.now(), baseUrl: 'http://127.0.0.1' };
    const wish = guestWish(start, i);
    const [row] = await db.transaction(accountId, (tx) =>
      schedule(tx, accountId, { calendar: calendarId }, wish, ways),
    );
    ids.push(row!.id);
  }
  return ids;
}

async function readsOf({ db }: BenchDatabase, { accountId, calendars }: Company, booking: string): Promise<Read[]> {
  const record = (work: (tx: Tx) => Promise<unknown>) =>
    db.read(accountId, async (tx) => {
      const statements: Recorded[] = [];
      await work(recording(tx, statements));
      return statements;
    });
  return [
    {
      name: 'GET booking',
      path: `/v2/bookings/${booking}`,
      statements: await record((tx) => findBooking(tx, accountId, booking)),
      target: 0.5,
    },
    {
      name: 'GET bookings, 20 of them',
      path: '/v2/bookings?limit=20',
      statements: await record((tx) => listBookings(tx, accountId, bookingListQuery.parse({ limit: '20' }))),
      target: 0.5,
    },
    {
      name: 'GET time-slots, a week',
      path: `/v2/booking-calendars/${calendars[0]}/time-slots`,
      statements: await record((tx) => listSlots(tx, accountId, { calendar: calendars[0]! }, {}, Date.now())),
      target: 0.5,
    },
  ];
}

if (import.meta.main) console.table(await reads({ quick: process.argv.includes('--quick') }));
