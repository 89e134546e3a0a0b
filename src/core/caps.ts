import { monthOfDay, weekOfDay } from './days.ts';
import type { Host, Rules } from './question.ts';
import { dayAt } from './zone.ts';

/** A cap that the host has reached in the period: `count` is at or above `limit`. */
export interface CapReached {
  period: 'day' | 'week' | 'month';
  limit: number;
  count: number;
}

/**
 * Prepares the question which caps the host has reached on a day number; undefined when the calendar has none. Days,
 * weeks and months are those of the host's zone, weeks begin on the account's weekday.
 */
export function capsReached(host: Host, rules: Rules): ((day: number) => CapReached[]) | undefined {
  const { caps, weekStart } = rules;
  const periods = [
    { period: 'day', limit: caps.day, idOf: (day: number) => day },
    { period: 'week', limit: caps.week, idOf: (day: number) => weekOfDay(day, weekStart) },
    { period: 'month', limit: caps.month, idOf: monthOfDay },
  ] as const;
  const capped = periods.flatMap(({ period, limit, idOf }) =>
    limit === undefined ? [] : [{ period, limit, idOf, counts: new Map<number, number>() }],
  );
  if (capped.length === 0) return undefined;

  for (const start of host.counted ?? []) {
    const day = dayAt(host.hours.zone, start);
    for (const { idOf, counts } of capped) counts.set(idOf(day), (counts.get(idOf(day)) ?? 0) + 1);
  }
  return (day) =>
    capped.flatMap(({ period, limit, idOf, counts }) => {
      const count = counts.get(idOf(day)) ?? 0;
      return count >= limit ? [{ period, limit, count }] : [];
    });
}
