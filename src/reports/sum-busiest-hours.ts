import type { Tx } from '../db/pool.ts';
import type { Scope } from './schema.ts';
import { countPerHour, type Within } from './store.ts';

const days = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** How many activities began in each hour of the week, by the clock on the wall of the zone. */
export async function sumBusiestHours(tx: Tx, accountId: string, scope: Scope, zone: string, within: Within) {
  const week = days.map((day) => ({ day, hours: new Array<number>(24).fill(0) }));
  for (const { day, hour, found } of await countPerHour(tx, accountId, scope, zone, within))
    week[day - 1]!.hours[hour] = found;
  return { object: 'report_busiest_hours' as const, time_zone: zone, days: week };
}
