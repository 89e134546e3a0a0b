import { isZone } from '../core/zone.ts';
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
  /** Epoch milliseconds. */
  now: number;
}

/** Parameters that mean something to the pages; their names may come in any case of letters (contract 12.4). */
const own = [
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
  'Params',
];

/** Reads what a request says of its visitor. The language is the address's, else the account's, else the browser's. */
export function readVisit(
  request: { path: string; search: URLSearchParams; acceptLanguage: string | undefined },
  home: { language: string | null; timezone: string },
  now: number,
): Visit {
  const params = new URLSearchParams();
  for (const [name, value] of request.search) {
    const small = name.toLowerCase();
    // The contract writes this one with a capital.
    const known = small === 'params' ? 'Params' : small;
    params.append(own.includes(known) ? known : name, value.replaceAll('\0', '').toWellFormed());
  }
  const language = chooseLanguage([params.get('lang'), home.language, request.acceptLanguage]);
  const zone = params.get('iana_time_zone');
  const zoneGiven = zone !== null && isZone(zone);
  const clock = params.get('clock');
  const hour12 = clock === '12' || (clock !== '24' && hasHour12(language.locale));
  return {
    path: request.path,
    query: params.toString(),
    params,
    language,
    reader: { locale: language.locale, zone: zoneGiven ? zone : home.timezone, hour12 },
    zoneGiven,
    now,
  };
}
