import { loadCalendar } from '../calendars/load.ts';
import { listSlots as computeSlots } from '../core/slots.ts';
import type { Tx } from '../db/pool.ts';
import { problem } from '../http/problem.ts';
import { iso, lastInstant } from '../http/time.ts';
import { loadStanding } from './load-standing.ts';
import { type OfferedLocation, offeredLocations } from './offered-locations.ts';

const dayMs = 86_400_000;
/** A start that was "now" when the client wrote it is a little in the past when it arrives. */
const clockSkewMs = 5 * 60_000;

/** The free starts of a calendar in [start, end) with the ways to meet at each, as `GET …/time-slots` answers them. */
export async function listSlots(
  tx: Tx,
  accountId: string,
  calendarId: string,
  range: { start?: number | undefined; end?: number | undefined },
  now: number,
) {
  const from = range.start ?? now;
  const to = range.end ?? Math.min(from + 7 * dayMs, lastInstant);
  if (to <= from) throw problem('end_before_start');
  if (to - from > 30 * dayMs) throw problem('range_too_long');
  const calendar = await loadCalendar(tx, accountId, calendarId);
  if (!calendar.row.published) throw problem('slots_unpublished');
  if (calendar.hosts.length === 0) throw problem('slots_without_seat');
  if (from < now - clockSkewMs) throw problem('start_in_past');
  const { standing } = await loadStanding(tx, accountId, calendar, { from, to, now });
  const slots = computeSlots({ ...standing, from, to });
  // Slots of the same blocks offer the same, and a week has hundreds of slots in a few blocks.
  const offered = new Map<string, ReturnType<typeof distinct>>();
  return Array.from(slots.starts, (start, slot) => {
    const blocks = slots.freeHosts(slot).flatMap((host) => {
      const block = slots.blockOf(slot, host);
      return block === undefined ? [] : [{ host, block }];
    });
    const key = blocks.map(({ host, block }) => `${host} ${block.date} ${block.index}`).join();
    const locations =
      offered.get(key) ?? distinct(blocks.flatMap(({ host, block }) => offeredLocations(calendar.hosts[host]!, block)));
    offered.set(key, locations);
    return { start_time: iso(start), locations };
  });
}

/** Each of them once, as a guest sees it before booking. */
function distinct(locations: OfferedLocation[]): Omit<OfferedLocation, 'join'>[] {
  const byContent = new Map(
    locations.map(({ join: _, ...shown }) => [`${shown.type} ${shown.value} ${shown.id}`, shown]),
  );
  return [...byContent.values()];
}
