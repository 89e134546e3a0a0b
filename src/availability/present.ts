import { weekdayOf } from './hours.ts';
import { clock, type DayBlocks, days } from './schema.ts';
import type { ScheduleRow } from './store.ts';

/** A user's availability as the API shows it. Overrides of dates before `from` (`YYYY-MM-DD`) are left out. */
export function presentSchedule(row: ScheduleRow, from = '') {
  return {
    object: 'schedule' as const,
    timezone: row.timezone,
    weekly: days.flatMap((day) => {
      const blocks = row.weekly[day];
      return blocks === undefined ? [] : [{ day, working_hours: shown(blocks) }];
    }),
    overrides: Object.entries(row.overrides)
      .filter(([date]) => date >= from)
      .sort(([a], [b]) => a.localeCompare(b))
      .map(([date, blocks]) => ({ date, day: weekdayOf(date), working_hours: shown(blocks) })),
  };
}

function shown(blocks: DayBlocks) {
  return blocks.map(({ start, end, locations }) => ({
    start_time: clock(start),
    end_time: clock(end),
    locations: locations.map(({ type, value, id }) => ({ type, value, id })),
  }));
}
