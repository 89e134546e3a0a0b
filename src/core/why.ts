import { clashes, joinableStarts } from './busy.ts';
import { bookableDaysBefore } from './candidates.ts';
import { type CapReached, capsReached } from './caps.ts';
import { dateOfDay, dayMs, minuteMs } from './days.ts';
import { type Grid, gridOf } from './grid.ts';
import { horizonDays } from './horizon.ts';
import { type HoursOfDay, hoursByDay, openIntervals } from './hours.ts';
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
  | { rule: 'buffer'; start: number; end: number }
  /** Those who are free cannot take all places of the meeting: there is nobody for one, or somebody would take two. */
  | { rule: 'panel' };

/**
 * For each host, in order, every rule that excludes the instant (epoch ms) as a start. In a pool an empty list means that
 * this host is free there; in a panel the start is offered when all lists are empty, and grid, lead time, horizon and caps
 * stand in the first host's list. What keeps the required people away, and
 * everybody of a group of whom one is needed, stands in the list of each host who leads. Agrees with `judge` for every instant.
 */
export function why(standing: Standing, instant: number): Reason[][] {
  const reasonsOf = explain(standing);
  return standing.hosts.map((_, host) => reasonsOf(host, instant));
}

/**
 * The same, made ready for many questions: gives what excludes an instant for one of the hosts, by his index. `brief` says
 * `panel` for a group of which nobody is free, instead of what keeps each of them away.
 */
export function explain(standing: Standing, brief = false): (host: number, instant: number) => Reason[] {
  const { rules, now, mode, required = [] } = standing;
  const grid = gridOf(rules);
  const hosts = standing.hosts.map((host) => makeReady(host, rules));
  const needed = required.map((host) => makeReady(host, rules));
  const notSeated = seating(standing, brief);
  const leaders = hosts.map((host, index) => {
    if (mode === 'all' && index > 0) return undefined;
    const together = [...(mode === 'any' ? [host] : hosts), ...needed];
    const people = together.map((each) => each.host);
    return { people, tooLate: tooLate(people, rules, grid, now), tooMany: tooMany(host, rules) };
  });
  return (index, instant) => {
    const host = hosts[index]!;
    const leader = leaders[index];
    const reasons: Reason[] = rules.published ? [] : [{ rule: 'not_published' }];
    if (leader === undefined) return [...reasons, ...host.notFree(instant)];
    const { day, minute } = wallClockAt(host.host.hours.zone, instant);
    reasons.push(...tooSoon(host.host, rules, now, instant), ...leader.tooLate(day), ...leader.tooMany(day, instant));
    const closed = notOpen(host, rules, instant);
    reasons.push(...closed);
    const outside = closed.some((reason) => reason.rule === 'outside_hours');
    if (!outside && !grid(host.hoursOf(day)).includes(minute)) reasons.push({ rule: 'off_grid' });
    reasons.push(...clashes(host.host, rules, instant, host.joinable.has(instant)));
    for (const other of needed) reasons.push(...other.notFree(instant));
    reasons.push(...notSeated(leader.people, instant));
    return reasons;
  };
}

/** Somebody, with what is asked of him for every instant. */
interface Ready {
  host: Host;
  hoursOf: HoursOfDay;
  joinable: ReadonlySet<number>;
  /** What keeps him away as somebody who takes part without leading; kept, since each who leads asks for it. */
  notFree(instant: number): Reason[];
}

function makeReady(host: Host, rules: Rules): Ready {
  const ready: Ready = {
    host,
    hoursOf: hoursByDay(host.hours),
    joinable: joinableStarts(host, rules),
    notFree: keep((instant) => [
      ...notOpen(ready, rules, instant),
      ...clashes(host, rules, instant, ready.joinable.has(instant)),
    ]),
  };
  return ready;
}

/** The same answers, each found once. */
function keep<Answer>(find: (key: number) => Answer): (key: number) => Answer {
  const known = new Map<number, Answer>();
  return (key) => {
    const found = known.get(key) ?? find(key);
    known.set(key, found);
    return found;
  };
}

/** What keeps everybody of a group away, or that those who are free cannot take all places beside these people. */
function seating(
  { oneOf = [], rules }: Standing,
  brief: boolean,
): (people: readonly Host[], instant: number) => Reason[] {
  const groups = oneOf.map((group) => group.map((host) => makeReady(host, rules)));
  const stateAt = keep((instant) => {
    const free = groups.map((group) => group.filter((each) => each.notFree(instant).length === 0));
    const away = groups.filter((_, index) => free[index]!.length === 0).flat();
    return {
      free: free.map((group) => group.map((each) => each.host)),
      away: brief ? [] : away.flatMap((each) => each.notFree(instant)),
    };
  });
  return (people, instant) => {
    const { free, away } = stateAt(instant);
    if (away.length > 0) return away;
    return allApart(people) && canSeat(free, personsOf(people)) ? [] : [{ rule: 'panel' }];
  };
}

function tooSoon(host: Host, rules: Rules, now: number, instant: number): Reason[] {
  const reasons: Reason[] = [];
  if (instant < now) reasons.push({ rule: 'past', now });
  const earliest = earliestStart(rules.leadTime, host.hours.zone, now);
  if (instant < earliest && earliest > now) reasons.push({ rule: 'lead_time', earliest });
  return reasons;
}

function tooLate(hosts: readonly Host[], rules: Rules, grid: Grid, now: number): (day: number) => Reason[] {
  const { horizon } = rules;
  const { zone } = hosts[0]!.hours;
  if (horizon.kind === 'bookable_days') {
    const before = keep((day) => bookableDaysBefore(hosts, rules, grid, now, day, horizon.days));
    return (day) => {
      const days = before(day);
      if (days.length < horizon.days) return [];
      return [{ rule: 'horizon', latest: horizon.days > 0 ? dateOfDay(days[horizon.days - 1]!) : null }];
    };
  }
  const { first, last } = horizonDays(horizon, zone, now);
  return (day) => {
    if (day >= first && day <= last) return [];
    const latest = dateOfDay(last);
    return [
      horizon.kind === 'range' ? { rule: 'horizon', latest, earliest: horizon.from } : { rule: 'horizon', latest },
    ];
  };
}

function tooMany({ host, joinable }: Ready, rules: Rules): (day: number, instant: number) => Reason[] {
  const reached = capsReached(host, rules);
  return (day, instant) => {
    if (reached === undefined || joinable.has(instant)) return [];
    return reached(day).map((cap) => ({ rule: 'cap', ...cap }));
  };
}

function notOpen({ host, hoursOf }: Ready, rules: Rules, instant: number): Reason[] {
  const { zone } = host.hours;
  const end = instant + rules.durationMinutes * minuteMs;
  const [openFrom, openUntil] = openIntervals(zone, hoursOf, instant, end);
  if (openFrom !== instant) {
    const { day } = wallClockAt(zone, instant);
    return [{ rule: 'outside_hours', date: dateOfDay(day), hours: hoursOf(day) }];
  }
  return openUntil! < end ? [{ rule: 'does_not_fit', openUntil: openUntil! }] : [];
}

function wallClockAt(zone: string, instant: number): { day: number; minute: number } {
  const wall = instant + offsetAt(zone, instant);
  const day = Math.floor(wall / dayMs);
  return { day, minute: (wall - day * dayMs) / minuteMs };
}
