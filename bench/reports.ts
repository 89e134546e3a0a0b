/**
 * How long each report takes over an account of a million bookings. The baseline counts the same rows by their states, and does
 * nothing else. Requests take turns on one connection. Run alone: `node bench/reports.ts`.
 */
import { Client } from 'undici';
import { statement } from '../src/db/pool.ts';
import { type BenchDatabase, type Company, makeCompany, startBenchDatabase } from './database.ts';
import { fillTables } from './fill-tables.ts';
import { idOf, listLoads, timeOf } from './list-loads.ts';
import { fillSql } from './lists.ts';
import type { BenchOptions } from './options.ts';
import { startDaybookProcess } from './processes.ts';
import { median } from './rounds.ts';
import type { Row } from './row.ts';

const atMostMs = 1000;

export async function reports({ quick }: BenchOptions): Promise<Row[]> {
  const count = quick ? 100_000 : 1_000_000;
  const database = await startBenchDatabase({ wal_level: 'minimal', max_wal_size: '1GB', autovacuum: 'off' });
  try {
    const company = await makeCompany(database.db, 50);
    const load = listLoads.find(({ operations }) => operations.includes('listBookings'))!;
    await fillTables(database, load.tables, fillSql(load, company, count));
    return await measure(database, company, count, quick ? 3 : 7);
  } finally {
    await database.stop();
  }
}

async function measure(database: BenchDatabase, company: Company, count: number, turns: number): Promise<Row[]> {
  const all = `by=creation&from=${new Date(timeOf(0)).toISOString()}&to=${new Date(timeOf(count + 1)).toISOString()}`;
  const meeting = `by=meeting&from=2024-01-01&to=2030-01-01`;
  const questions = {
    totals: `totals?${all}`,
    'totals, by the time of the meeting': `totals?${meeting}`,
    'rows of owners': `summary?of=owner&${all}`,
    'rows of contacts': `summary?of=contact&${all}`,
    'rows of calendars, one status': `summary?of=booking_calendar&status=no_show&${all}`,
    'a trend of weeks': `trend?interval=week&${all}`,
    'busiest hours': `busiest-hours?${all}`,
    'lead times': `lead-times?${all}`,
    'the first 100 activities': `activities?limit=100&${meeting}`,
    '100 activities from the middle, latest first': `activities?limit=100&order=latest&after=${idOf('BKNG', count / 2)}&${all}`,
    '100 activities of one owner': `activities?limit=100&owner=${company.hosts[7]}&${meeting}`,
  };
  const daybook = await startDaybookProcess({ DATABASE_URL: database.url });
  const client = new Client(daybook.url);
  const bare = statement('select status, count(*) from bookings where account_id = $1 group by status');
  const taken = new Map<string, number[]>(['bare', ...Object.keys(questions)].map((name) => [name, []]));
  const timed = async (name: string, work: () => Promise<unknown>, counts: boolean) => {
    const begin = performance.now();
    await work();
    if (counts) taken.get(name)!.push(performance.now() - begin);
  };
  try {
    for (let turn = -1; turn < turns; turn++) {
      await timed(
        'bare',
        () => database.db.read(company.accountId, (tx) => tx.rows(bare, [company.accountId])),
        turn >= 0,
      );
      for (const [name, question] of Object.entries(questions))
        await timed(name, () => ask(client, company.key, `/v2/reports/${question}`), turn >= 0);
    }
  } finally {
    await client.close();
    await daybook.stop();
  }
  const baseline = median(taken.get('bare')!);
  return Object.keys(questions).map((name) => {
    const value = median(taken.get(name)!);
    return {
      name: `${name}, of ${count.toLocaleString('en')}`,
      value,
      unit: 'ms',
      baseline: `count by status, ${Math.round(baseline)} ms`,
      ratio: value / baseline,
      target: `<= ${atMostMs} ms`,
      pass: value <= atMostMs,
    };
  });
}

async function ask(client: Client, key: string, path: string): Promise<void> {
  const { statusCode, body } = await client.request({ method: 'GET', path, headers: { 'API-Key': key } });
  const text = await body.text();
  if (statusCode !== 200 || text.includes('"data":[]')) throw new Error(`${path}: ${statusCode}, ${text}`);
}

if (import.meta.main) console.table(await reports({ quick: process.argv.includes('--quick') }));
