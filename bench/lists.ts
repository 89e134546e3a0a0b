/**
 * What it costs to read any page of any list of the API, under each of its filters, any two of them and many drawn ones, with
 * five million rows in the account. Each list has a database and a server of its own; its requests take turns on one connection.
 * The figure is the 99th percentile of the slowest query, beside that of the newest page without filters; a query that misses the
 * target is measured once more, and that counts. Run alone, all lists or some: `node bench/lists.ts [--quick] [listBookings …]`.
 */
import { parseArgs } from 'node:util';
import { Client } from 'undici';
import { type Company, makeCompany, startBenchDatabase } from './database.ts';
import { fillTables } from './fill-tables.ts';
import { idOf, type ListLoad, listLoads, timeOf } from './list-loads.ts';
import { operations, queriesOf } from './list-queries.ts';
import type { BenchOptions } from './options.ts';
import { startDaybookProcess } from './processes.ts';
import { median } from './rounds.ts';
import type { Row } from './row.ts';

const perPage = 100;
const atMost = 2;
/** What people search for most, against the same page. */
const searchAtMost = 3;

/** Rows for each list, or for those that are named. */
export async function lists({ quick }: BenchOptions, only: readonly string[] = []): Promise<Row[]> {
  const known = listLoads.flatMap((load) => load.operations);
  const rows: Row[] = operations
    .filter(({ id }) => !known.includes(id))
    .map(({ id }) => ({ name: `${id}: nothing fills it`, value: 0, unit: 'queries', pass: false }));
  for (const load of listLoads) {
    if (only.length > 0 && !load.operations.some((each) => only.includes(each))) continue;
    const begin = performance.now();
    const measured = await ofOneLoad(load, quick ? 200_000 : 5_000_000, quick ? 60 : 300);
    rows.push(...measured);
    console.log(`${load.operations.join(', ')}: ${Math.round((performance.now() - begin) / 1000)} s`);
    for (const row of measured) console.log(`  ${shown(row)}`);
  }
  return rows;
}

async function ofOneLoad(load: ListLoad, count: number, turns: number): Promise<Row[]> {
  // For the load alone; nothing of it makes the reads faster.
  const database = await startBenchDatabase({ wal_level: 'minimal', max_wal_size: '1GB', autovacuum: 'off' });
  try {
    const company = await makeCompany(database.db, 50);
    const seconds = await fillTables(database, load.tables, fillSql(load, company, count));
    const rows: Row[] = [
      { name: `${load.tables[0]}: ${count.toLocaleString('en')} rows`, value: seconds, unit: 's to load' },
    ];
    const keepAll = { WEBHOOK_RETENTION_DAYS: '400', AUDIT_RETENTION_DAYS: '0', MAIL_KEEP_DAYS: '3650' };
    const daybook = await startDaybookProcess({ DATABASE_URL: database.url, ...keepAll });
    const client = new Client(daybook.url);
    try {
      for (const operation of operations.filter(({ id }) => load.operations.includes(id))) {
        const path = operation.path.replace('{id}', load.of ?? '');
        const ask = (query: string) => timeOfOne(client, company.key, `${path}?limit=${perPage}&${query}`);
        const queries = queriesOf(operation, load, company, count);
        rows.push(...(await measure(operation.id, ask, queries, turns, atMost)));
        const searches = operation.parameters.includes('q')
          ? load.searches!.map((words) => `q=${encodeURIComponent(words)}`)
          : [];
        if (searches.length > 0)
          rows.push(...(await measure(`${operation.id}, searches`, ask, searches, turns, searchAtMost)));
      }
      return rows;
    } finally {
      await client.close();
      await daybook.stop();
    }
  } finally {
    await database.stop();
  }
}

export function fillSql(load: ListLoad, company: Company, count: number): string {
  const numbered = `(select n, '${idOf(load.prefix, 0).slice(0, -12)}' || lpad(upper(to_hex(n * 403658901259 & 281474976710655)), 12, '0') as id,
    timestamptz '${new Date(timeOf(0)).toISOString()}' + n * interval '${timeOf(1) - timeOf(0)} milliseconds' as made
    from generate_series(1, ${count}::bigint) n) numbered`;
  return load.fill(company, numbered, `'${company.accountId}'`);
}

type Ask = (query: string) => Promise<number>;

/** Page 1, the slowest query, and every other that misses the target. A few turns tell which ones are worth measuring. */
async function measure(name: string, ask: Ask, queries: string[], turns: number, most: number): Promise<Row[]> {
  const glimpse = await inTurns(ask, queries, 8);
  const slow = [...queries].sort((a, b) => median(glimpse.get(b)!) - median(glimpse.get(a)!)).slice(0, 12);
  const times = await inTurns(ask, ['', ...slow], turns);
  const ratioOf = (query: string, from = times) => p99(from.get(query)!) / p99(from.get('')!);
  slow.sort((a, b) => ratioOf(b) - ratioOf(a));
  const missed = slow.filter((query) => ratioOf(query) > most);
  const rows: Row[] = [];
  for (const query of missed.length > 0 ? missed : slow.slice(0, 1)) {
    const pair = missed.length > 0 ? await inTurns(ask, ['', query], turns) : times;
    const ratio = ratioOf(query, pair);
    rows.push({
      name: `${name}: ?${query}, slowest of ${queries.length}`,
      value: p99(pair.get(query)!),
      unit: 'ms, 99th percentile',
      baseline: `page 1, ${p99(pair.get('')!).toFixed(2)} ms`,
      ratio,
      target: `<= ${most} times page 1`,
      pass: ratio <= most,
    });
  }
  rows.sort((a, b) => b.ratio! - a.ratio!);
  const first = times.get('')!;
  return [
    {
      name: `${name}: page 1 of ${perPage}`,
      value: median(first),
      unit: `ms, ${p99(first).toFixed(2)} ms at the 99th percentile`,
    },
    ...rows.filter((row, place) => place === 0 || row.pass === false),
  ];
}

/** Milliseconds of each query; the first fifth of the turns warms up and does not count. */
async function inTurns(ask: Ask, queries: string[], turns: number): Promise<Map<string, number[]>> {
  const taken = new Map<string, number[]>(queries.map((query) => [query, []]));
  for (let turn = -Math.ceil(turns / 5); turn < turns; turn++) {
    for (const query of queries) {
      const time = await ask(query);
      if (turn >= 0) taken.get(query)!.push(time);
    }
  }
  return taken;
}

async function timeOfOne(client: Client, key: string, path: string): Promise<number> {
  const begin = performance.now();
  const { statusCode, body } = await client.request({ method: 'GET', path, headers: { 'API-Key': key } });
  const text = await body.text();
  // A first page that is not full would be no measure.
  if (statusCode !== 200 || (path.endsWith('&') && text.length < 1000))
    throw new Error(`${path}: ${statusCode} ${text}`);
  return performance.now() - begin;
}

function p99(figures: readonly number[]): number {
  return [...figures].sort((a, b) => a - b)[Math.ceil(figures.length * 0.99) - 1]!;
}

function shown({ name, value, unit, baseline = '', ratio, pass }: Row): string {
  return `${name}: ${value.toFixed(2)} ${unit} ${baseline} ${ratio?.toFixed(2) ?? ''}${pass === false ? ' FAIL' : ''}`;
}

if (import.meta.main) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { quick: { type: 'boolean', default: false } },
  });
  await lists(values, positionals);
}
