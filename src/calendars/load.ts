import type { Tx } from '../db/pool.ts';
import { problem } from '../http/problem.ts';
import { type CalendarRules, rules } from './schema.ts';
import { type CalendarRow, findCalendars, findPeople, type HostRow } from './store.ts';

/** A calendar and everybody who may take part in its meetings; users who were deleted are left out. */
export interface Calendar {
  row: CalendarRow;
  rules: CalendarRules;
  /** Who can take a meeting, in id order: the host, or the members of the team, if they have a seat. One is enough. */
  hosts: HostRow[];
  /** Co-hosts who must be free as well, whoever takes the meeting. */
  required: HostRow[];
  /** Invited, but not asked for their time. */
  optional: HostRow[];
}

/** Loads a living calendar with its people; any other id is refused with `no_such_booking_calendar`. */
export async function loadCalendar(tx: Tx, accountId: string, id: string): Promise<Calendar> {
  const [[row], people] = await Promise.all([findCalendars(tx, accountId, [id]), findPeople(tx, accountId, id)]);
  if (row === undefined || row.deleted_time !== null) throw problem('no_such_booking_calendar', { value: id });
  const calendarRules = rules.parse(row.rules);
  const coHosts = calendarRules.co_hosts.filter((each) => each.user !== row.host_id);
  const named = (required: boolean) =>
    coHosts
      .filter((each) => each.required === required)
      .flatMap((each) => people.find((person) => person.id === each.user) ?? []);
  return {
    row,
    rules: calendarRules,
    hosts: people.filter((person) => person.seat && !coHosts.some((each) => each.user === person.id)),
    required: named(true),
    optional: named(false),
  };
}
