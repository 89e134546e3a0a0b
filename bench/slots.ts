/**
 * CPU time of listing 60 days of slots for pools of 1, 10 and 100 hosts: Mon-Fri 9 to 5 in New York, a 30-minute meeting on
 * a 15-minute grid, 200 busy intervals per host, every host with data of his own. Run alone: `node bench/slots.ts`.
 */
import { oracleSlots } from '../src/core/oracle.test-support.ts';
import type { Host, Question } from '../src/core/question.ts';
import { listSlots } from '../src/core/slots.ts';
import type { Row } from './row.ts';

const minute = 60_000;
const day = 1440 * minute;
const days = 60;
const busyIntervals = 200;
const budgets = [
  { hosts: 1, milliseconds: 1.5 },
  { hosts: 10, milliseconds: 3 },
  { hosts: 100, milliseconds: 10 },
];

/** One row per pool size, and the plain Temporal walk they are compared with. Checks that both give the same slots. */
export async function slots(): Promise<Row[]> {
  const single = question(1);
  const expected = oracleSlots(single).map((slot) => slot.start);
  const actual = [...listSlots(single).starts];
  if (actual.join() !== expected.join()) throw new Error('the engine and the Temporal walk differ');

  const walk = medianCpu(() => oracleSlots(single), 1, 7);
  const rows: Row[] = [{ name: '1 host, quarter-hour Temporal walk', value: walk, unit: 'ms CPU' }];
  let oneHost = 0;
  for (const { hosts, milliseconds } of budgets) {
    const asked = question(hosts);
    const value = medianCpu(() => listSlots(asked), Math.max(2, 200 / hosts), 25);
    if (hosts === 1) oneHost = value;
    const baseline = hosts === 1 ? walk : oneHost * hosts;
    rows.push({
      name: `${hosts} host${hosts === 1 ? '' : 's'} x ${days} days x ${busyIntervals} busy`,
      value,
      unit: 'ms CPU',
      baseline: hosts === 1 ? 'the Temporal walk' : `${hosts} times one host`,
      ratio: Math.round((value / baseline) * 10_000) / 10_000,
      target: `<= ${milliseconds} ms`,
      pass: value <= milliseconds,
    });
  }
  return rows;
}

function question(hostCount: number): Question {
  const now = Date.UTC(2026, 9, 1, 12);
  return {
    now,
    from: now,
    to: now + days * day,
    mode: 'any',
    hosts: Array.from({ length: hostCount }, (_, i) => host(now, i)),
    rules: {
      durationMinutes: 30,
      bufferBeforeMinutes: 0,
      bufferAfterMinutes: 0,
      leadTime: { unit: 'hours', amount: 3 },
      horizon: { kind: 'days', days },
      caps: {},
      weekStart: 1,
      startMinutes: [0, 15, 30, 45],
      spacingMinutes: 15,
      published: true,
    },
  };
}

function host(now: number, seed: number): Host {
  const workday = (): [number, number][] => [[540, 1020]];
  const weekly = [workday(), workday(), workday(), workday(), workday(), [], []];
  const random = generator(seed + 1);
  const intervals = Array.from({ length: busyIntervals }, () => {
    const start =
      now - (now % day) + Math.floor(random() * days) * day + (13 * 4 + Math.floor(random() * 32)) * 15 * minute;
    return [start, start + (1 + Math.floor(random() * 4)) * 15 * minute] as const;
  });
  intervals.sort((a, b) => a[0] - b[0]);
  return {
    hours: { zone: 'America/New_York', weekly, overrides: new Map() },
    busy: Float64Array.from(intervals.flat()),
  };
}

/** Mulberry32: the same busy times in every run. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Median over `rounds` of the CPU time of one call, in ms, after two rounds to warm up. */
function medianCpu(work: () => unknown, callsPerRound: number, rounds: number): number {
  const samples: number[] = [];
  for (let round = -2; round < rounds; round++) {
    const before = process.cpuUsage();
    for (let call = 0; call < callsPerRound; call++) work();
    const { user, system } = process.cpuUsage(before);
    if (round >= 0) samples.push((user + system) / 1000 / callsPerRound);
  }
  const median = samples.sort((a, b) => a - b)[rounds >> 1]!;
  return Math.round(median * 10_000) / 10_000;
}

if (import.meta.main) console.table(await slots());
