import type { DayHours, Hours } from '../core/question.ts';
import { type Day, type DayBlocks, days, type Overrides, type Weekly } from './schema.ts';

/** A host's schedule as the time engine reads it. `zone` is an IANA name. */
export function hoursOf(zone: string, weekly: Weekly, overrides: Overrides): Hours {
  return {
    zone,
    weekly: days.map((day) => minutesOf(weekly[day] ?? [])),
    overrides: new Map(Object.entries(overrides).map(([date, blocks]) => [date, minutesOf(blocks)])),
  };
}

function minutesOf(blocks: DayBlocks): DayHours {
  return blocks.map((block) => [block.start, block.end] as const);
}

/** The blocks that hold on a date (`YYYY-MM-DD`): the override's, else the weekday's. */
export function blocksOn(date: string, weekly: Weekly, overrides: Overrides): DayBlocks {
  return overrides[date] ?? weekly[weekdayOf(date)] ?? [];
}

/** The weekday of a date (`YYYY-MM-DD`). */
export function weekdayOf(date: string): Day {
  // 1970-01-01 was a Thursday, the fourth day of a week that begins on Monday.
  const day = Math.floor(Date.parse(`${date}T00:00:00Z`) / 86_400_000) + 3;
  return days[((day % 7) + 7) % 7]!;
}
