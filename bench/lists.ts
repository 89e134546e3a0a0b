/**
 * What it costs to read the newest page of one account's five million bookings, and its oldest: page 50,000 at 100 a page. Requests
 * take turns on one connection. Rows with filters say what those cost beside the plain page. Run alone: `node bench/lists.ts`.
 */
import { Client } from 'undici';
import { type BenchDatabase, type Company, makeCompany, startBenchDatabase } from './database.ts';
import { bookingId, creationTime, loadBookings } from './load-bookings.ts';
import type { BenchOptions } from './options.ts';
import { startDaybookProcess } from './processes.ts';
import { median } from './rounds.ts';
import type { Row } from './row.ts';

const perPage = 100;
const atMost = 1.3;
/** What people search for most, as against a page of the list. */
const searchAtMost = 3;

export async function lists({ quick }: BenchOptions): Promise<Row[]> {
  const count = quick ? 200_000 : 5_000_000;
  // For the load alone; nothing of it makes the reads faster.
  const database = await startBenchDatabase({ wal_level: 'minimal', max_wal_size: '1GB', autovacuum: 'off' });
  try {
    const company = await makeCompany(database.db, 50);
    const seconds = await loadBookings(database, company, count);
    const rows = await readPages(database, company, count, quick ? 60 : 300);
    return [{ name: `${count.toLocaleString('en')} bookings loaded`, value: seconds, unit: 's' }, ...rows];
  } finally {
    await database.stop();
  }
}

async function readPages(database: BenchDatabase, company: Company, count: number, turns: number): Promise<Row[]> {
  const lastPage = count / perPage;
  const cursor = bookingId(count - (lastPage - 1) * perPage);
  const middle = bookingId(count / 2);
  const middleTime = new Date(creationTime(count / 2)).toISOString();
  const recent = new Date(creationTime(count - 1000)).toISOString();
  const searches = {
    'search for an e-mail address': `&q=guest${count / 2}@guests.example`,
    'search for an id': `&q=${middle}`,
    'search for a name that many have': '&q=carrie',
    'search for what is in nearly all': '&q=meeting',
    'search for nothing that there is': '&q=nobody',
  };
  const queries = {
    first: '',
    last: `&after=${cursor}`,
    middle: `&after=${middle}`,
    'filter status=canceled': '&status=canceled',
    'filter status=canceled, deep': `&status=canceled&after=${middle}`,
    'filter booking_calendar': `&booking_calendar=${company.calendars[7]}`,
    'filter booking_calendar, deep': `&booking_calendar=${company.calendars[7]}&after=${middle}`,
    'filter owner': `&owner=${company.hosts[7]}`,
    'filter host': `&host=${company.hosts[7]}`,
    'filter last_updated_time.gt, the last 1,000': `&last_updated_time.gt=${recent}`,
    'filter last_updated_time.gt, nothing new': `&last_updated_time.gt=${new Date(creationTime(count) + 86_400_000).toISOString()}`,
    'filter last_updated_time, two hours of long ago': `&last_updated_time.gt=${middleTime}&last_updated_time.lt=${new Date(Date.parse(middleTime) + 7_200_000).toISOString()}`,
    'filter starting_time, two hours of long ago': `&starting_time.gt=${middleTime}&starting_time.lt=${new Date(Date.parse(middleTime) + 7_200_000).toISOString()}`,
    'filter owner, status and starting_time.gt: nothing': `&owner=${company.hosts[7]}&status=no_show&starting_time.gt=${recent}`,
    'filter creation_time.lt, half way': `&creation_time.lt=${new Date(creationTime(count / 2)).toISOString()}`,
    ...searches,
    'search for a name that many have, deep': `&q=carrie&after=${middle}`,
    'search for two names': '&q=carrie+customer',
    'search for either of two names, canceled': '&q=carrie+OR+hartie&status=canceled',
    'search for what is in the oldest tenth alone': '&q=kick-off',
    'search for the name of a calendar': '&q=%22calendar+7%22',
    'search for one letter': '&q=c',
    'search for a name, of one host': `&q=carrie&host=${company.hosts[8]}`,
  };
  const daybook = await startDaybookProcess({ DATABASE_URL: database.url });
  const client = new Client(daybook.url);
  try {
    const milliseconds = await inTurns(client, company.key, queries, turns);
    return Object.entries(milliseconds).map(([name, value]): Row => {
      const ratio = value / milliseconds.first;
      const row = { name: `page of ${perPage}, ${name}`, value, unit: 'ms' };
      if (name === 'first') return row;
      const compared = { ...row, baseline: `page 1, ${milliseconds.first.toFixed(2)} ms`, ratio };
      if (name in searches)
        return { ...compared, target: `<= ${searchAtMost} times page 1`, pass: ratio <= searchAtMost };
      if (name !== 'last') return compared;
      const deep = `page ${lastPage.toLocaleString('en')} of ${perPage}`;
      return { ...compared, name: deep, target: `<= ${atMost} times page 1`, pass: ratio <= atMost };
    });
  } finally {
    await client.close();
    await daybook.stop();
  }
}

/** Median milliseconds of each query; the first fifth of the turns warms up and does not count. */
async function inTurns<Name extends string>(
  client: Client,
  key: string,
  queries: Record<Name, string>,
  turns: number,
): Promise<Record<Name, number>> {
  const names = Object.keys(queries) as Name[];
  const taken = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (let turn = -Math.ceil(turns / 5); turn < turns; turn++) {
    for (const name of names) {
      const begin = performance.now();
      const path = `/v2/bookings?limit=${perPage}${queries[name]}`;
      const { statusCode, body } = await client.request({ method: 'GET', path, headers: { 'API-Key': key } });
      const { data } = (await body.json()) as { data: unknown[] };
      if (statusCode !== 200 || (data.length === 0 && !name.includes('nothing')))
        throw new Error(`${path}: ${statusCode}, ${data?.length} bookings`);
      if (turn >= 0) taken.get(name)!.push(performance.now() - begin);
    }
  }
  return Object.fromEntries(names.map((name) => [name, median(taken.get(name)!)])) as Record<Name, number>;
}

if (import.meta.main) console.table(await lists({ quick: process.argv.includes('--quick') }));
