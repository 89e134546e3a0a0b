import { clashes, joinableStarts } from './busy.ts';
import { beforeBookableDays } from './candidates.ts';
import { type CapReached, capsReached } from './caps.ts';
import { dateOfDay, dayMs, minuteMs } from './days.ts';
import { type Grid, gridOf } from './grid.ts';
import { daysOfStarts, horizonDays } from './horizon.ts';
import { hoursByDay, openIntervals } from './hours.ts';
import { earliestStart } from './lead-time.ts';
import { allApart, canSeat, personsOf } from './panel.ts';
import type { DayHours, Host, Rules, Standing } from './question.ts';
import { offsetAt } from './zone.ts';

/** A rule that keeps a start from being offered, with its facts. Instants in epoch ms, dates are the host's. */
export type Reason =
  | { rule: 'not_published' }
  | { rule: 'past'; now: number }
  | { rule: 'lead_time'; earliest: number }
  /** `latest` is null when the horizon leaves no day at all; `earliest` stands only with a fixed range. */
  | { rule: 'horizon'; latest: string | null; earliest?: string }
  | ({ rule: 'cap' } & CapReached)
  | { rule: 'outside_hours'; date: string; hours: DayHours }
  /** Working hours end at `openUntil`, before the meeting would. */
  | { rule: 'does_not_fit'; openUntil: number }
  | { rule: 'off_grid' }
  | { rule: 'busy'; start: number; end: number }
  /** The meeting is clear of this busy interval, its buffer is not. */
  | { rule: 'buffer'; start: number; end: number };

/**
 * For each host, in order, every rule that excludes the instant (epoch ms) as a start. In a pool an empty list means that
 * this host is free there; in a panel the start is offered when all lists are empty, and grid, lead time, horizon and caps
 * stand in the first host's list. What keeps the required people away, and
 * everybody of a group of whom one is needed, stands in the list of each host who leads; somebody who is needed in two places of
 * the meeting is busy with it. Agrees with `judge` for every instant.
 */
export function why(standing: Standing, instant: number): Reason[][] {
  const { hosts, rules, now, mode, required = [], oneOf = [] } = standing;
  const grid = gridOf(rules);
  return hosts.map((host, index) => {
    const leads = mode === 'any' || index === 0;
    const reasons: Reason[] = rules.published ? [] : [{ rule: 'not_published' }];
    if (leads) {
      const together = [...(mode === 'any' ? [host] : hosts), ...required];
      reasons.push(
        ...tooSoon(host, rules, now, instant),
        ...tooLate(together, rules, grid, now, instant),
        ...tooMany(host, rules, instant),
      );
    }
    reasons.push(...notOpen(host, rules, leads ? grid : undefined, instant));
    reasons.push(...clashes(host, rules, instant, joinableStarts(host, rules).has(instant)));
    for (const other of leads ? required : []) reasons.push(...notFree(other, rules, instant));
    if (leads) reasons.push(...notSeated([...(mode === 'any' ? [host] : hosts), ...required], oneOf, rules, instant));
    return reasons;
  });
}

/** What keeps everybody of a group away, or that the few who are free cannot be in two places of the meeting. */
function notSeated(
  people: readonly Host[],
  groups: readonly (readonly Host[])[],
  rules: Rules,
  instant: number,
): Reason[] {
  const found = groups.map((group) => group.map((other) => notFree(other, rules, instant)));
  const closed = found.filter((each) => !each.some((list) => list.length === 0)).flat(2);
  if (closed.length > 0 || groups.some((group) => group.length === 0)) return closed;
  const free = groups.map((group, i) => group.filter((_, at) => found[i]![at]!.length === 0));
  if (allApart(people) && canSeat(free, personsOf(people))) return [];
  return [{ rule: 'busy', start: instant, end: instant + rules.durationMinutes * minuteMs }];
}

/** What keeps somebody away who takes part without leading. */
function notFree(host: Host, rules: Rules, instant: number): Reason[] {
  return [
    ...notOpen(host, rules, undefined, instant),
    ...clashes(host, rules, instant, joinableStarts(host, rules).has(instant)),
  ];
}

function tooSoon(host: Host, rules: Rules, now: number, instant: number): Reason[] {
  const reasons: Reason[] = [];
  if (instant < now) reasons.push({ rule: 'past', now });
  const earliest = earliestStart(rules.leadTime, host.hours.zone, now);
  if (instant < earliest && earliest > now) reasons.push({ rule: 'lead_time', earliest });
  return reasons;
}

function tooLate(hosts: readonly Host[], rules: Rules, grid: Grid, now: number, instant: number): Reason[] {
  const { horizon } = rules;
  const { zone } = hosts[0]!.hours;
  const day = wallClockAt(zone, instant).day;
  if (horizon.kind === 'bookable_days') {
    const starts = beforeBookableDays(hosts, rules, grid, now, instant + 1);
    const days = daysOfStarts(zone, starts).filter((bookable) => bookable < day);
    if (days.length < horizon.days) return [];
    return [{ rule: 'horizon', latest: horizon.days > 0 ? dateOfDay(days[horizon.days - 1]!) : null }];
  }
  const { first, last } = horizonDays(horizon, zone, now);
  if (day >= first && day <= last) return [];
  const latest = dateOfDay(last);
  return [horizon.kind === 'range' ? { rule: 'horizon', latest, earliest: horizon.from } : { rule: 'horizon', latest }];
}

function tooMany(host: Host, rules: Rules, instant: number): Reason[] {
  const reached = capsReached(host, rules);
  if (reached === undefined || joinableStarts(host, rules).has(instant)) return [];
  return reached(wallClockAt(host.hours.zone, instant).day).map((cap) => ({ rule: 'cap', ...cap }));
}

function notOpen(host: Host, rules: Rules, grid: Grid | undefined, instant: number): Reason[] {
  const { zone } = host.hours;
  const { day, minute } = wallClockAt(zone, instant);
  const hoursOf = hoursByDay(host.hours);
  const hours = hoursOf(day);
  const end = instant + rules.durationMinutes * minuteMs;
  const [openFrom, openUntil] = openIntervals(zone, hoursOf, instant, end);
  if (openFrom !== instant) return [{ rule: 'outside_hours', date: dateOfDay(day), hours }];
  const reasons: Reason[] = [];
  if (openUntil! < end) reasons.push({ rule: 'does_not_fit', openUntil: openUntil! });
  if (grid !== undefined && !grid(hours).includes(minute)) reasons.push({ rule: 'off_grid' });
  return reasons;
}

function wallClockAt(zone: string, instant: number): { day: number; minute: number } {
  const wall = instant + offsetAt(zone, instant);
  const day = Math.floor(wall / dayMs);
  return { day, minute: (wall - day * dayMs) / minuteMs };
}
