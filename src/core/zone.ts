import { civilOfDay, dateOfDay, dayMs, dayOfDate, hourMs, minuteMs, weekdayOfDay } from './days.ts';

/**
 * A zone as stretches of constant offset. Stretch `i` holds the instants from `starts[i]` up to `starts[i + 1]`, the
 * last one everything after; a wall clock is an instant plus `offsets[i]`. All in ms.
 */
export interface Stretches {
  readonly starts: Float64Array;
  readonly offsets: Float64Array;
}

interface Table extends Stretches {
  readonly from: number;
  readonly to: number;
}

const yearMs = 366 * dayMs;
const backMs = 2 * yearMs;
const aheadMs = 6 * yearMs;
/** A table grows with what is asked up to here; then it is made anew around the question. */
const widestMs = 60 * yearMs;
/** IANA has about 600 names. */
const tablesLimit = 640;
/** Temporal's own limit. */
const lastInstant = 8.64e15;
/** No zone has ever been further than this from UTC, and no change larger. */
const farthestMs = 2 * dayMs;

const tables = new Map<string, Table>();

/** An IANA name begins with a letter; Temporal alone would also take offsets and whole ISO strings. */
const namePattern = /^[A-Za-z][A-Za-z0-9_+\-/]*$/;

/** Names that were found to be zones: asking Temporal costs more than judging a start. */
const knownNames = new Set<string>();
const mostKnownNames = 1000;

/** Whether this server's tz database knows the IANA name, in any case of letters. Offsets such as `+02:00` are no zones. */
export function isZone(name: string): boolean {
  if (tables.has(name) || knownNames.has(name)) return true;
  if (!namePattern.test(name)) return false;
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    // Letters may be written in either case, so there are more spellings than zones.
    if (knownNames.size >= mostKnownNames) knownNames.clear();
    knownNames.add(name);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** The zone's stretches, exact for every instant in [from, to], epoch ms. Unknown zone: RangeError. */
export function stretches(zone: string, from: number, to: number): Stretches {
  const known = tables.get(zone);
  if (known !== undefined && from >= known.from && to <= known.to) return known;
  if (!namePattern.test(zone)) throw new RangeError(`not an IANA time zone: ${zone}`);
  let low = from - backMs;
  let high = to + aheadMs;
  if (known !== undefined && Math.max(high, known.to) - Math.min(low, known.from) <= widestMs) {
    low = Math.min(low, known.from);
    high = Math.max(high, known.to);
  }
  const table = tabulate(zone, Math.max(low, -lastInstant), Math.min(high, lastInstant));
  if (known === undefined && tables.size >= tablesLimit) tables.delete(tables.keys().next().value!);
  tables.set(zone, table);
  return table;
}

/** Index of the stretch that holds the instant, for an instant the stretches were asked for. */
export function stretchAt({ starts }: Stretches, instant: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle]! <= instant) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** What to add to the instant to read the zone's wall clock, in ms. Unknown zone: RangeError. */
export function offsetAt(zone: string, instant: number): number {
  const known = stretches(zone, instant, instant);
  return known.offsets[stretchAt(known, instant)]!;
}

/** The number of the zone's date at the instant (see days.ts). Unknown zone: RangeError. */
export function dayAt(zone: string, instant: number): number {
  return Math.floor((instant + offsetAt(zone, instant)) / dayMs);
}

export interface WallClock {
  /** `YYYY-MM-DD` */
  date: string;
  year: number;
  month: number;
  day: number;
  /** 1 = Monday to 7 = Sunday */
  weekday: number;
  hour: number;
  minute: number;
  second: number;
  millisecond: number;
  /** Wall clock minus UTC. */
  offsetMinutes: number;
}

/** What a clock on the zone's wall shows at the instant, epoch ms. Unknown zone: RangeError. */
export function wallClock(zone: string, instant: number): WallClock {
  const offset = offsetAt(zone, instant);
  const day = Math.floor((instant + offset) / dayMs);
  const ofDay = instant + offset - day * dayMs;
  const { year, month, dayOfMonth } = civilOfDay(day);
  return {
    date: dateOfDay(day),
    year,
    month,
    day: dayOfMonth,
    weekday: weekdayOfDay(day) + 1,
    hour: Math.floor(ofDay / hourMs),
    minute: Math.floor(ofDay / minuteMs) % 60,
    second: Math.floor(ofDay / 1000) % 60,
    millisecond: ofDay % 1000,
    offsetMinutes: offset / minuteMs,
  };
}

/**
 * The first instant, epoch ms, at which the zone's clock shows this day number or a later one: midnight, or the first
 * moment after a gap that swallows midnight or the whole day. Unknown zone: RangeError.
 */
export function firstInstantOfDay(zone: string, day: number): number {
  const midnight = day * dayMs;
  const known = stretches(zone, midnight - farthestMs, midnight + farthestMs);
  for (let i = stretchAt(known, midnight - farthestMs); ; i++) {
    const instant = Math.max(known.starts[i]!, midnight - known.offsets[i]!);
    if (i + 1 === known.starts.length || instant < known.starts[i + 1]!) return instant;
  }
}

/**
 * The zone's date `YYYY-MM-DD` as instants [start, end), epoch ms: 23 to 25 hours around a change, empty for a date the
 * zone skipped. Unknown zone or no calendar date: RangeError.
 */
export function daySpan(zone: string, date: string): { start: number; end: number } {
  const day = dayOfDate(date);
  return { start: firstInstantOfDay(zone, day), end: firstInstantOfDay(zone, day + 1) };
}

function tabulate(zone: string, from: number, to: number): Table {
  let clock = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(zone);
  const starts = [from];
  const offsets = [clock.offsetNanoseconds / 1e6];
  for (;;) {
    const next = clock.getTimeZoneTransition('next');
    if (next === null || next.epochMilliseconds > to) break;
    clock = next;
    starts.push(clock.epochMilliseconds);
    offsets.push(clock.offsetNanoseconds / 1e6);
  }
  return { from, to, starts: Float64Array.from(starts), offsets: Float64Array.from(offsets) };
}
