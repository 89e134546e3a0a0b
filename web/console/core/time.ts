import { signal } from '@preact/signals';
import { dateText, hasHour12, spanText, timeText, zoneText } from '../../../src/language/dates.ts';
import { locale } from './words.ts';

/** The zone that times are shown in: the signed-in user's, once it is known. */
export const zone = signal(Intl.DateTimeFormat().resolvedOptions().timeZone);

const hour12 = hasHour12(locale);
const reader = () => ({ locale, zone: zone.value, hour12 });

const made = new Map<string, Intl.DateTimeFormat>();

function formatted(instant: number, options: Intl.DateTimeFormatOptions): string {
  const key = `${zone.value} ${JSON.stringify(options)}`;
  let format = made.get(key);
  if (format === undefined) {
    format = new Intl.DateTimeFormat(locale, { ...options, timeZone: zone.value });
    made.set(key, format);
  }
  return format.format(instant);
}

export const ms = (time: string) => Date.parse(time);

/** `9:30 AM`. */
export const clockTime = (instant: number) => timeText(reader(), instant);
/** `9:30 – 10:00 AM`. */
export const span = (start: number, minutes: number) => spanText(reader(), start, start + minutes * 60_000);
/** `Wednesday, December 2, 2026`. */
export const fullDate = (instant: number) => dateText(reader(), instant);
/** `Berlin, Central European Time (GMT+1)`. */
export const zoneName = (name: string, instant: number) => zoneText({ locale, zone: name }, instant);
/** `Wed, Dec 2`, and the year if it is not this one. */
export function shortDate(instant: number): string {
  const year = formatted(instant, { year: 'numeric' }) === formatted(Date.now(), { year: 'numeric' });
  return formatted(instant, { weekday: 'short', month: 'short', day: 'numeric', ...(year ? {} : { year: 'numeric' }) });
}
/** `Wed, Dec 2, 9:30 AM`. */
export const dateAndTime = (instant: number) => `${shortDate(instant)}, ${clockTime(instant)}`;
/** The time in a guest's zone, with what people call it. */
export function inZone(instant: number, minutes: number, name: string): string {
  const other = { ...reader(), zone: name };
  const place = name.split('/').at(-1)!.replaceAll('_', ' ');
  return `${spanText(other, instant, instant + minutes * 60_000)}, ${place}`;
}

const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
const steps = [
  ['second', 60],
  ['minute', 60],
  ['hour', 24],
  ['day', 30],
  ['month', 12],
  ['year', Number.POSITIVE_INFINITY],
] as const;

/** `in 5 minutes`, `yesterday`. */
export function fromNow(instant: number): string {
  let amount = (instant - Date.now()) / 1000;
  for (const [unit, most] of steps) {
    if (Math.abs(amount) < most) return relative.format(Math.round(amount), unit);
    amount /= most;
  }
  return '';
}

/** `today`, `tomorrow`, or the date. */
export function dayName(instant: number): string {
  const days = dayOf(instant).since(dayOf(Date.now())).days;
  return Math.abs(days) <= 1
    ? sentence(relative.format(days, 'day'))
    : formatted(instant, { weekday: 'long', month: 'long', day: 'numeric' });
}

const sentence = (text: string) => text.charAt(0).toLocaleUpperCase(locale) + text.slice(1);

/** The calendar day of an instant, for the reader. */
export function dayOf(instant: number): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone.value).toPlainDate();
}

/** When a day begins, for the reader. */
export function startOfDay(day: Temporal.PlainDate | string): number {
  return Temporal.PlainDate.from(day).toZonedDateTime(zone.value).epochMilliseconds;
}

/** The same as the API writes times. */
export const isoTime = (instant: number) => new Date(instant).toISOString();
