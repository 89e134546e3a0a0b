import { orderMembers } from '../assignment/order-members.ts';
import { listSlots as computeSlots, type Slots } from '../core/slots.ts';
import { spreadOverDays } from '../core/spread.ts';
import type { Tx } from '../db/pool.ts';
import { problem } from '../http/problem.ts';
import { iso, lastInstant } from '../http/time.ts';
import type { Offering, Target } from '../offerings/schema.ts';
import { withDuration } from './find-offering.ts';
import { loadForGuests } from './load-for-guests.ts';
import { loadStanding } from './load-standing.ts';
import { type Invitation, offerToGuest } from './offer-to-guest.ts';
import { type OfferedLocation, offeredLocations } from './offered-locations.ts';

const dayMs = 86_400_000;
/** A start that was "now" when the client wrote it is a little in the past when it arrives. */
const clockSkewMs = 5 * 60_000;

/** Which starts are asked for; epoch milliseconds. */
export interface Range extends Invitation {
  start?: number | undefined;
  end?: number | undefined;
  durationMinutes?: number | undefined;
}

/** A start on offer, with the ways to meet there. `booking_pages` only where a guest picks one of them at his time. */
export interface Slot {
  start_time: string;
  locations: Omit<OfferedLocation, 'join'>[];
  booking_pages?: string[];
}

/** The free starts of an offering in [start, end) with the ways to meet at each, as `GET …/time-slots` answers them. */
export async function listSlots(tx: Tx, accountId: string, target: Target, range: Range, now: number) {
  const { from, to } = rangeFrom(range, now);
  const { offering: found, link } = await offerToGuest(tx, accountId, target, range, { now, forBooking: false });
  const offering = withDuration(found, link?.duration_minutes ?? range.durationMinutes);
  if (!offering.open) throw problem('calendar' in target ? 'slots_unpublished' : 'slots_disabled');
  if (offering.host.members.length === 0) throw problem('slots_without_seat');
  if (from < now - clockSkewMs) throw problem('start_in_past');
  return slotsOf(tx, accountId, offering, { from, to, now });
}

/** A range with its defaults: from now on, for a week. Refused if it ends before it begins, or is longer than 30 days. */
export function rangeFrom(range: Range, now: number): { from: number; to: number } {
  const from = range.start ?? now;
  const to = range.end ?? Math.min(from + 7 * dayMs, lastInstant);
  if (to <= from) throw problem('end_before_start');
  if (to - from > 30 * dayMs) throw problem('range_too_long');
  return { from, to };
}

/** When starts are looked for, epoch milliseconds. */
export interface Window {
  from: number;
  to: number;
  now: number;
  /** True where a guest looks himself: the offering's horizon holds for him (product description 1.4). */
  withHorizon?: boolean;
}

/** The same for an offering that was found. `except` are a booking that is about to move, or holds of the one who asks. */
export async function slotsOf(
  tx: Tx,
  accountId: string,
  offering: Offering,
  window: Window,
  except: readonly string[] = [],
): Promise<Slot[]> {
  const load = window.withHorizon === true ? loadForGuests : loadStanding;
  const { standing } = await load(tx, accountId, offering, window, except);
  const { members, assignment } = offering.host;
  const all = computeSlots({ ...standing, from: window.from, to: window.to });
  const turn = assignment.method === 'round_robin' ? await whoseTurn(tx, accountId, offering, all) : undefined;
  const slots =
    turn === undefined
      ? all
      : computeSlots({ ...standing, hosts: [standing.hosts[turn]!], from: window.from, to: window.to });
  const memberAt = (host: number) => members[turn ?? host]!;
  // Slots of the same blocks offer the same, and a week has hundreds of slots in a few blocks.
  const offered = new Map<string, ReturnType<typeof distinct>>();
  const { slots_per_day: perDay } = offering.rules;
  const shown = perDay === null ? undefined : spreadOverDays(slots.starts, members[0]!.timezone, perDay);
  return (shown ?? Array.from(slots.starts, (_, slot) => slot)).map((slot) => {
    const blocks = slots.freeHosts(slot).flatMap((host) => {
      const block = slots.blockOf(slot, host);
      return block === undefined ? [] : [{ host, block }];
    });
    const key = blocks.map(({ host, block }) => `${host} ${block.date} ${block.index}`).join();
    const locations =
      offered.get(key) ?? distinct(blocks.flatMap(({ host, block }) => offeredLocations(memberAt(host), block)));
    offered.set(key, locations);
    const found = { start_time: iso(slots.starts[slot]!), locations };
    if (offering.picks === undefined) return found;
    const free = new Set(slots.freeHosts(slot).map((host) => memberAt(host).pageId));
    return { ...found, booking_pages: offering.picks.filter((page) => free.has(page)) };
  });
}

/**
 * In turn, guests see the times of the next member alone (product description 2.2). Who has no time in the whole range is
 * passed over and keeps his place.
 */
async function whoseTurn(tx: Tx, accountId: string, { host }: Offering, slots: Slots): Promise<number | undefined> {
  const order = await orderMembers(tx, accountId, host);
  const rows = slots.starts.length;
  const hasTime = (index: number) => {
    for (let row = 0; row < rows; row++) if (slots.isFree(row, index)) return true;
    return false;
  };
  return order.map((member) => host.members.indexOf(member)).find(hasTime);
}

/** Each of them once, as a guest sees it before booking. */
function distinct(locations: OfferedLocation[]): Omit<OfferedLocation, 'join'>[] {
  const byContent = new Map(
    locations.map(({ join: _, ...shown }) => [`${shown.type} ${shown.value} ${shown.id}`, shown]),
  );
  return [...byContent.values()];
}
