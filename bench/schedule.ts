/**
 * Bookings per second, made over HTTP and by the verb in this process, against the verb's own SQL statements sent by bare
 * clients; then what happens when 64 clients want the same time. Run alone: `node bench/schedule.ts`.
 */
import { Pool } from 'undici';
import { schedule } from '../src/bookings/schedule.ts';
import { iso } from '../src/http/time.ts';
import { type BenchDatabase, bareOptions, type Company, makeCompany, startBenchDatabase } from './database.ts';
import type { BenchOptions } from './options.ts';
import { type DaybookProcess, familyCpuMs, startDaybookProcess, startWorker, type Worker } from './processes.ts';
import { races } from './races.ts';
import { type Recorded, recording } from './recorder.ts';
import type { BookingFacts } from './replay.ts';
import { medians, ratePerSecond } from './rounds.ts';
import type { Row } from './row.ts';
import type { WorkerMessage } from './schedule-worker.ts';
import { guestWish, SlotPlan } from './slot-plan.ts';

const target = 0.6;
const baseUrl = 'http://127.0.0.1';
/** More than any machine of ours makes. */
const mostPerSecond = 3000;

/** For 16 and for 64 clients: over HTTP against the bare SQL, and the verb alone against it. Then the races. */
export async function schedules({ quick }: BenchOptions): Promise<Row[]> {
  const seconds = quick ? 2 : 3;
  const database = await startBenchDatabase();
  const company = await makeCompany(database.db, 256);
  const daybook = await startDaybookProcess({ DATABASE_URL: database.url });
  const workers = [startWorker('schedule-worker.ts'), startWorker('schedule-worker.ts')];
  const plan = new SlotPlan(company);
  try {
    // Begin with compiled code, and with tables whose statistics have something to say.
    for (let i = 0; i < 1000; i++) await book(database, company, plan.next());
    const first = new Guests(daybook, company.key, 16, plan);
    await first.run(quick ? 4 : 8);
    await first.close();
    await database.asAdmin('vacuum analyze');
    const recorded = await recordOne(database, company, plan.next());
    const rows: Row[] = [];
    for (const clients of [16, 64]) {
      const bare = new BareClients(workers, database, company, recorded, plan);
      await bare.connect(clients);
      const http = new Guests(daybook, company.key, clients, plan);
      const verb = () => book(database, company, plan.next());
      const ours = new CpuMeter([daybook.pid, database.pid]);
      const theirs = new CpuMeter([...workers.map((worker) => worker.pid), database.pid]);
      const rates = await medians(quick ? 3 : 7, {
        http: () => ours.measure(seconds, () => http.run(seconds)),
        verb: () => ratePerSecond(clients, seconds, verb),
        sql: () => theirs.measure(seconds, () => bare.run(seconds)),
      });
      await http.close();
      rows.push(...rowsOf(clients, rates, ours.perBooking(), theirs.perBooking()));
      await database.asAdmin('vacuum analyze');
    }
    return [...rows, ...(await races(daybook.url, database.db, company, quick ? 2 : 10))];
  } finally {
    for (const worker of workers) await worker.stop();
    await daybook.stop();
    await database.stop();
  }
}

function rowsOf(
  clients: number,
  rates: Record<'http' | 'verb' | 'sql', number>,
  ourCpu: number,
  bareCpu: number,
): Row[] {
  const baseline = `its SQL by ${clients} bare clients, ${Math.round(rates.sql)}/s`;
  const ratio = rates.http / rates.sql;
  return [
    {
      name: `schedule over HTTP, ${clients} clients`,
      value: rates.http,
      unit: 'bookings/s',
      baseline,
      ratio,
      target: `>= ${target} of it`,
      pass: ratio >= target,
    },
    {
      name: `the verb alone, ${clients} callers`,
      value: rates.verb,
      unit: 'bookings/s',
      baseline,
      ratio: rates.verb / rates.sql,
    },
    {
      name: `CPU of Daybook and PostgreSQL, ${clients} clients`,
      value: ourCpu,
      unit: 'ms/booking',
      baseline: `CPU of bare clients and PostgreSQL, ${bareCpu.toFixed(2)} ms`,
      ratio: ourCpu / bareCpu,
    },
  ];
}

function book({ db }: BenchDatabase, { accountId }: Company, { calendar, start, guest }: BookingFacts) {
  const ways = { now: Date.now(), baseUrl };
  return db.transaction(accountId, (tx) => schedule(tx, accountId, { calendar }, guestWish(start, guest), ways));
}

async function recordOne({ db }: BenchDatabase, { accountId }: Company, facts: BookingFacts) {
  const statements: Recorded[] = [];
  const wish = guestWish(facts.start, facts.guest);
  const ways = { now: Date.now(), baseUrl };
  await db.transaction(accountId, (tx) =>
    schedule(recording(tx, statements), accountId, { calendar: facts.calendar }, wish, ways),
  );
  return { statements, facts };
}

/** The CPU time that some processes use while bookings are made: unlike rates, nothing else on the machine changes it much. */
class CpuMeter {
  readonly #pids: readonly number[];
  #milliseconds = 0;
  #bookings = 0;

  constructor(pids: readonly number[]) {
    this.#pids = pids;
  }

  /** Passes on what `work` returns, which is bookings per second. */
  async measure(seconds: number, work: () => Promise<number>): Promise<number> {
    const before = await familyCpuMs(this.#pids);
    const rate = await work();
    this.#milliseconds += (await familyCpuMs(this.#pids)) - before;
    this.#bookings += rate * seconds;
    return rate;
  }

  perBooking(): number {
    return this.#milliseconds / this.#bookings;
  }
}

/** Clients that book over HTTP. */
class Guests {
  readonly #key: string;
  readonly #clients: number;
  readonly #plan: SlotPlan;
  readonly #pool: Pool;

  constructor(daybook: DaybookProcess, key: string, clients: number, plan: SlotPlan) {
    this.#key = key;
    this.#clients = clients;
    this.#plan = plan;
    this.#pool = new Pool(daybook.url, { connections: clients });
  }

  /** Bookings per second; each must be taken. */
  run(seconds: number): Promise<number> {
    return ratePerSecond(this.#clients, seconds, () => this.#book(this.#plan.next()));
  }

  async #book({ calendar, start, guest }: BookingFacts): Promise<void> {
    const { booking_form: form, ...wish } = guestWish(start, guest);
    const { answers, phone: _, ...named } = form;
    const { statusCode, body } = await this.#pool.request({
      method: 'POST',
      path: `/v2/booking-calendars/${calendar}/schedule`,
      headers: { 'API-Key': this.#key, 'Content-Type': 'application/json' },
      body: JSON.stringify({ ...wish, start_time: iso(start), booking_form: { ...named, ...answers } }),
    });
    const answer = await body.text();
    if (statusCode !== 200) throw new Error(`not booked: ${statusCode} ${answer}`);
  }

  close(): Promise<void> {
    return this.#pool.close();
  }
}

/** Clients of two worker processes that send a booking's statements and nothing else. */
class BareClients {
  readonly #workers: readonly Worker[];
  readonly #database: BenchDatabase;
  readonly #company: Company;
  readonly #recorded: { statements: Recorded[]; facts: BookingFacts };
  readonly #plan: SlotPlan;

  constructor(
    workers: readonly Worker[],
    database: BenchDatabase,
    company: Company,
    recorded: { statements: Recorded[]; facts: BookingFacts },
    plan: SlotPlan,
  ) {
    this.#workers = workers;
    this.#database = database;
    this.#company = company;
    this.#recorded = recorded;
    this.#plan = plan;
  }

  async connect(clients: number): Promise<void> {
    const { settings, db } = this.#database;
    const options = await bareOptions(db, this.#company.accountId);
    await this.#all({ do: 'connect', settings, options, clients: clients / this.#workers.length });
  }

  /** Transactions per second. */
  async run(seconds: number): Promise<number> {
    const { statements, facts } = this.#recorded;
    for (const worker of this.#workers) {
      const others = Array.from({ length: (mostPerSecond * seconds) / this.#workers.length }, () => this.#plan.next());
      await worker.ask({ do: 'prepare', recorded: statements, of: facts, others } satisfies WorkerMessage);
    }
    const rates = await this.#all<number>({ do: 'run', seconds });
    return rates.reduce((sum, rate) => sum + rate);
  }

  #all<Answer>(message: WorkerMessage): Promise<Answer[]> {
    return Promise.all(this.#workers.map((worker) => worker.ask<Answer>(message)));
  }
}

if (import.meta.main) console.table(await schedules({ quick: process.argv.includes('--quick') }));
