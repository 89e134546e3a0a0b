import { dayMs } from '../core/days.ts';

/** How somebody reads the time: his language, his zone, and whether his clocks have twelve hours. */
export interface Reader {
  /** A BCP 47 tag such as `en-GB`. */
  locale: string;
  zone: string;
  hour12: boolean;
}

/** Making a formatter costs more than using it some hundred times. */
const made = new Map<string, Intl.DateTimeFormat>();
const mostMade = 500;

function formatter(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${Object.entries(options).join(';')}`;
  let format = made.get(key);
  if (format === undefined) {
    if (made.size >= mostMade) made.clear();
    format = new Intl.DateTimeFormat(locale, options);
    made.set(key, format);
  }
  return format;
}

function hours(hour12: boolean): Intl.DateTimeFormatOptions {
  // `hour12: true` alone would let Japanese clocks begin with 0.
  return { hour: 'numeric', minute: '2-digit', hourCycle: hour12 ? 'h12' : 'h23' };
}

/** `9:30 AM` or `09:30`. */
export function timeText({ locale, zone, hour12 }: Reader, instant: number): string {
  return formatter(locale, { ...hours(hour12), timeZone: zone }).format(instant);
}

/** `9:30 – 10:00 AM`. */
export function spanText({ locale, zone, hour12 }: Reader, start: number, end: number): string {
  return formatter(locale, { ...hours(hour12), timeZone: zone }).formatRange(start, end);
}

/** `Wednesday, December 2, 2026`, of the instant's date in the reader's zone. */
export function dateText({ locale, zone }: Reader, instant: number): string {
  return formatter(locale, { dateStyle: 'full', timeZone: zone }).format(instant);
}

/** What people call the zone: the place in its name, the name in the language if it has one, and how far it is from UTC. */
export function zoneText({ locale, zone }: Pick<Reader, 'locale' | 'zone'>, instant: number): string {
  const offset = offsetText(locale, zone, instant);
  if (!zone.includes('/') || zone.startsWith('Etc/')) return zone === 'UTC' ? zone : offset;
  const place = zone.split('/').at(-1)!.replaceAll('_', ' ');
  const parts = formatter(locale, { timeZone: zone, timeZoneName: 'longGeneric' }).formatToParts(instant);
  const name = parts.find(({ type }) => type === 'timeZoneName')!.value;
  return /[+\d]/.test(name) ? `${place} (${offset})` : `${place}, ${name} (${offset})`;
}

/** How far the zone is from UTC at an instant, as people write it: `GMT+1`. */
export function offsetText(locale: string, zone: string, instant: number): string {
  const parts = formatter(locale, { timeZone: zone, timeZoneName: 'shortOffset' }).formatToParts(instant);
  return parts.find(({ type }) => type === 'timeZoneName')!.value;
}

/** `Wednesday, December 2` of a day's number (core/days.ts). */
export function dayText(locale: string, day: number): string {
  return formatter(locale, { weekday: 'long', month: 'long', day: 'numeric', timeZone: 'UTC' }).format(day * dayMs);
}

/** `2` of a day's number, in the language's digits. */
export function dayOfMonthText(locale: string, day: number): string {
  // The formatter of the day alone adds a word in some languages, such as 日.
  return numberText(locale, new Date(day * dayMs).getUTCDate());
}

/** `December 2026` of a day's number. */
export function monthText(locale: string, day: number): string {
  return formatter(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(day * dayMs);
}

/** `December` of a day's number. */
export function monthNameText(locale: string, day: number): string {
  return formatter(locale, { month: 'long', timeZone: 'UTC' }).format(day * dayMs);
}

/** The seven weekdays from the ISO weekday `weekStart` on, in full and short. */
export function weekdayTexts(locale: string, weekStart: number): { long: string; short: string }[] {
  // Day 4 is a Monday.
  return Array.from({ length: 7 }, (_, i) => {
    const monday = (3 + weekStart + i) * dayMs;
    const text = (weekday: 'long' | 'short') => formatter(locale, { weekday, timeZone: 'UTC' }).format(monday);
    return { long: text('long'), short: text('short') };
  });
}

/** True if clocks of the language have twelve hours. */
export function hasHour12(locale: string): boolean {
  return formatter(locale, { hour: 'numeric' }).resolvedOptions().hour12 === true;
}

const numbers = new Map<string, Intl.NumberFormat>();

/** A number in the language's digits. */
export function numberText(locale: string, number: number): string {
  let format = numbers.get(locale);
  if (format === undefined) {
    if (numbers.size >= mostMade) numbers.clear();
    format = new Intl.NumberFormat(locale);
    numbers.set(locale, format);
  }
  return format.format(number);
}
