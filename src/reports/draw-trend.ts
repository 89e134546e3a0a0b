import { calendarStretches } from '../core/calendar-stretches.ts';
import type { Tx } from '../db/pool.ts';
import { problem } from '../http/problem.ts';
import { iso } from '../http/time.ts';
import type { Counts, Scope, TrendQuery } from './schema.ts';
import { countPerStretch, type Within } from './store.ts';

/** More points than any chart can show. */
const mostPoints = 1000;

const nothing: Counts = { all: 0, requested: 0, scheduled: 0, rescheduled: 0, completed: 0, canceled: 0, no_show: 0 };

/** The numbers of each interval, empty ones too. Refused if there are more than a thousand. */
export async function drawTrend(tx: Tx, accountId: string, query: TrendQuery & Scope, zone: string, within: Within) {
  const starts = calendarStretches(query.interval, zone, query, mostPoints);
  if (starts === undefined) throw problem('too_many_intervals', { value: String(mostPoints) });
  const counted = new Map(
    (await countPerStretch(tx, accountId, query, starts, within)).map(({ id, ...counts }) => [id, counts]),
  );
  const points = starts.map((start, i) => ({ start: iso(start), ...(counted.get(i) ?? nothing) }));
  return { object: 'report_trend' as const, interval: query.interval, time_zone: zone, points };
}
