/**
 * What the delivery engine promises whoever receives events: how soon they come, also beside receivers that are ill and beside
 * a replay, and that looking for work does not grow with what is done.
 */
import { pino } from 'pino';
import { createAccount } from '../src/accounts/create.ts';
import { type Database, statement } from '../src/db/pool.ts';
import { sealWith } from '../src/db/seal.ts';
import { emit } from '../src/deliveries/emit.ts';
import { startDeliveries } from '../src/deliveries/jobs.ts';
import { makeAttemptPartitions, owedEndpoints } from '../src/deliveries/store.ts';
import { allowHosts } from '../src/http/address-guard.ts';
import { startReplays } from '../src/replays/jobs.ts';
import { startReplay } from '../src/replays/start-replay.ts';
import { createWebhook } from '../src/webhooks/create.ts';
import { type BenchDatabase, startBenchDatabase } from './database.ts';
import type { BenchOptions } from './options.ts';
import { ills, type Receivers, startReceivers } from './receivers.ts';
import { median, medians } from './rounds.ts';
import type { Row } from './row.ts';

const hooks = { allowed: allowHosts(['127.0.0.1']), seal: sealWith(Buffer.alloc(32, 7)) };
const log = pino({ level: 'error' }, pino.destination(2));
const data = { object: 'booking', id: 'BKNG-J4FR05BKEWEX', filler: 'x'.repeat(1500) };

interface Place {
  bench: BenchDatabase;
  receivers: Receivers;
}

/** Runs a bench on a database, with receivers, of its own. */
async function placed(work: (place: Place) => Promise<Row[]>): Promise<Row[]> {
  const bench = await startBenchDatabase();
  const receivers = await startReceivers();
  try {
    await bench.db.system((tx) => makeAttemptPartitions(tx, Date.now(), 1));
    return await work({ bench, receivers });
  } finally {
    await bench.stop();
    receivers.stop();
  }
}

let accounts = 0;
let names = 0;

async function addAccount(db: Database): Promise<string> {
  const name = `Office${++accounts}`;
  const wanted = { name, email: `admin@${name}.example`, timezone: 'America/New_York' };
  return db.system((tx) => createAccount(tx, wanted, Date.now()));
}

async function subscribe(db: Database, accountId: string, url: string): Promise<string> {
  const made = await db.transaction(accountId, (tx) =>
    createWebhook(tx, accountId, { url, name: `Webhook ${++names}`, events: ['booking'] }, Date.now(), hooks),
  );
  return made.row.id;
}

const clock = () => performance.timeOrigin + performance.now();

function deliver(db: Database) {
  const replays = startReplays({ db, log, clock: Date.now });
  const { replayNext } = replays;
  const loop = startDeliveries({ db, log, clock: Date.now, version: '0', replayNext, ...hooks });
  return {
    async stop() {
      await replays.stop();
      await loop.stop();
    },
  };
}

let subjects = 0;

/**
 * Writes events at a rate that does not wait for anything, to the accounts in turn, and returns how long each took from its
 * commit to its arrival at the paths that count; one that has not come after ten seconds took for ever.
 */
async function delaysOf(
  { bench, receivers }: Place,
  { accountIds, perSecond, seconds }: { accountIds: readonly string[]; perSecond: number; seconds: number },
): Promise<number[]> {
  const committed = new Map<string, number>();
  const arrivals = new Map<string, number[]>();
  const unwatch = receivers.watch((id, path, at) => {
    if (!path.startsWith('/well')) return;
    const times = arrivals.get(id) ?? [];
    arrivals.set(id, times);
    times.push(at);
  });
  const write = async (accountId: string) => {
    const event = { accountId, type: 'booking.scheduled', subjectId: `BKNG-${++subjects}`, version: 1, data } as const;
    const id = await bench.db.transaction(accountId, (tx) => emit(tx, { ...event, now: Date.now() }));
    committed.set(id, clock());
  };
  const begin = performance.now();
  const writing: Promise<void>[] = [];
  for (let i = 0; i < perSecond * seconds; i++) {
    const wait = begin + (i * 1000) / perSecond - performance.now();
    if (wait > 1) await new Promise((resolve) => setTimeout(resolve, wait));
    writing.push(write(accountIds[i % accountIds.length]!));
  }
  await Promise.all(writing);
  const wellOf = Math.max(...[...arrivals.values()].map((times) => times.length), 1);
  const missing = () =>
    [...committed.keys()].reduce((count, id) => count + wellOf - Math.min(wellOf, arrivals.get(id)?.length ?? 0), 0);
  for (const deadline = performance.now() + 10_000; missing() > 0 && performance.now() < deadline; )
    await new Promise((resolve) => setTimeout(resolve, 100));
  unwatch();
  const delays = [...committed].flatMap(([id, at]) =>
    (arrivals.get(id) ?? []).slice(0, wellOf).map((time) => time - at),
  );
  return [...delays, ...Array<number>(missing()).fill(Number.POSITIVE_INFINITY)].sort((a, b) => a - b);
}

const quantile = (sorted: readonly number[], share: number) => sorted[Math.floor(sorted.length * share)]!;

/** Commit to first byte at 100 and at 500 events a second, with ten accounts of a webhook each. */
export async function latency({ quick }: BenchOptions): Promise<Row[]> {
  return placed(async (place) => {
    const { db } = place.bench;
    const accountIds: string[] = [];
    for (let i = 0; i < 10; i++) {
      accountIds.push(await addAccount(db));
      await subscribe(db, accountIds[i]!, `${place.receivers.origins[0]}/well`);
    }
    const loop = deliver(db);
    await delaysOf(place, { accountIds, perSecond: 100, seconds: 2 });
    const rows: Row[] = [];
    for (const [perSecond, mostP50, mostP99] of [
      [100, 30, 250],
      [500, undefined, 1000],
    ] as const) {
      const delays = await delaysOf(place, { accountIds, perSecond, seconds: quick ? 3 : 20 });
      const row = (share: number, most: number | undefined): Row => {
        const value = quantile(delays, share);
        const name = `commit to first byte at ${perSecond} events/s, p${share * 100}`;
        return {
          name,
          value,
          unit: 'ms',
          ...(most === undefined ? {} : { target: `<= ${most} ms`, pass: value <= most }),
        };
      };
      rows.push(row(0.5, mostP50), row(0.99, mostP99));
    }
    await loop.stop();
    return rows;
  });
}

/**
 * What endpoints that are well notice of 100 others of the same accounts that hang, drip, fail and reset, half of these on the
 * host of those that are well.
 */
export async function neighbours({ quick }: BenchOptions): Promise<Row[]> {
  return placed(async (place) => {
    const { db } = place.bench;
    const { origins } = place.receivers;
    const accountIds: string[] = [];
    for (let i = 0; i < 20; i++) {
      accountIds.push(await addAccount(db));
      for (let j = 0; j < 5; j++) {
        await subscribe(db, accountIds[i]!, `${origins[0]}/well`);
        await subscribe(db, accountIds[i]!, `${origins[j % 2]}/${ills[(i + j) % ills.length]}`);
      }
    }
    const loop = deliver(db);
    const p99 = async (healed: boolean) => {
      place.receivers.heal(healed);
      return quantile(await delaysOf(place, { accountIds, perSecond: 10, seconds: quick ? 5 : 20 }), 0.99);
    };
    // What is written while the others are ill goes as their backlog once they are not: so that comes first.
    const well: number[] = [];
    for (let i = 0; i < 3; i++) well.push(await p99(true));
    const beside: number[] = [];
    for (let i = 0; i < 3; i++) beside.push(await p99(false));
    await loop.stop();
    const [value, baseline] = [median(beside), median(well)];
    return [
      {
        name: 'p99 of 100 endpoints beside 100 that hang, drip, fail and reset',
        value,
        unit: 'ms',
        baseline: `${baseline.toPrecision(3)} ms while all are well`,
        ratio: value / baseline,
        target: '<= 1.5',
        pass: value / baseline <= 1.5,
      },
    ];
  });
}

/** What new events notice of a replay of 100,000 old ones to the same webhook. */
export async function replaying({ quick }: BenchOptions): Promise<Row[]> {
  return placed(async (place) => {
    const { db } = place.bench;
    const accountId = await addAccount(db);
    const webhookId = await subscribe(db, accountId, `${place.receivers.origins[0]}/well`);
    await fillWithOld(place.bench, accountId, webhookId, 1, quick ? 5000 : 100_000);
    const loop = deliver(db);
    const live = { accountIds: [accountId], perSecond: 50, seconds: quick ? 4 : 20 };
    await delaysOf(place, { ...live, seconds: 2 });
    const alone = quantile(await delaysOf(place, live), 0.99);
    const order = { states: ['delivered' as const] };
    const { id } = await db.transaction(accountId, (tx) => startReplay(tx, accountId, webhookId, order, Date.now()));
    const begin = performance.now();
    const beside = quantile(await delaysOf(place, live), 0.99);
    const seconds = (performance.now() - begin) / 1000;
    const { replayed } = (await db.system((tx) => tx.one(progress, [id])))!;
    await loop.stop();
    return [
      {
        name: 'p99 of new events beside a replay to the same webhook',
        value: beside,
        unit: 'ms',
        baseline: `${alone.toPrecision(3)} ms without`,
        ratio: beside / alone,
        target: '<= 1.2',
        pass: beside / alone <= 1.2,
      },
      { name: 'replayed meanwhile', value: replayed / seconds, unit: '/s' },
    ];
  });
}

const progress = statement<{ replayed: number }>('select replayed from replays where id = $1');

/** Writes deliveries that a webhook got yesterday, from one number to another, of some thousand events. */
async function fillWithOld(
  { asAdmin }: BenchDatabase,
  accountId: string,
  webhookId: string,
  first: number,
  last: number,
) {
  const events = 1000;
  await asAdmin(`insert into events (account_id, id, type, subject_id, version, creation_time, body_v2)
    select '${accountId}', 'EVNT-OLD-' || i, 'booking.scheduled', 'BKNG-OLD-' || i, 1, now() - interval '1 day', '{}'
    from generate_series(1, ${events}) i on conflict do nothing`);
  const batch = 1_000_000;
  for (let from = first; from <= last; from += batch)
    await asAdmin(`set session_replication_role = replica;
      insert into deliveries (account_id, id, event_id, webhook_id, order_key, version, state, attempts, next_time,
        creation_time, settled_time)
      select '${accountId}', 'DLV-OLD-' || i, 'EVNT-OLD-' || 1 + i % ${events}, '${webhookId}', 'BKNG-OLD-' || i, 1, 'delivered', 1, t, t, t
      from generate_series(${from}, ${Math.min(last, from + batch - 1)}) i, (select now() - interval '1 day') as of (t)`);
  await asAdmin('vacuum analyze deliveries, events');
}

/** What a look for work costs with ten million deliveries that are done. */
export async function oldRows({ quick }: BenchOptions): Promise<Row[]> {
  return placed(async ({ bench, receivers }) => {
    const { db } = bench;
    const accountId = await addAccount(db);
    const webhookIds: string[] = [];
    for (let i = 0; i < 20; i++) webhookIds.push(await subscribe(db, accountId, `${receivers.origins[0]}/well`));
    const write = () =>
      db.transaction(accountId, async (tx) => {
        for (let i = 0; i < 250; i++) {
          const subjectId = `BKNG-${++subjects}`;
          await emit(tx, { accountId, type: 'booking.scheduled', subjectId, version: 1, now: Date.now(), data });
        }
      });
    await write();
    const look = async () => {
      const begin = performance.now();
      for (let i = 0; i < 50; i++) await db.system((tx) => owedEndpoints(tx, Date.now()));
      return (performance.now() - begin) / 50;
    };
    const count = quick ? 200_000 : 10_000_000;
    await fillWithOld(bench, accountId, webhookIds[0]!, 1, count / 100);
    const { few } = await medians(9, { few: look });
    await fillWithOld(bench, accountId, webhookIds[0]!, count / 100 + 1, count);
    const { many } = await medians(9, { many: look });
    return [
      {
        name: `look for what 20 endpoints are owed beside ${count} old deliveries`,
        value: many,
        unit: 'ms',
        baseline: `${few.toPrecision(3)} ms beside ${count / 100}`,
        ratio: many / few,
        target: '<= 1.25',
        pass: many / few <= 1.25,
      },
    ];
  });
}
