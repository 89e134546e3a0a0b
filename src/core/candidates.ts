import { joinableStarts } from './busy.ts';
import { capsReached } from './caps.ts';
import { freeStarts } from './free.ts';
import { type Grid, gridStarts } from './grid.ts';
import { dateReturnsWithinMs, horizonDays, onFirstBookableDays } from './horizon.ts';
import { hoursByDay } from './hours.ts';
import { earliestStart } from './lead-time.ts';
import type { Host, Rules } from './question.ts';

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
export function beforeBookableDays(
  hosts: readonly Host[],
  rules: Rules,
  grid: Grid,
  now: number,
  to: number,
): readonly number[] {
  return startsOf(hosts, rules, grid, now, now, to + dateReturnsWithinMs);
}
