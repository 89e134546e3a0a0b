/** A stretch of the calendar as people count: from a whole hour, midnight, a Monday, the first of a month or of a quarter. */
export type CalendarUnit = 'hour' | 'day' | 'week' | 'month' | 'quarter';

/**
 * Where the stretches begin that hold the instants from `from` until before `to`, epoch ms, in order; the first one may begin
 * before `from`. Undefined if there are more than `most`.
 */
export function calendarStretches(
  unit: CalendarUnit,
  zone: string,
  { from, to }: { from: number; to: number },
  most: number,
): number[] | undefined {
  const starts: number[] = [];
  const first = beginning(unit, Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(zone));
  for (let i = 0; ; i++) {
    const later = first.add(steps(unit, i));
    // A day need not begin at midnight; where it does not, the one after it does.
    const start = (unit === 'hour' ? later : later.startOfDay()).epochMilliseconds;
    if (i > 0 && start >= to) return starts;
    if (starts.length === most) return undefined;
    // A day that a zone leaves out has no beginning of its own.
    if (start !== starts.at(-1)) starts.push(start);
  }
}

function beginning(unit: CalendarUnit, time: Temporal.ZonedDateTime): Temporal.ZonedDateTime {
  if (unit === 'hour') return time.round({ smallestUnit: 'hour', roundingMode: 'floor' });
  const day = time.startOfDay();
  if (unit === 'day') return day;
  if (unit === 'week') return day.subtract({ days: day.dayOfWeek - 1 }).startOfDay();
  const month = day.with({ day: 1 }).startOfDay();
  return unit === 'month' ? month : month.subtract({ months: (month.month - 1) % 3 }).startOfDay();
}

function steps(unit: CalendarUnit, count: number): Temporal.DurationLike {
  if (unit === 'quarter') return { months: 3 * count };
  return { [`${unit}s`]: count };
}
