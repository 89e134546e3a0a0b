import { dateOfDay, dayMs, dayOfDate, minuteMs, weekdayOfDay } from './days.ts';
import type { DayHours, Hours } from './question.ts';
import { offsetAt, stretchAt, stretches } from './zone.ts';

/** Finds the hours of a day number: its override, else its weekday's. */
export type HoursOfDay = (day: number) => DayHours;

/** Prepares the look-up by day number; an override whose key is no calendar date is a RangeError. */
export function hoursByDay(hours: Hours): HoursOfDay {
  const { weekly } = hours;
  if (hours.overrides.size === 0) return (day) => weekly[weekdayOfDay(day)]!;
  const overrides = new Map<number, DayHours>();
  for (const [date, replacement] of hours.overrides) overrides.set(dayOfDate(date), replacement);
  return (day) => overrides.get(day) ?? weekly[weekdayOfDay(day)]!;
}

/**
 * When the host is open, as flat ascending [start, end) pairs in epoch ms, within [from, to): the instants whose wall
 * clock lies in its date's hours. Pieces that touch, be it across blocks, midnight or a clock change, are one pair.
 * Inside a stretch of constant offset an instant is the wall clock minus the offset, so a repeated hour opens twice and a
 * skipped one not at all.
 */
export function openIntervals(zone: string, hoursOf: HoursOfDay, from: number, to: number): number[] {
  const open: number[] = [];
  const { starts, offsets } = stretches(zone, from, to);
  for (let i = stretchAt({ starts, offsets }, from); i < starts.length && starts[i]! < to; i++) {
    const offset = offsets[i]!;
    const low = Math.max(starts[i]!, from);
    const high = Math.min(starts[i + 1] ?? to, to);
    const lastDay = Math.floor((high - 1 + offset) / dayMs);
    for (let day = Math.floor((low + offset) / dayMs); day <= lastDay; day++) {
      const midnight = day * dayMs - offset;
      for (const block of hoursOf(day)) {
        const start = Math.max(low, midnight + block[0] * minuteMs);
        const end = Math.min(high, midnight + block[1] * minuteMs);
        if (start >= end) continue;
        if (open.length > 0 && open[open.length - 1] === start) open[open.length - 1] = end;
        else open.push(start, end);
      }
    }
  }
  return open;
}

/** A block of working hours: the host's date and the block's place in that date's hours. */
export interface Block {
  date: string;
  index: number;
}

/** The block of working hours that holds the instant (epoch ms), or undefined outside them. Unknown zone: RangeError. */
export function blockAt(hours: Hours, instant: number): Block | undefined {
  const wall = instant + offsetAt(hours.zone, instant);
  const day = Math.floor(wall / dayMs);
  const date = dateOfDay(day);
  const minute = (wall - day * dayMs) / minuteMs;
  const ofDate = hours.overrides.get(date) ?? hours.weekly[weekdayOfDay(day)]!;
  const index = ofDate.findIndex(([start, end]) => minute >= start && minute < end);
  return index < 0 ? undefined : { date, index };
}
