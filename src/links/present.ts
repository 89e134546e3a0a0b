import { iso } from '../http/time.ts';
import { presentUtmParams } from '../offerings/present.ts';
import type { LinkRow } from './store.ts';

/** The address of a link; with its values in the query unless they are hidden (names: contract 12.4). */
function urlOf(row: LinkRow, baseUrl: string): string {
  const url = `${baseUrl}/.${row.id}`;
  if (row.hide_url_params) return url;
  const query = new URLSearchParams();
  const add = (name: string, value: string | number | null | undefined) => {
    if (value !== null && value !== undefined && value !== '') query.append(name, String(value));
  };
  for (const [name, value] of Object.entries(row.booking_form)) {
    const text = Array.isArray(value) ? value.join(',') : value === null ? null : String(value);
    add(name === 'phone' ? 'mobile_phone' : name, text);
  }
  for (const [name, value] of Object.entries(row.utm_params ?? {})) add(`utm_${name}`, value);
  add('host', row.host_email);
  add('co_hosts', row.co_hosts.join(','));
  add('duration_minutes', row.duration_minutes);
  if (row.skip.length > 0) add('skip', 1);
  const text = query.toString().replaceAll('+', '%20');
  return text === '' ? url : `${url}?${text}`;
}

/** A link as its creation answers it. */
export function presentCreatedLink(row: LinkRow, baseUrl: string) {
  return { id: row.id, url: urlOf(row, baseUrl), creation_time: iso(row.creation_time) };
}

/** What a link holds, and whether it is still good. */
export function presentLink(row: LinkRow, baseUrl: string, now: number) {
  const open = row.expires_time > now ? ('active' as const) : ('expired' as const);
  return {
    object: 'one_time_link' as const,
    id: row.id,
    url: urlOf(row, baseUrl),
    status: row.used_time === null ? open : ('used' as const),
    booking_calendar: 'calendar' in row.target ? row.target.calendar : null,
    master_page: 'master' in row.target ? row.target.master : null,
    booking_form: row.booking_form,
    utm_params: presentUtmParams(row.utm_params),
    booking_settings: {
      host: row.host_email,
      co_hosts: row.co_hosts,
      duration_minutes: row.duration_minutes,
      skip: row.skip,
    },
    creation_time: iso(row.creation_time),
    expires_time: iso(row.expires_time),
    booking: row.used_booking_id,
  };
}
