import { joinableStarts } from './busy.ts';
import { dayMs, minuteMs } from './days.ts';
import { hoursByDay, openIntervals } from './hours.ts';
import { earliestStart } from './lead-time.ts';
import type { Host, Rules, Standing } from './question.ts';
import { listSlots } from './slots.ts';
import { explain, type Reason } from './why.ts';
import { daySpan, stretchAt, stretches } from './zone.ts';

/**
 * Minutes of a host's day, [start, end) in epoch ms, that the same rules close as starts of meetings. Without reasons the
 * stretch is on offer, at the `starts` in it that lie on the grid; a stretch that would be and has none is `off_grid`.
 */
export interface Stretch {
  start: number;
  end: number;
  reasons: Reason[];
  starts: number[];
}

/** A date of a host's calendar as instants [start, end), epoch ms, and all of it in stretches, in order. */
export interface HostDay {
  start: number;
  end: number;
  stretches: Stretch[];
}

/**
 * Explains a date `YYYY-MM-DD` for each host of a pool in his own zone, or for the host who leads a panel: where meetings
 * may start, and which rules close the rest. Minute by minute it says what `why` says, but for `off_grid`, which would cut
 * what is free into minutes, and for groups, of which it only says that nobody can come (`panel`). Unknown zone or no calendar date: RangeError.
 */
export function explainDay(standing: Standing, date: string): HostDay[] {
  const { hosts, mode, required = [] } = standing;
  const pool: Standing =
    mode === 'any'
      ? standing
      : { ...standing, mode: 'any', hosts: hosts.slice(0, 1), required: [...hosts.slice(1), ...required] };
  const reasonsOf = explain(pool, true);
  return pool.hosts.map((host, index) => {
    const { start, end } = daySpan(host.hours.zone, date);
    const own = { ...pool, hosts: [host] };
    const stretches = stretchesOf(changes(own, start, end), end, (instant) => reasonsOf(index, instant));
    addStarts(stretches, own, start, end);
    return { start, end, stretches };
  });
}

/** What lies between these instants, in order; neighbours with the same reasons are one. */
function stretchesOf(instants: readonly number[], end: number, reasonsAt: (instant: number) => Reason[]): Stretch[] {
  const found: Stretch[] = [];
  for (const [i, start] of instants.entries()) {
    const reasons = reasonsAt(start).filter((reason) => reason.rule !== 'off_grid');
    const stretch = { start, end: instants[i + 1] ?? end, reasons, starts: [] };
    const last = found.at(-1);
    if (last !== undefined && JSON.stringify(last.reasons) === JSON.stringify(reasons)) last.end = stretch.end;
    else found.push(stretch);
  }
  return found;
}

/** Gives the stretches that no rule closes the starts in them. What lies beyond the horizon is closed already. */
function addStarts(stretches: readonly Stretch[], standing: Standing, from: number, to: number): void {
  const rules: Rules = { ...standing.rules, horizon: { kind: 'none' } };
  const starts = [...listSlots({ ...standing, rules, from, to }).starts];
  for (const stretch of stretches) {
    if (stretch.reasons.length > 0) continue;
    stretch.starts = starts.filter((start) => start >= stretch.start && start < stretch.end);
    if (stretch.starts.length === 0) stretch.reasons = [{ rule: 'off_grid' }];
  }
}

/** The minutes in [start, end), counted from its start, at which something other than the grid can change; the first is one. */
function changes({ hosts, required = [], oneOf = [], rules, now }: Standing, start: number, end: number): number[] {
  const minutes = new Set<number>();
  const add = (instant: number) => {
    const minute = Math.max(start, start + Math.ceil((instant - start) / minuteMs) * minuteMs);
    if (minute < end) minutes.add(minute);
  };
  const leader = hosts[0]!;
  for (const instant of [start, now, earliestStart(rules.leadTime, leader.hours.zone, now)]) add(instant);
  for (const person of [leader, ...required, ...oneOf.flat()])
    for (const instant of edges(person, rules, start, end)) add(instant);
  return [...minutes].sort((a, b) => a - b);
}

/** The first instants, epoch ms, of whatever can change for somebody within [start, end). */
function* edges(host: Host, rules: Rules, start: number, end: number): Iterable<number> {
  const { zone } = host.hours;
  const duration = rules.durationMinutes * minuteMs;
  yield* dateChanges(zone, start, end);
  const open = openIntervals(zone, hoursByDay(host.hours), start, end + duration);
  for (let i = 0; i < open.length; i += 2) yield* [open[i]!, open[i + 1]!, open[i + 1]! - duration + 1];
  const before = rules.bufferBeforeMinutes * minuteMs;
  const after = rules.bufferAfterMinutes * minuteMs;
  for (let i = 0; i < host.busy.length; i += 2) {
    const [from, to] = [host.busy[i]!, host.busy[i + 1]!];
    if (to + before > start && from - duration - after < end)
      yield* [from - duration - after + 1, from - duration + 1, to, to + before];
  }
  for (const session of joinableStarts(host, rules))
    if (session >= start && session < end) yield* [session, session + 1];
}

/** Each midnight within [start, end), and each change of the clock, after which it may show another date. */
function* dateChanges(zone: string, start: number, end: number): Iterable<number> {
  const known = stretches(zone, start, end);
  for (let i = stretchAt(known, start); i < known.starts.length && known.starts[i]! < end; i++) {
    yield known.starts[i]!;
    const offset = known.offsets[i]!;
    const until = Math.min(known.starts[i + 1] ?? end, end);
    for (let day = Math.ceil((start + offset) / dayMs); day * dayMs - offset < until; day++) yield day * dayMs - offset;
  }
}
