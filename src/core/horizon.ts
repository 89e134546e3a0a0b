import { dayMs, dayOfDate } from './days.ts';
import type { Horizon } from './question.ts';
import { dayAt, stretchAt, stretches } from './zone.ts';

/** Day numbers of the host's dates (see days.ts), both inclusive; infinite where there is no limit. */
export interface DayRange {
  first: number;
  last: number;
}

/** The host's dates that the horizon leaves open at `now`. Bookable days set no limit here: they need the slots first. */
export function horizonDays(horizon: Horizon, zone: string, now: number): DayRange {
  switch (horizon.kind) {
    case 'days':
      return { first: -Infinity, last: dayAt(zone, now) + horizon.days };
    case 'range':
      return { first: dayOfDate(horizon.from), last: dayOfDate(horizon.to) };
    default:
      return { first: -Infinity, last: Infinity };
  }
}

/** For each of these ascending starts its host date as a day number. */
function dayOfEach(zone: string, starts: readonly number[]): number[] {
  const days: number[] = [];
  if (starts.length === 0) return days;
  const known = stretches(zone, starts[0]!, starts[starts.length - 1]!);
  let i = stretchAt(known, starts[0]!);
  for (const start of starts) {
    while (i + 1 < known.starts.length && known.starts[i + 1]! <= start) i++;
    days.push(Math.floor((start + known.offsets[i]!) / dayMs));
  }
  return days;
}

/** The day numbers in ascending order, each once. A clock set back over midnight shows a date again after the next. */
function distinct(days: readonly number[]): number[] {
  const changes = days.filter((day, i) => day !== days[i - 1]);
  return [...new Set(changes)].sort((a, b) => a - b);
}

/** The host's dates on which these ascending starts lie, as ascending day numbers, each once. */
export function daysOfStarts(zone: string, starts: readonly number[]): number[] {
  return distinct(dayOfEach(zone, starts));
}

/** Of these ascending starts those on the first `count` host dates that have any. */
export function onFirstBookableDays(zone: string, starts: readonly number[], count: number): readonly number[] {
  const dayOf = dayOfEach(zone, starts);
  const days = distinct(dayOf);
  if (days.length <= count) return starts;
  const end = days[count]!;
  return starts.filter((_, i) => dayOf[i]! < end);
}

/** How far past a start its host's date, or the one before, can come again: no clock was ever set back further. */
export const dateReturnsWithinMs = dayMs;
