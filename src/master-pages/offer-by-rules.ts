import type { Tx } from '../db/pool.ts';
import { findEventType } from '../event-types/find-event-type.ts';
import type { EventTypeRow } from '../event-types/store.ts';
import { problem } from '../http/problem.ts';
import { type Assignment, meetingRules, type Offering, type Place } from '../offerings/schema.ts';
import { asCandidate } from '../pages/as-candidate.ts';
import { findPageOwners } from '../pages/find-owners.ts';
import { findSeats } from '../pools/find-seats.ts';
import { seatOnce } from './seat-once.ts';
import { findAssignmentRules, findMembersOffering, type MasterPageRow } from './store.ts';

/** Somebody who is to take a place, before it is known who of them can. */
interface Seats {
  members: readonly { booking_page_id: string; priority: number }[];
  assignment: Assignment;
  counted: boolean;
}

/**
 * An event type on a master page that finds the host by rules: dynamic ones name a page or pool for each place of the
 * meeting, static ones share meetings out among all pages that offer the event type. Pages that are disabled or whose owner
 * has no seat are left out; if nobody is left for a place, guests cannot book. A booking that moves keeps its page, which is
 * `kept`, though that has left the pool or the rules since (product description 2.1). Where guests pick a member by time, the
 * one who is `picked` hosts; refused if he is none of them.
 */
export async function offerByRules(
  tx: Tx,
  accountId: string,
  master: MasterPageRow,
  eventTypeId: string,
  { kept, picked }: { kept?: string | undefined; picked?: string | undefined },
  now: number,
): Promise<Offering> {
  const unknown = problem('no_such_event_type', { value: eventTypeId, param: 'event_type' });
  const [eventType, seats] = await Promise.all([
    findEventType(tx, accountId, eventTypeId),
    seatsOf(tx, accountId, master, eventTypeId, now),
  ]);
  if (eventType === undefined || seats === undefined) throw unknown;
  const [hosts] = seats;
  const isHost = (page: string) => hosts!.members.some((each) => each.booking_page_id === page);
  if (kept !== undefined && !isHost(kept)) hosts!.members = [...hosts!.members, { booking_page_id: kept, priority: 5 }];
  if (picked !== undefined && !isHost(picked))
    throw problem('no_such_booking_page', { value: picked, param: 'booking_page' });
  if (picked !== undefined) hosts!.members = hosts!.members.filter((each) => each.booking_page_id === picked);
  const rows = await findPageOwners(tx, accountId, [
    ...new Set(seats.flatMap((each) => each.members.map((member) => member.booking_page_id))),
  ]);
  const places = seats.map(
    ({ members, assignment, counted }): Place => ({
      members: rows
        .filter((row) => row.active && row.seated)
        .flatMap((row) => {
          const member = members.find((each) => each.booking_page_id === row.page_id);
          return member === undefined ? [] : [asCandidate(row, sessionsOf(row.page_id, eventType), member.priority)];
        }),
      assignment,
      counted,
    }),
  );
  const [host, ...panel] = seatOnce(places);
  const rules = meetingRules.parse(eventType.rules);
  return {
    source: { booking_calendar_id: null, master_page_id: master.id, event_type_id: eventTypeId },
    subject: eventType.name,
    open: master.active && places.every((place) => place.members.length > 0),
    durationMinutes: rules.durations[0]!,
    rules,
    weekStart: rows[0]?.week_start ?? 1,
    host: host!,
    panel: panel.map((place) => ({
      ...place,
      members: place.members.map((member) => ({ ...member, countsFor: null })),
    })),
    optional: [],
    ...(byTime(master) ? { picks: hosts!.members.map((each) => each.booking_page_id) } : {}),
  };
}

/** Guests see the times of all, and pick one of those who are free at theirs (product description 2.1). */
function byTime(master: MasterPageRow): boolean {
  return master.scenario === 'rule_based_static' && master.distribution === 'member_by_time';
}

function sessionsOf(pageId: string, { id, settings_version }: EventTypeRow): string {
  return `${pageId}/${id}/${settings_version}`;
}

/** The places of a meeting, the host's first; undefined if the master page does not offer the event type. */
async function seatsOf(
  tx: Tx,
  accountId: string,
  master: MasterPageRow,
  eventTypeId: string,
  now: number,
): Promise<Seats[] | undefined> {
  const idleScope = `${master.id}/${eventTypeId}`;
  if (master.scenario === 'rule_based_static') {
    const members = await findMembersOffering(tx, accountId, master.id, eventTypeId);
    if (members.length === 0) return undefined;
    const method = master.distribution === 'member_by_time' ? 'longest_idle' : master.distribution;
    const assignment = { method, correction: false, idleScope, countScope: idleScope };
    return [{ members, assignment, counted: true }];
  }
  const rules = await findAssignmentRules(tx, accountId, master.id);
  const rule = rules.find((each) => each.event_type_id === eventTypeId);
  if (rule === undefined) return undefined;
  const ids = [rule.owner_id, ...rule.member_ids];
  const pools = await findSeats(tx, accountId, ids, now);
  return ids.map((id): Seats => {
    const pool = pools.find((each) => each.id === id);
    if (pool === undefined) {
      const assignment = { method: 'longest_idle' as const, correction: false, idleScope, countScope: idleScope };
      return { members: [{ booking_page_id: id, priority: 5 }], assignment, counted: false };
    }
    const { method, correction, scope, members } = pool;
    return { members, assignment: { method, correction, idleScope, countScope: scope }, counted: true };
  });
}
