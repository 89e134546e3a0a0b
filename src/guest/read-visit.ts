import { isZone } from '../core/zone.ts';
import type { GuestSettings } from '../guest-settings/schema.ts';
import { hasHour12, type Reader } from '../language/dates.ts';
import { chooseLanguage, type Language } from '../language/languages.ts';

/** Somebody's look at a page: what its address says, and how he reads. */
export interface Visit {
  /** Path of the page below the server's root. */
  path: string;
  /** The query, the server's own parameters in small letters. */
  query: string;
  params: URLSearchParams;
  language: Language;
  reader: Reader;
  /** False if the zone is the page's own because nobody has said another. */
  zoneGiven: boolean;
  /** True if guests see the page's own zone, whatever theirs is. */
  fixedZone: boolean;
  /** Epoch milliseconds. */
  now: number;
}

/** What a page lays down of how it is read. */
export interface Home extends Pick<GuestSettings, 'language' | 'hour_cycle' | 'convert_time_zone'> {
  timezone: string;
}

/** Parameters by which a page knows where its visitor stands. */
const ownParams = [
  'event_type',
  'booking_page',
  'duration',
  'duration_minutes',
  'month',
  'date',
  'start',
  'hold',
  'taken',
  'choose',
  'clock',
  'lang',
  'iana_time_zone',
  'host',
  'co_hosts',
  'done',
  'from',
  'pass',
  'embed',
  'skip',
];

/** Who the guest is, in parameters. */
const guestParams = ['name', 'email', 'mobile_phone'];

/** Parameters whose names may come in any case of letters (contract 12.4); those of questions may too. */
const known = [...ownParams, ...guestParams, 'utm_source', 'utm_medium', 'utm_campaign', 'utm_term', 'utm_content'];

/** What a guest came with beside himself and the page's own state: it goes on with him in the end (contract 12.3). */
export function arrivalOf({ params }: Pick<Visit, 'params'>): URLSearchParams {
  return new URLSearchParams([...params].filter(([name]) => ![...ownParams, ...guestParams].includes(name)));
}

/** The parameters of a query as the pages know them. */
export function readParams(search: URLSearchParams): URLSearchParams {
  const params = new URLSearchParams();
  for (const [name, value] of search) {
    const small = name.toLowerCase();
    // The contract writes this one with a capital.
    const spelt = small === 'params' ? 'Params' : known.includes(small) ? small : name;
    params.append(spelt.replaceAll('\0', '').toWellFormed(), value.replaceAll('\0', '').toWellFormed());
  }
  return params;
}

/** Reads what a request says of its visitor. The language is the address's, else the account's, else the browser's. */
export function readVisit(
  request: { path: string; params: URLSearchParams; acceptLanguage: string | undefined },
  home: Home,
  now: number,
): Visit {
  const { path, params, acceptLanguage } = request;
  const language = chooseLanguage([params.get('lang'), home.language, acceptLanguage]);
  const fixedZone = !home.convert_time_zone;
  const zone = params.get('iana_time_zone');
  const zoneGiven = !fixedZone && zone !== null && isZone(zone);
  return {
    path,
    query: params.toString(),
    params,
    language,
    reader: {
      locale: language.locale,
      zone: zoneGiven ? zone : home.timezone,
      hour12: hasTwelveHours(params.get('clock'), home, language),
    },
    zoneGiven,
    fixedZone,
    now,
  };
}

function hasTwelveHours(clock: string | null, { hour_cycle }: Home, { locale }: Language): boolean {
  if (clock === '12' || clock === '24') return clock === '12';
  return hour_cycle === null ? hasHour12(locale) : hour_cycle === 'h12';
}
