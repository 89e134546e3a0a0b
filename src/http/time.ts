const dayMs = 86_400_000;
let lastDay = Number.NaN;
let lastDate = '';

/** ISO 8601 in UTC with exactly three digits of fraction, the only form in which a time leaves the API. */
export function iso(instant: number): string;
export function iso(instant: number | null): string | null;
export function iso(instant: number | null): string | null {
  if (instant === null) return null;
  // Lists hold hundreds of times of few days: keeping the date costs a quarter of what toISOString does (measured).
  const day = Math.floor(instant / dayMs);
  if (day !== lastDay) {
    lastDate = new Date(instant).toISOString().slice(0, -'00:00:00.000Z'.length);
    lastDay = day;
  }
  const milliseconds = instant - day * dayMs;
  const seconds = Math.floor(milliseconds / 1000);
  const minutes = Math.floor(seconds / 60);
  const fraction = `00${milliseconds % 1000}`.slice(-3);
  return `${lastDate}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}:${two(seconds % 60)}.${fraction}Z`;
}

function two(number: number): string {
  return number < 10 ? `0${number}` : `${number}`;
}

// A plus sign that a client did not percent-encode arrives as a blank, which stands before the offset in the last group.
const pattern =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?( ?Z| ?[+-]\d{2}(?::?\d{2})?| \d{2}:\d{2})?)?$/i;

/**
 * Milliseconds since the epoch of a date or time as clients write them: a bare date (midnight UTC), `T` or a blank
 * before the time, up to nine digits of fraction, `Z`, an offset, or neither (read as UTC). Anything else, and dates
 * that no calendar has, is undefined.
 */
export function parseTime(text: string): number | undefined {
  const match = pattern.exec(text.trim());
  if (match === null) return undefined;
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '', offset = 'Z'] = match;
  // Date.UTC would read the years 1 to 99 as the twentieth century's.
  const date = new Date(0).setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  const back = new Date(date);
  if (Number(year) === 0 || back.getUTCMonth() !== Number(month) - 1 || back.getUTCDate() !== Number(day))
    return undefined;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  const zone = /^ ?z$/i.test(offset) ? 0 : offsetMinutes(offset.replace(/^ (?=[+-])/, ''));
  if (zone === undefined) return undefined;
  const milliseconds = Number(fraction.slice(0, 3).padEnd(3, '0'));
  const instant = date + ((Number(hour) * 60 + Number(minute) - zone) * 60 + Number(second)) * 1000 + milliseconds;
  // An offset can lead out of the years that four digits can write.
  return instant >= firstInstant && instant <= lastInstant ? instant : undefined;
}

const firstInstant = Date.parse('0001-01-01T00:00:00.000Z');
/** The last one that `iso` writes with four digits of the year. */
export const lastInstant = Date.parse('9999-12-31T23:59:59.999Z');

function offsetMinutes(offset: string): number | undefined {
  const hours = Number(offset.slice(1, 3));
  const minutes = Number(offset.slice(3).replace(':', '') || '0');
  if (hours > 18 || minutes > 59) return undefined;
  return (offset.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}
