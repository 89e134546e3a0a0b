const minuteMs = 60_000;

/**
 * What people call a time zone, as API v1 shows one: `(GMT-5) United States; Eastern time`. The offset is the standard
 * one, without daylight saving, of the year of `instant` (epoch ms), so that a description does not change with the season.
 * A zone that is no country's stands without one.
 */
export function zoneName(zone: string, instant: number): string {
  const key = `${zone} ${new Date(instant).getUTCFullYear()}`;
  const known = names.get(key);
  if (known !== undefined) return known;
  if (names.size >= namesLimit) names.clear();
  const made = describe(zone, instant);
  names.set(key, made);
  return made;
}

/** Making one costs a millisecond, and an account has few zones. */
const names = new Map<string, string>();
const namesLimit = 2000;

function describe(zone: string, instant: number): string {
  const name = lowerTail(partOf(zone, 'longGeneric', instant));
  const country = countryOf(zone);
  return `(GMT${offsetText(standardOffset(zone, instant))}) ${country === undefined ? '' : `${country}; `}${name}`;
}

/** `Eastern Time` as `Eastern time`: the last word is a common noun. */
function lowerTail(name: string): string {
  return name.replace(/ Time$/, ' time');
}

function partOf(zone: string, timeZoneName: 'longGeneric' | 'longOffset', instant: number): string {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName }).formatToParts(instant);
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? zone;
}

/** Minutes east of Greenwich in winter, wherever winter is: the smaller offset of January and July. */
function standardOffset(zone: string, instant: number): number {
  const year = new Date(instant).getUTCFullYear();
  return Math.min(...[0, 6].map((month) => offsetMinutes(zone, Date.UTC(year, month, 1))));
}

function offsetMinutes(zone: string, instant: number): number {
  const wall = new Date(instant).toLocaleString('sv-SE', { timeZone: zone });
  return Math.round((Date.parse(`${wall.replace(' ', 'T')}Z`) - instant) / minuteMs);
}

function offsetText(minutes: number): string {
  if (minutes === 0) return '';
  const size = Math.abs(minutes);
  const rest = size % 60 === 0 ? '' : `:${String(size % 60).padStart(2, '0')}`;
  return `${minutes < 0 ? '-' : '+'}${Math.floor(size / 60)}${rest}`;
}

let countries: Map<string, string> | undefined;

/** The name of the country that a zone belongs to; of several the first by their codes. */
function countryOf(zone: string): string | undefined {
  countries ??= countriesByZone();
  return countries.get(zone) ?? countries.get(canonical(zone));
}

function countriesByZone(): Map<string, string> {
  const found = new Map<string, string>();
  const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
  for (const a of letters) {
    for (const b of letters) {
      const name = names.of(`${a}${b}`);
      if (name === undefined) continue;
      for (const zone of new Intl.Locale(`und-${a}${b}`).getTimeZones?.() ?? [])
        if (!found.has(zone)) found.set(zone, name);
    }
  }
  return found;
}

function canonical(zone: string): string {
  return new Intl.DateTimeFormat('en-US', { timeZone: zone }).resolvedOptions().timeZone;
}
