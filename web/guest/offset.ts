import { dayMs } from '../../src/core/days.ts';

const formats = new Map<string, Intl.DateTimeFormat>();
const known = new Map<string, number>();
/** Clocks are changed on quarters of an hour. */
const quarterMs = 900_000;

/**
 * What to add to an instant to read a zone's wall clock, ms; as core/zone.ts knows it, by what every browser has. A day that
 * begins and ends with the same offset has it throughout, which saves asking for each of its times.
 */
export function offsetAt(zone: string, instant: number): number {
  const day = Math.floor(instant / dayMs) * dayMs;
  const morning = askedOffset(zone, day);
  return morning === askedOffset(zone, day + dayMs)
    ? morning
    : askedOffset(zone, Math.floor(instant / quarterMs) * quarterMs);
}

function askedOffset(zone: string, instant: number): number {
  const key = `${zone} ${instant}`;
  let offset = known.get(key);
  if (offset === undefined) {
    offset = wallClock(zone, instant) - instant;
    known.set(key, offset);
  }
  return offset;
}

function wallClock(zone: string, instant: number): number {
  let format = formats.get(zone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
    });
    formats.set(zone, format);
  }
  const parts: Record<string, number> = {};
  for (const { type, value } of format.formatToParts(instant)) parts[type] = Number(value);
  return Date.UTC(parts.year!, parts.month! - 1, parts.day!, parts.hour!, parts.minute!);
}
