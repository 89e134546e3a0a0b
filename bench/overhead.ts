/**
 * What a request costs beside its own work: key, limits, roles, request id, `Idempotency-Key` and audit. The same requests go
 * in turns to Daybook with its limits on, and to its routes without all that (bare-routes.ts), each in a process of its own, on
 * one connection. For a POST the other's database has no audit triggers. Run alone: `node bench/overhead.ts`.
 */
import { Client } from 'undici';
import { schedule } from '../src/bookings/schedule.ts';
import type { Caller } from '../src/http/route.ts';
import type { BareRoutes } from './bare-routes.ts';
import { type BenchDatabase, makeCompany, startBenchDatabase } from './database.ts';
import type { BenchOptions } from './options.ts';
import { cpuMs, startDaybookProcess, startWorker } from './processes.ts';
import { median, medians } from './rounds.ts';
import type { Row } from './row.ts';
import { guestWish, startOfSlot } from './slot-plan.ts';

const mostOfAGet = 0.25;
const warmUp = 2000;
/** Few, so that whatever else the machine does hits both servers alike. */
const perRound = 20;
const bareName = 'bare';

interface Request {
  name: string;
  method: 'GET' | 'POST';
  path: string;
  body?: (serial: number) => object;
  /** True if it is sent with a key that no other request has. */
  once?: boolean;
}

/** A row per request: the layers' share of its time, and what the server's process spends on them. */
export async function overhead({ quick }: BenchOptions): Promise<Row[]> {
  const rounds = quick ? 40 : 300;
  const database = await startBenchDatabase();
  const { accountId, key, calendars } = await makeCompany(database.db, 20);
  const booking = await book(database, accountId, calendars);
  await database.asAdmin('vacuum analyze');
  const settings = await withoutAudit(database);
  const daybook = await startDaybookProcess({
    DATABASE_URL: database.url,
    // They count, and let everything pass.
    RATE_LIMIT_ACCOUNT_PER_SECOND: '100000',
    RATE_LIMIT_ACCOUNT_BURST: '100000',
    RATE_LIMIT_ADDRESS_PER_5_MINUTES: '10000000',
  });
  const bare = startWorker('bare-routes.ts');
  const caller: Caller = {
    accountId,
    accountEmail: '',
    through: { kind: 'key', id: '' },
    actor: { kind: 'key', id: '' },
  };
  try {
    const { url } = await bare.ask<{ url: string }>({ settings, connections: 16, caller } satisfies BareRoutes);
    const rows: Row[] = [];
    for (const request of requests(booking)) {
      const ours = new Sender(daybook.url, daybook.pid, request, key);
      const theirs = new Sender(url, bare.pid, request);
      for (const sender of [ours, theirs]) await sender.send(warmUp);
      const times = await medians(rounds, {
        daybook: () => ours.send(perRound),
        bare: () => theirs.send(perRound),
      });
      rows.push(...rowsOf(request, times, ours.cpuPerRequest(), theirs.cpuPerRequest()));
      await ours.close();
      await theirs.close();
    }
    return rows;
  } finally {
    await bare.stop();
    await daybook.stop();
    await database.stop();
  }
}

function requests(booking: string): Request[] {
  const contact = (serial: number) => ({
    first_name: 'Carrie',
    last_name: 'Customer',
    email: `carrie${serial}@example.com`,
    status: 'Qualified',
  });
  return [
    { name: 'GET booking', method: 'GET', path: `/v2/bookings/${booking}` },
    { name: 'GET bookings, 20 of them', method: 'GET', path: '/v2/bookings?limit=20' },
    { name: 'POST contact', method: 'POST', path: '/v2/contacts', body: contact },
    { name: 'POST contact with Idempotency-Key', method: 'POST', path: '/v2/contacts', body: contact, once: true },
  ];
}

/** Sends one kind of request to one server, one after another. */
class Sender {
  static #serial = 0;
  readonly #client: Client;
  readonly #pid: number;
  readonly #request: Request;
  readonly #key: string | undefined;
  #cpu = 0;
  #sent = 0;

  /** With a key it is Daybook that is asked. */
  constructor(url: string, pid: number, request: Request, key?: string) {
    this.#client = new Client(url);
    this.#pid = pid;
    this.#request = request;
    this.#key = key;
  }

  /** Microseconds that the request in the middle took. */
  async send(count: number): Promise<number> {
    const cpu = await cpuMs(this.#pid);
    const times: number[] = [];
    for (let i = 0; i < count; i++) {
      const begin = performance.now();
      await this.#sendOne();
      times.push((performance.now() - begin) * 1000);
    }
    this.#cpu += ((await cpuMs(this.#pid)) ?? 0) - (cpu ?? 0);
    this.#sent += count;
    return median(times);
  }

  async #sendOne(): Promise<void> {
    const { method, path, body, once } = this.#request;
    const serial = ++Sender.#serial;
    const headers: Record<string, string> = {};
    if (body !== undefined) headers['Content-Type'] = 'application/json';
    if (this.#key !== undefined) headers['API-Key'] = this.#key;
    if (this.#key !== undefined && once === true) headers['Idempotency-Key'] = `request-${serial}`;
    const payload = body === undefined ? null : JSON.stringify(body(serial));
    const reply = await this.#client.request({ method, path, headers, body: payload });
    const text = await reply.body.text();
    if (reply.statusCode >= 300) throw new Error(`${path}: ${reply.statusCode} ${text}`);
  }

  /** Microseconds of its server's process. */
  cpuPerRequest(): number {
    return (this.#cpu * 1000) / this.#sent;
  }

  close(): Promise<void> {
    return this.#client.close();
  }
}

function rowsOf(
  { name, method }: Request,
  times: Record<'daybook' | 'bare', number>,
  ourCpu: number,
  bareCpu: number,
): Row[] {
  const share = (times.daybook - times.bare) / times.daybook;
  const row: Row = {
    name: `${name}: its layers`,
    value: times.daybook - times.bare,
    unit: 'µs',
    baseline: `${Math.round(times.bare)} of ${Math.round(times.daybook)} µs without them`,
    ratio: share,
  };
  return [
    method === 'GET' ? { ...row, target: `<= ${mostOfAGet} of its time`, pass: share <= mostOfAGet } : row,
    {
      name: `${name}: CPU of its layers`,
      value: ourCpu - bareCpu,
      unit: 'µs',
      baseline: `${Math.round(bareCpu)} of ${Math.round(ourCpu)} µs without them`,
      ratio: (ourCpu - bareCpu) / ourCpu,
    },
  ];
}

/** The same database once more, where nobody notes who changed what. */
async function withoutAudit({ settings, asAdmin }: BenchDatabase): Promise<BareRoutes['settings']> {
  // A database is copied only while nobody is in it.
  await asAdmin(
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${settings.database}'`,
    'postgres',
  );
  await asAdmin(`create database ${bareName} template ${settings.database} owner ${settings.user}`, 'postgres');
  await asAdmin('alter table contacts disable trigger user', bareName);
  return { ...settings, database: bareName };
}

/** A thousand bookings of the coming weeks; the last one's id. */
async function book({ db }: BenchDatabase, accountId: string, calendars: string[]): Promise<string> {
  let id = '';
  for (let i = 0; i < 1000; i++) {
    const start = startOfSlot(3 * Math.floor(i / calendars.length), 1);
    const ways = { now: Date.now(), baseUrl: 'http://127.0.0.1' };
    const [row] = await db.transaction(accountId, (tx) =>
      schedule(tx, accountId, { calendar: calendars[i % calendars.length]! }, guestWish(start, i), ways),
    );
    id = row!.id;
  }
  return id;
}

if (import.meta.main) console.table(await overhead({ quick: process.argv.includes('--quick') }));
