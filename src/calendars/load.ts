import type { Tx } from '../db/pool.ts';
import { problem } from '../http/problem.ts';
import { type CalendarRules, rules } from './schema.ts';
import { type CalendarRow, findCalendars, findHosts, type HostRow } from './store.ts';

/** A calendar and everybody who may take part in its meetings. */
export interface Calendar {
  row: CalendarRow;
  rules: CalendarRules;
  /** A pool lets one host of several take a meeting; a panel needs all of its hosts. */
  mode: 'any' | 'all';
  /** Living users whose time counts, in id order; the first of a panel leads it. */
  hosts: HostRow[];
  /** Invited, but not asked for their time. */
  optional: HostRow[];
}

/**
 * Loads a living calendar with its hosts; any other id is refused with `no_such_booking_calendar`. Users who were deleted
 * are left out, so `hosts` can be empty.
 */
export async function loadCalendar(tx: Tx, accountId: string, id: string): Promise<Calendar> {
  const [row] = await findCalendars(tx, accountId, [id]);
  if (row === undefined || row.deleted_time !== null) throw problem('no_such_booking_calendar', { value: id });
  const calendarRules = rules.parse(row.rules);
  const coHosts = calendarRules.co_hosts.filter((each) => each.user !== row.host_id);
  const found = await findHosts(tx, accountId, [row.host_id, ...coHosts.map((each) => each.user)]);
  const named = (required: boolean) =>
    coHosts
      .filter((each) => each.required === required)
      .flatMap((each) => found.find((host) => host.id === each.user) ?? []);
  const required = named(true);
  const optional = named(false);
  if (row.host_id.startsWith('TM-')) {
    const others = new Set([...required, ...optional].map((host) => host.id));
    const members = found.filter((host) => !others.has(host.id));
    return { row, rules: calendarRules, mode: 'any', hosts: members, optional: [...required, ...optional] };
  }
  const host = found.filter((each) => each.id === row.host_id);
  return { row, rules: calendarRules, mode: 'all', hosts: host.length === 0 ? [] : [...host, ...required], optional };
}
