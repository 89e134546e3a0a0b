const formats = new Map<string, Intl.DateTimeFormat>();
const known = new Map<string, number>();
/** Clocks are changed on quarters of an hour. */
const quarterMs = 900_000;

/** What to add to an instant to read a zone's wall clock, ms; as core/zone.ts knows it, by what every browser has. */
export function offsetAt(zone: string, instant: number): number {
  const quarter = Math.floor(instant / quarterMs) * quarterMs;
  const key = `${zone} ${quarter}`;
  let offset = known.get(key);
  if (offset === undefined) {
    offset = wallClock(zone, quarter) - quarter;
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
