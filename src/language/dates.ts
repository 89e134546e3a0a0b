import { dayMs } from '../core/days.ts';

/** How somebody reads the time: his language, his zone, and whether his clocks have twelve hours. */
export interface Reader {
  /** A BCP 47 tag such as `en-GB`. */
  locale: string;
  zone: string;
  hour12: boolean;
}

const wholeDate = { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' } as const;

/** What dates are written as. Each is a formatter for every language and zone that asks for it. */
const forms = {
  time12: { hour: 'numeric', minute: '2-digit', hourCycle: 'h12' },
  time24: { hour: 'numeric', minute: '2-digit', hourCycle: 'h23' },
  date: { dateStyle: 'full' },
  moment12: { ...wholeDate, hour: 'numeric', minute: '2-digit', hourCycle: 'h12' },
  moment24: { ...wholeDate, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  zone: { timeZoneName: 'longGeneric' },
  offset: { timeZoneName: 'shortOffset' },
  day: { weekday: 'long', month: 'long', day: 'numeric' },
  month: { month: 'long', year: 'numeric' },
  monthName: { month: 'long' },
  weekday: { weekday: 'long' },
  shortWeekday: { weekday: 'short' },
  narrowWeekday: { weekday: 'narrow' },
  hour: { hour: 'numeric' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

/** Making a formatter costs more than using it some hundred times. */
const made = new Map<string, Intl.DateTimeFormat>();
const mostMade = 500;

function formatter(form: keyof typeof forms, locale: string, timeZone = 'UTC'): Intl.DateTimeFormat {
  const key = `${form} ${locale} ${timeZone}`;
  let format = made.get(key);
  if (format === undefined) {
    if (made.size >= mostMade) made.clear();
    format = new Intl.DateTimeFormat(locale, { ...forms[form], timeZone });
    made.set(key, format);
  }
  return format;
}

function clock(hour12: boolean): '12' | '24' {
  // `hour12: true` alone would let Japanese clocks begin with 0.
  return hour12 ? '12' : '24';
}

/** `9:30 AM` or `09:30`. */
export function timeText({ locale, zone, hour12 }: Reader, instant: number): string {
  return formatter(`time${clock(hour12)}`, locale, zone).format(instant);
}

/** `9:30 – 10:00 AM`. */
export function spanText({ locale, zone, hour12 }: Reader, start: number, end: number): string {
  return formatter(`time${clock(hour12)}`, locale, zone).formatRange(start, end);
}

/** `Wednesday, December 2, 2026`, of the instant's date in the reader's zone. */
export function dateText({ locale, zone }: Reader, instant: number): string {
  return formatter('date', locale, zone).format(instant);
}

/** `Wednesday, December 2, 2026 at 9:30 AM`. */
export function momentText({ locale, zone, hour12 }: Reader, instant: number): string {
  return formatter(`moment${clock(hour12)}`, locale, zone).format(instant);
}

/** The comma of the languages that have one of their own. */
const commas: Record<string, string> = { ar: '، ', ja: '、' };

/** What people call the zone: the place in its name, the name in the language if it has one, and how far it is from UTC. */
export function zoneText({ locale, zone }: Pick<Reader, 'locale' | 'zone'>, instant: number): string {
  const offset = offsetText(locale, zone, instant);
  if (!zone.includes('/') || zone.startsWith('Etc/')) return zone === 'UTC' ? zone : offset;
  const place = zone.split('/').at(-1)!.replaceAll('_', ' ');
  const parts = formatter('zone', locale, zone).formatToParts(instant);
  const name = parts.find(({ type }) => type === 'timeZoneName')!.value;
  return /[+\d]/.test(name)
    ? `${place} (${offset})`
    : `${place}${commas[locale.slice(0, 2)] ?? ', '}${name} (${offset})`;
}

/** How far the zone is from UTC at an instant, as people write it: `GMT+1`. */
export function offsetText(locale: string, zone: string, instant: number): string {
  const parts = formatter('offset', locale, zone).formatToParts(instant);
  return parts.find(({ type }) => type === 'timeZoneName')!.value;
}

/** `Wednesday, December 2` of a day's number (core/days.ts). */
export function dayText(locale: string, day: number): string {
  return formatter('day', locale).format(day * dayMs);
}

/** `2` of a day's number, in the language's digits. */
export function dayOfMonthText(locale: string, day: number): string {
  // The formatter of the day alone adds a word in some languages, such as 日.
  return numberText(locale, new Date(day * dayMs).getUTCDate());
}

/** `December 2026` of a day's number. */
export function monthText(locale: string, day: number): string {
  return formatter('month', locale).format(day * dayMs);
}

/** `December` of a day's number. */
export function monthNameText(locale: string, day: number): string {
  return formatter('monthName', locale).format(day * dayMs);
}

/** The seven weekdays from the ISO weekday `weekStart` on, in full and as short as a column of a month is narrow. */
export function weekdayTexts(locale: string, weekStart: number): { long: string; short: string }[] {
  // Day 4 is a Monday.
  return Array.from({ length: 7 }, (_, i) => {
    const monday = (3 + weekStart + i) * dayMs;
    const short = formatter('shortWeekday', locale).format(monday);
    return {
      long: formatter('weekday', locale).format(monday),
      short: short.length > 5 ? formatter('narrowWeekday', locale).format(monday) : short,
    };
  });
}

const twelve = new Map<string, boolean>();

/** True if clocks of the language have twelve hours. */
export function hasHour12(locale: string): boolean {
  let found = twelve.get(locale);
  if (found === undefined) {
    if (twelve.size >= mostMade) twelve.clear();
    found = formatter('hour', locale).resolvedOptions().hour12 === true;
    twelve.set(locale, found);
  }
  return found;
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
