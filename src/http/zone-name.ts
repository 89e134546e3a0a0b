import { minuteMs } from '../core/days.ts';
import { offsetAt } from '../core/zone.ts';
import { countryByZone } from './country-by-zone.ts';

/** Descriptions that were made, by year and zone: ICU takes milliseconds for one. */
const made = new Map<string, string>();
const mostMade = 1000;

/**
 * What people call a time zone, as API v1 shows one: `(GMT-5) United States; Eastern time`. The offset is the standard
 * one, without daylight saving, of the year of `instant` (epoch ms), so that a description does not change with the season
 * (the contract's sample says GMT-5 of a day in summer time). UTC and other zones that are no place stand without a country.
 */
export function zoneName(zone: string, instant: number): string {
  const year = new Date(instant).getUTCFullYear();
  const key = `${year} ${zone}`;
  let description = made.get(key);
  if (description === undefined) {
    description = describe(zone, year);
    if (made.size >= mostMade) made.clear();
    made.set(key, description);
  }
  return description;
}

function describe(zone: string, year: number): string {
  const middles = [0, 6].map((month) => new Date(0).setUTCFullYear(year, month, 15));
  const standard = Math.min(...middles.map((instant) => offsetAt(zone, instant))) / minuteMs;
  const place = [countryOf(zone), nameOf(zone, middles[0]!)].filter((part) => part !== undefined).join('; ');
  return `(GMT${offsetText(standard)}) ${place}`.trim();
}

/** `Eastern time`: the name for all of the year if there is one; none if ICU only knows the offset. */
function nameOf(zone: string, instant: number): string | undefined {
  for (const timeZoneName of ['longGeneric', 'long'] as const) {
    const parts = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName }).formatToParts(instant);
    const name = parts.find((part) => part.type === 'timeZoneName')!.value;
    if (!name.startsWith('GMT')) return name.replace(/ Time$/, ' time');
  }
  return undefined;
}

function offsetText(minutes: number): string {
  if (minutes === 0) return '';
  const size = Math.round(Math.abs(minutes));
  const rest = size % 60 === 0 ? '' : `:${String(size % 60).padStart(2, '0')}`;
  return `${minutes < 0 ? '-' : '+'}${Math.floor(size / 60)}${rest}`;
}

const abbreviation = /^[A-Z]{3}(\d[A-Z]{3})?$/i;
const countryNames = new Intl.DisplayNames('en', { type: 'region' });

/** The country that a zone lies in; none for an abbreviation such as `CET`, which is many countries' time. */
function countryOf(zone: string): string | undefined {
  if (abbreviation.test(zone)) return undefined;
  const inIcu = new Intl.DateTimeFormat('en-US', { timeZone: zone }).resolvedOptions().timeZone;
  const code = countryByZone.get(zone) ?? countryByZone.get(inIcu);
  return code === undefined ? undefined : countryNames.of(code);
}
