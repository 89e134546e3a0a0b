/**
 * How long an empty folder takes to the first booking over HTTP, how long the next start takes, and what an idle server
 * keeps in memory, PostgreSQL included. Run alone: `node bench/startup.ts`.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { BenchOptions } from './options.ts';
import { cpuMs, type DaybookProcess, familyOf, startDaybookProcess } from './processes.ts';
import { median } from './rounds.ts';
import type { Row } from './row.ts';

const firstBookingWithin = 60;
const secondStartWithin = 2;
const idleUnder = 300;
const key = 'bench_0123456789abcdef';

export async function startup({ quick }: BenchOptions): Promise<Row[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'daybook-bench-start-'));
  const env = { DATA_DIR: folder, DEMO_API_KEY: key };
  try {
    const begin = performance.now();
    const first = await startDaybookProcess(env);
    const ready = first.readyMs / 1000;
    await bookSomething(first);
    const booked = (performance.now() - begin) / 1000;
    await first.stop();

    const starts: number[] = [];
    const cpu: number[] = [];
    for (let i = 0; i < (quick ? 1 : 5); i++) {
      const next = await startDaybookProcess(env);
      starts.push(next.readyMs / 1000);
      cpu.push(((await cpuMs(next.pid)) ?? 0) / 1000);
      await next.stop();
    }
    const again = median(starts);
    return [
      { name: 'first start, with the demo, until ready', value: ready, unit: 's' },
      {
        name: 'empty folder to first booking',
        value: booked,
        unit: 's',
        target: `< ${firstBookingWithin} s`,
        pass: booked < firstBookingWithin,
      },
      {
        name: 'second start until ready',
        value: again,
        unit: 's',
        baseline: `the first start, ${ready.toFixed(1)} s`,
        ratio: again / ready,
        target: `< ${secondStartWithin} s`,
        pass: again < secondStartWithin,
      },
      { name: "second start, CPU of the server's process", value: median(cpu), unit: 's' },
      ...(await idleMemory(env, quick ? 3 : 10)),
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What a newcomer does: look at the calendars, at the free times of one, and take the first. */
async function bookSomething(daybook: DaybookProcess): Promise<void> {
  const call = async (route: string, body?: unknown) => {
    const headers = { 'API-Key': key, 'Content-Type': 'application/json' };
    const request = body === undefined ? { headers } : { method: 'POST', headers, body: JSON.stringify(body) };
    const response = await fetch(daybook.url + route, request);
    if (!response.ok) throw new Error(`${route}: ${response.status} ${await response.text()}`);
    return response.json();
  };
  const calendars = (await call('/v2/booking-calendars')) as { data: { id: string }[] };
  const route = `/v2/booking-calendars/${calendars.data.at(-1)!.id}`;
  const slots = (await call(`${route}/time-slots`)) as { start_time: string }[];
  await call(`${route}/schedule`, {
    start_time: slots[0]!.start_time,
    guest_time_zone: 'America/New_York',
    booking_form: { name: 'Carrie Customer', email: 'carrie.customer@example.com' },
  });
}

/** Proportional memory of the process and all that it started, as Linux counts it; nothing elsewhere. */
async function idleMemory(env: Record<string, string>, seconds: number): Promise<Row[]> {
  if (process.platform !== 'linux') return [];
  const daybook = await startDaybookProcess(env);
  try {
    await delay(seconds * 1000);
    const own = await megabytes([daybook.pid]);
    const tree = await megabytes(await familyOf(daybook.pid));
    return [
      {
        name: `memory, idle for ${seconds} s, PostgreSQL included`,
        value: tree,
        unit: 'MB',
        baseline: `the server's own process, ${Math.round(own)} MB`,
        ratio: tree / own,
        target: `< ${idleUnder} MB`,
        pass: tree < idleUnder,
      },
    ];
  } finally {
    await daybook.stop();
  }
}

async function megabytes(pids: readonly number[]): Promise<number> {
  let kilobytes = 0;
  for (const pid of pids) {
    const text = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '');
    kilobytes += Number(/^Pss:\s+(\d+)/m.exec(text)?.[1] ?? 0);
  }
  return kilobytes / 1024;
}

if (import.meta.main) console.table(await startup({ quick: process.argv.includes('--quick') }));
