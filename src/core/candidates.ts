import { joinableStarts } from './busy.ts';
import { capsReached } from './caps.ts';
import { dayMs } from './days.ts';
import { freeStarts } from './free.ts';
import { type Grid, gridStarts } from './grid.ts';
import { dateReturnsWithinMs, daysOfStarts, horizonDays, onFirstBookableDays } from './horizon.ts';
import { hoursByDay } from './hours.ts';
import { earliestStart } from './lead-time.ts';
import type { Host, Rules } from './question.ts';
import { dayAt, firstInstantOfDay } from './zone.ts';

/**
 * Ascending starts in [from, to), epoch ms, that the leading host's grid, lead time, horizon and caps allow and that every
 * one of `hosts` can take. `hosts[0]` leads. Bookable days are not counted yet.
 */
function startsOf(
  hosts: readonly Host[],
  rules: Rules,
  grid: Grid,
  now: number,
  from: number,
  to: number,
): readonly number[] {
  const leader = hosts[0]!;
  const { zone } = leader.hours;
  const reached = capsReached(leader, rules);
  const joinable = joinableStarts(leader, rules);
  const { first, last } = horizonDays(rules.horizon, zone, now);
  const earliest = Math.max(from, earliestStart(rules.leadTime, zone, now));
  let starts: readonly number[] = gridStarts(zone, hoursByDay(leader.hours), grid, earliest, to, (day) => {
    if (day < first || day > last) return 'none';
    return reached !== undefined && reached(day).length > 0 ? joinable : 'all';
  });
  for (const host of hosts) starts = freeStarts(host, rules, starts);
  return starts;
}

/**
 * Ascending starts in [from, to), epoch ms, at which all of `hosts` can meet under every rule; `hosts[0]` leads with his
 * grid, lead time, horizon and caps.
 */
export function candidates(
  hosts: readonly Host[],
  rules: Rules,
  grid: Grid,
  now: number,
  from: number,
  to: number,
): readonly number[] {
  if (rules.horizon.kind !== 'bookable_days') return startsOf(hosts, rules, grid, now, from, to);
  const fromNow = beforeBookableDays(hosts, rules, grid, now, to);
  const kept = onFirstBookableDays(hosts[0]!.hours.zone, fromNow, rules.horizon.days);
  return kept.filter((start) => start >= from && start < to);
}

/**
 * What bookable days are counted from: ascending starts from `now` on that pass every other rule, complete for each host
 * date before the one of `to`.
 */
function beforeBookableDays(
  hosts: readonly Host[],
  rules: Rules,
  grid: Grid,
  now: number,
  to: number,
): readonly number[] {
  return startsOf(hosts, rules, grid, now, now, to + dateReturnsWithinMs);
}

/** How much is looked at in one go while bookable days are counted. */
const countedAtOnceMs = 40 * dayMs;

/**
 * The first bookable host dates before `day` (see days.ts), ascending and no more than `most`: those that have a start from
 * `now` on by every other rule. Looks no further ahead than it must, since the day may be thousands of years away.
 */
export function bookableDaysBefore(
  hosts: readonly Host[],
  rules: Rules,
  grid: Grid,
  now: number,
  day: number,
  most: number,
): number[] {
  const { zone } = hosts[0]!.hours;
  const end = firstInstantOfDay(zone, day) + dateReturnsWithinMs;
  const found = new Set<number>();
  let settled = 0;
  for (let from = now; from < end && settled < most; from += countedAtOnceMs) {
    const to = Math.min(from + countedAtOnceMs, end);
    for (const each of daysOfStarts(zone, startsOf(hosts, rules, grid, now, from, to))) found.add(each);
    // What starts later lies on this date or a later one, or on the one before if the clock is set back.
    const next = dayAt(zone, to) - 1;
    settled = [...found].filter((each) => each < next).length;
  }
  return [...found]
    .filter((each) => each < day)
    .sort((a, b) => a - b)
    .slice(0, most);
}
