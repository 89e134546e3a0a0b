import type { Tx } from '../db/pool.ts';
import { problem } from '../http/problem.ts';
import { type Candidate, meetingRules, type Offering } from '../offerings/schema.ts';
import { findCalendars, findPeople, type HostRow } from './store.ts';

/**
 * A living calendar as guests book it: hosted by its user, or by the members of its team, who have a seat and were not
 * deleted. Of a team, the member with the highest priority takes a meeting, then who has been idle longest; or they take
 * turns. Any other id is refused with `no_such_booking_calendar`.
 */
export async function offerCalendar(tx: Tx, accountId: string, id: string): Promise<Offering> {
  const [[row], people] = await Promise.all([findCalendars(tx, accountId, [id]), findPeople(tx, accountId, id)]);
  if (row === undefined || row.deleted_time !== null) throw problem('no_such_booking_calendar', { value: id });
  const rules = meetingRules.parse(row.rules);
  const coHosts = rules.co_hosts.filter((each) => each.user !== row.host_id);
  const asCandidate = (person: HostRow, countsFor: string | null): Candidate => ({
    ...person,
    pageId: null,
    offeringId: row.settings_version === 1 ? id : `${id}/${row.settings_version}`,
    countsFor,
  });
  const named = (required: boolean) =>
    coHosts
      .filter((each) => each.required === required)
      .flatMap((each) => people.find((person) => person.id === each.user) ?? []);
  const assignment = {
    method: rules.distribution === 'round_robin' ? ('round_robin' as const) : ('priority' as const),
    correction: rules.correction,
    idleScope: id,
    countScope: id,
  };
  const hosts = people.filter((person) => person.seat && !coHosts.some((each) => each.user === person.id));
  return {
    source: { booking_calendar_id: id, master_page_id: null, event_type_id: null },
    subject: row.subject,
    open: row.published,
    durationMinutes: row.duration_minutes,
    rules,
    weekStart: people[0]?.week_start ?? 1,
    host: { members: hosts.map((person) => asCandidate(person, id)), assignment },
    panel: named(true).map((person) => ({ members: [asCandidate(person, null)], assignment })),
    optional: named(false),
  };
}
