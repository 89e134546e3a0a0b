import { dayMs, minuteMs } from './days.ts';
import type { HoursOfDay } from './hours.ts';
import type { DayHours, Rules } from './question.ts';
import { stretchAt, stretches } from './zone.ts';

/** Finds the wall-clock minutes of a date at which a meeting may start, ascending, from that date's hours. */
export type Grid = (hours: DayHours) => readonly number[];

/**
 * The grid of a calendar: in each block the first allowed mark, then always the first mark at least the spacing later.
 * Blocks of a date that touch are one block here, since the spacing is a promise about starts and the seam between them only
 * parts meeting locations.
 */
export function gridOf(rules: Rules): Grid {
  const allowed = new Uint8Array(60);
  for (const mark of rules.startMinutes) allowed[mark] = 1;
  const known = new Map<number, readonly number[]>();

  const gridOfBlock = (start: number, end: number): readonly number[] => {
    const key = start * 1441 + end;
    let minutes = known.get(key);
    if (minutes === undefined) {
      minutes = marksBetween(allowed, start, end, rules.spacingMinutes);
      known.set(key, minutes);
    }
    return minutes;
  };

  return (hours) => {
    if (hours.length === 1) return gridOfBlock(hours[0]![0], hours[0]![1]);
    const minutes: number[] = [];
    for (let i = 0; i < hours.length; i++) {
      const start = hours[i]![0];
      while (i + 1 < hours.length && hours[i]![1] === hours[i + 1]![0]) i++;
      minutes.push(...gridOfBlock(start, hours[i]![1]));
    }
    return minutes;
  };
}

function marksBetween(allowed: Uint8Array, start: number, end: number, spacing: number): number[] {
  const minutes: number[] = [];
  let next = start;
  for (let minute = start; minute < end; minute++) {
    if (minute < next || allowed[minute % 60] === 0) continue;
    minutes.push(minute);
    next = minute + spacing;
  }
  return minutes;
}

/** Which starts of a host's day may pass: all, none, or only those in the set. */
export type DayPass = (day: number) => 'all' | 'none' | ReadonlySet<number>;

/** Ascending instants in [from, to), epoch ms, whose wall clock stands on the grid of its date, where the day lets them pass. */
export function gridStarts(
  zone: string,
  hoursOf: HoursOfDay,
  grid: Grid,
  from: number,
  to: number,
  passOf: DayPass,
): number[] {
  const found: number[] = [];
  if (from >= to) return found;
  const { starts, offsets } = stretches(zone, from, to);
  for (let i = stretchAt({ starts, offsets }, from); i < starts.length && starts[i]! < to; i++) {
    const offset = offsets[i]!;
    const low = Math.max(starts[i]!, from);
    const high = Math.min(starts[i + 1] ?? to, to);
    const lastDay = Math.floor((high - 1 + offset) / dayMs);
    for (let day = Math.floor((low + offset) / dayMs); day <= lastDay; day++) {
      const pass = passOf(day);
      if (pass === 'none') continue;
      const midnight = day * dayMs - offset;
      const minutes = grid(hoursOf(day));
      for (let m = 0; m < minutes.length; m++) {
        const start = midnight + minutes[m]! * minuteMs;
        if (start >= low && start < high && (pass === 'all' || pass.has(start))) found.push(start);
      }
    }
  }
  return found;
}
