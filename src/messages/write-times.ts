/** How times are written for one reader; instants in epoch milliseconds. */
export interface Times {
  /** `Wednesday, December 2, 2026` */
  date(instant: number): string;
  /** `9:30 – 10:00 AM` */
  hours(start: number, end: number): string;
  /** `Wed, Dec 2, 9:30 AM EST` */
  short(instant: number): string;
  /** `Eastern Standard Time (New York)` */
  zone(instant: number): string;
  /** `DEC` and `2`, for a calendar leaf. */
  leaf(instant: number): { month: string; day: string };
}

/** ICU takes long to make a formatter, and there are few readers' locales and zones at a time. */
const made = new Map<string, Times>();
const mostMade = 200;

/** Writes times in a locale (a BCP 47 tag, which may say `-u-hc-h23` for 24 hours) as the clocks of a zone show them. */
export function writeTimes(locale: string, zone: string): Times {
  const key = `${locale} ${zone}`;
  let times = made.get(key);
  if (times === undefined) {
    times = make(locale, zone);
    if (made.size >= mostMade) made.clear();
    made.set(key, times);
  }
  return times;
}

function make(locale: string, zone: string): Times {
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { timeZone: zone, ...options });
  const date = format({ weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' });
  const hours = format({ hour: 'numeric', minute: '2-digit' });
  const short = format({
    weekday: 'short',
    month: 'short',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'short',
  });
  const named = format({ timeZoneName: 'long' });
  const month = format({ month: 'short' });
  const day = format({ day: 'numeric' });
  const city = cityOf(zone);
  const part = (formatter: Intl.DateTimeFormat, instant: number, type: Intl.DateTimeFormatPartTypes) =>
    formatter.formatToParts(instant).find((each) => each.type === type)?.value ?? '';
  return {
    date: (instant) => date.format(instant),
    hours: (start, end) => plainBlanks(hours.formatRange(start, end)),
    short: (instant) => plainBlanks(short.format(instant)),
    zone: (instant) => {
      const name = part(named, instant, 'timeZoneName');
      return city === undefined || name.includes(city) ? name : `${name} (${city})`;
    },
    leaf: (instant) => ({
      month: part(month, instant, 'month').replace('.', '').toLocaleUpperCase(locale),
      day: part(day, instant, 'day'),
    }),
  };
}

/** CLDR puts narrow and thin blanks into times, which some mail programs show as boxes. */
function plainBlanks(text: string): string {
  return text.replaceAll(/[\u2009\u202f]/g, ' ');
}

/** The place that a zone is named after; none for `UTC` and the like. */
function cityOf(zone: string): string | undefined {
  if (!zone.includes('/') || zone.startsWith('Etc/')) return undefined;
  return zone.split('/').at(-1)!.replaceAll('_', ' ');
}
