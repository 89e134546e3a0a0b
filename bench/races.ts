import { Pool } from 'undici';
import type { Database } from '../src/db/pool.ts';
import { iso } from '../src/http/time.ts';
import { type Company, makeCalendar } from './database.ts';
import type { Row } from './row.ts';
import { guestEmail, startOfSlot } from './slot-plan.ts';

const clients = 64;
const meetingMs = { half: 30 * 60_000, whole: 60 * 60_000 };

interface Answer {
  status: number;
  id?: string;
  param?: string;
}

/**
 * 64 clients at once for the same time of one host: on one slot of one calendar, and on overlapping starts of two calendars
 * with meetings of 30 and 60 minutes. Each race is held `times` times, on different days.
 */
export async function races(url: string, db: Database, company: Company, times: number): Promise<Row[]> {
  const { accountId, key, hosts, calendars } = company;
  const pool = new Pool(url, { connections: clients });
  const book = async (calendar: string, start: number, guest: number): Promise<Answer> => {
    const { statusCode, body } = await pool.request({
      method: 'POST',
      path: `/v2/booking-calendars/${calendar}/schedule`,
      headers: { 'API-Key': key, 'Content-Type': 'application/json' },
      body: JSON.stringify({
        start_time: iso(start),
        guest_time_zone: 'Europe/Paris',
        booking_form: { name: `Racer ${guest}`, email: guestEmail(guest) },
      }),
    });
    return { status: statusCode, ...((await body.json()) as object) };
  };
  try {
    const half = calendars[0]!;
    const whole = await db.system((tx) => makeCalendar(tx, accountId, hosts[0]!, 'An hour', 60));
    const oneSlot = await hold(times, (day) => {
      const start = startOfSlot(16 * day, 700);
      return Array.from({ length: clients }, (_, guest) => book(half, start, 1e9 + guest));
    });
    const taken: [number, number][] = [];
    const overlapping = await hold(times, (day) =>
      Array.from({ length: clients }, async (_, guest) => {
        const long = guest % 2 === 1;
        // Quarter-hours from nine on, so that neighbours overlap.
        const start = startOfSlot(16 * day, 900) + 15 * 60_000 * (Math.floor(guest / 2) % 29);
        const answer = await book(long ? whole : half, start, 2e9 + guest);
        if (answer.status === 200) taken.push([start, start + (long ? meetingMs.whole : meetingMs.half)]);
        return answer;
      }),
    );
    return [
      row('races for one slot that had exactly one winner', oneSlot, (race) => accepted(race) === 1),
      row('races of overlapping meetings without a double booking', overlapping, (race) => accepted(race) > 0, [
        overlaps(taken),
      ]),
    ];
  } finally {
    await pool.close();
  }
}

async function hold(times: number, start: (day: number) => Promise<Answer>[]): Promise<Answer[][]> {
  const held: Answer[][] = [];
  for (let day = 0; day < times; day++) held.push(await Promise.all(start(day)));
  return held;
}

const accepted = (race: readonly Answer[]) => race.filter((each) => each.status === 200).length;

function overlaps(taken: [number, number][]): number {
  taken.sort((a, b) => a[0] - b[0]);
  return taken.filter(([start], i) => i > 0 && start < taken[i - 1]![1]).length;
}

/** Whoever lost must be told that the start is at fault. */
function row(name: string, held: Answer[][], fair: (race: Answer[]) => boolean, faults: number[] = []): Row {
  const orderly = (each: Answer) => each.status === 200 || (each.status === 400 && each.param === 'start_time');
  const good = faults.some((count) => count > 0) ? 0 : held.filter((race) => fair(race) && race.every(orderly)).length;
  return { name, value: good, unit: `of ${held.length}`, target: 'all', pass: good === held.length };
}
