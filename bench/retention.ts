/**
 * Why events and deliveries are one table each and not one for each day, as attempts are (decision 20): what the claim and a
 * look-up by id cost either way, and how fast old rows are deleted instead.
 */
import { createAccount } from '../src/accounts/create.ts';
import { type Database, openDatabase, statement } from '../src/db/pool.ts';
import { sealWith } from '../src/db/seal.ts';
import { emit } from '../src/deliveries/emit.ts';
import { owedEndpoints } from '../src/deliveries/store.ts';
import { allowHosts } from '../src/http/address-guard.ts';
import { beginning, purgeEvents } from '../src/retention/purge-events.ts';
import { createWebhook } from '../src/webhooks/create.ts';
import { type BenchDatabase, startBenchDatabase } from './database.ts';
import type { BenchOptions } from './options.ts';
import { median, medians, ratePerSecond } from './rounds.ts';
import type { Row } from './row.ts';

const endpoints = 20;
const dayMs = 86_400_000;
const now = Date.parse('2026-11-24T12:00:00Z');
const data = { object: 'booking', id: 'BKNG-J4FR05BKEWEX', filler: 'x'.repeat(1500) };
const hooks = { allowed: allowHosts(['127.0.0.1']), seal: sealWith(Buffer.alloc(32, 7)) };

/** The claim and the look-up with tables of a day, against the product's own; and the rate of deletion. */
export async function retention({ quick }: BenchOptions): Promise<Row[]> {
  const bench = await startBenchDatabase();
  const opened: Database[] = [];
  try {
    const settled = quick ? 20_000 : 400_000;
    const accountId = await fill(bench, settled);
    const open = async (user: string) => {
      const db = openDatabase({ ...bench.settings, user }, { max: 4 });
      opened.push(db);
      await db.system((tx) => owedEndpoints(tx, now));
      return db;
    };
    for (const days of [30, 400]) await copyByDay(bench, `days${days}`, days);
    const tables = { plain: await open('daybook'), month: await open('days30'), year: await open('days400') };
    const rounds = quick ? 1 : 5;
    const claims = await medians(rounds, {
      plain: () => claimMs(tables.plain),
      month: () => claimMs(tables.month),
      year: () => claimMs(tables.year),
    });
    const lookups = await medians(rounds, {
      plain: () => lookupsPerSecond(tables.plain, accountId, settled),
      month: () => lookupsPerSecond(tables.month, accountId, settled),
      year: () => lookupsPerSecond(tables.year, accountId, settled),
    });
    const purged = await purgedPerSecond(tables.plain, accountId);
    const compared = (name: string, unit: string, value: number, plain: number): Row => ({
      name,
      value,
      unit,
      baseline: `${plain.toPrecision(3)} ${unit} in one table`,
      ratio: value / plain,
    });
    return [
      compared('look for what 20 endpoints are owed, 30 days', 'ms', claims.month, claims.plain),
      compared('look for what 20 endpoints are owed, 400 days', 'ms', claims.year, claims.plain),
      compared('deliveries by id, 30 days', '/s', lookups.month, lookups.plain),
      compared('deliveries by id, 400 days', '/s', lookups.year, lookups.plain),
      {
        name: 'events deleted in batches, with a delivery each',
        value: purged,
        unit: '/s',
        target: '>= 1500',
        pass: purged >= 1500,
      },
    ];
  } finally {
    await Promise.all(opened.map((db) => db.close()));
    await bench.stop();
  }
}

/** An account with 20 endpoints, each owed 50 deliveries, and settled deliveries over the 400 days before. */
async function fill(bench: BenchDatabase, settled: number): Promise<string> {
  const office = { name: 'Office', email: 'admin@office.example', timezone: 'America/New_York' };
  const accountId = await bench.db.system((tx) => createAccount(tx, office, now));
  await bench.db.transaction(accountId, async (tx) => {
    for (let i = 0; i < endpoints; i++) {
      const wanted = { url: 'http://127.0.0.1:9/', name: `Webhook ${i}`, events: ['booking' as const] };
      await createWebhook(tx, accountId, wanted, now, hooks);
    }
    for (let i = 0; i < 50; i++)
      await emit(tx, { accountId, type: 'booking.scheduled', subjectId: `BKNG-${i}`, version: 1, now, data });
  });
  await bench.asAdmin(`
    insert into events (account_id, id, type, subject_id, version, creation_time, body_v2)
    select '${accountId}', 'EVNT-' || i, 'booking.scheduled', 'BKNG-OLD-' || i, 1, t, repeat('x', 1500)
    from generate_series(1, ${settled}) i, lateral (
      select to_timestamp(${now / 1000} - 86400 - i * ${(399 * 86_400) / settled}::float8) as t) times;
    insert into deliveries (account_id, id, event_id, event_type, webhook_id, order_key, version, state, attempts, next_time, creation_time, settled_time)
    select e.account_id, 'DLV-' || substr(e.id, 6), e.id, e.type, w.id, e.subject_id, 1, 'delivered', 1, e.creation_time, e.creation_time, e.creation_time
    from events e, (select id from webhooks limit 1) w where e.subject_id like 'BKNG-OLD-%'`);
  await bench.asAdmin('vacuum analyze events, deliveries');
  return accountId;
}

/** The deliveries of the last days once more, in a table of its own for each day, with the same indexes and what they must hold more. */
async function copyByDay(bench: BenchDatabase, schema: string, days: number): Promise<void> {
  await bench.asAdmin(`
    create schema ${schema};
    create table ${schema}.deliveries (like public.deliveries including defaults) partition by range (creation_time);
    do $$ begin
      for i in 0..${days - 1} loop
        execute format('create table ${schema}.d%s partition of ${schema}.deliveries for values from (%L) to (%L)', i,
          to_timestamp(${now / 1000})::date - i, to_timestamp(${now / 1000})::date - i + 1);
      end loop;
    end $$;
    alter table ${schema}.deliveries add primary key (account_id, id, creation_time);
    create index on ${schema}.deliveries (account_id, webhook_id, next_time) where state = 'pending';
    create index on ${schema}.deliveries (account_id, webhook_id, order_key, version, creation_time, id) where state = 'pending';
    create index on ${schema}.deliveries (account_id, event_id);
    create index on ${schema}.deliveries (account_id, webhook_id, creation_time, id);
    insert into ${schema}.deliveries select * from public.deliveries
      where creation_time >= to_timestamp(${now / 1000})::date - ${days - 1};
    grant usage on schema ${schema} to daybook;
    grant all on all tables in schema ${schema} to daybook;
    create role ${schema} login in role daybook;
    alter role ${schema} set search_path = ${schema}, public`);
  await bench.asAdmin(`vacuum analyze ${schema}.deliveries`);
}

/** The median of what the delivery loop asks in each round. */
async function claimMs(db: Database): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < 30; i++) {
    const begin = performance.now();
    await db.system((tx) => owedEndpoints(tx, now));
    times.push(performance.now() - begin);
  }
  return median(times);
}

const byId = statement('select state from deliveries where account_id = $1 and id = $2');

function lookupsPerSecond(db: Database, accountId: string, settled: number): Promise<number> {
  return ratePerSecond(4, 2, () => {
    const id = `DLV-${1 + Math.floor(Math.random() * (settled / 15))}`;
    return db.read(accountId, (tx) => tx.one(byId, [accountId, id]));
  });
}

async function purgedPerSecond(db: Database, accountId: string): Promise<number> {
  const begin = performance.now();
  let events = 0;
  let after: typeof beginning | undefined = beginning;
  while (after !== undefined) {
    const from: typeof beginning = after;
    const step = await db.system((tx) => purgeEvents(tx, accountId, { now, keptMs: 30 * dayMs, after: from }));
    events += step.events;
    after = step.next;
  }
  return (events * 1000) / (performance.now() - begin);
}
