import type { Endpoint } from './endpoint.ts';
import { parkedGapMs } from './retry.ts';
import { type EndpointLimits, type Turn, turnOf } from './turn.ts';

/** An endpoint that is owed something. */
export interface OwedEndpoint extends Endpoint {
  account_id: string;
  webhook_id: string;
  /** When the delivery that has waited longest fell due; null if none is. */
  due_since: number | null;
  /** When that one was last tried, or else written. */
  due_tried: number | null;
  /** When the first of all falls due, if a probe may be sent. */
  probe_since: number | null;
  /** When the oldest was written of what is to be sent since the endpoint came back. */
  drain_since: number | null;
  deleted: boolean;
  /** Everything goes one by one. */
  strict: boolean;
}

/** How much may be under way at once in one process. */
export interface DeliveryLimits extends EndpointLimits {
  /** To all endpoints of an account. */
  perAccount: number;
  /** To all together. An attempt that is slow only waits and costs nothing, so it counts here no longer, but as `waiting`. */
  total: number;
  waiting: number;
}

/** What is under way to one endpoint. */
export interface UnderWay {
  account_id: string;
  count: number;
  /** How many of them are slow. */
  slow: number;
  /** Its latest attempt was slow, or failed. */
  suspect: boolean;
}

/** What an endpoint gets. */
export interface Allotment {
  endpoint: OwedEndpoint;
  turn: Turn;
  slots: number;
}

/** How `UnderWay` is kept by endpoint. */
export function endpointKey(endpoint: { account_id: string; webhook_id: string }): string {
  return `${endpoint.account_id} ${endpoint.webhook_id}`;
}

interface Hand extends Allotment {
  suspect: boolean;
  /** Since when it waits for its turn. */
  since: number;
  /** How many more it may get. */
  room: number;
}

/**
 * Deals the free slots: to the accounts in turn, and within an account to its endpoints in turn, so that none gets a second
 * before each has one; who has waited longest comes first. Endpoints that fail or are slow get at most half of the slots
 * together: however many hang until their time limit, the others go on.
 */
export function allot(
  endpoints: readonly OwedEndpoint[],
  underWay: ReadonlyMap<string, UnderWay>,
  limits: DeliveryLimits,
  now: number,
): Allotment[] {
  const free = freeSlots(underWay, limits);
  const hands = endpoints
    .flatMap((endpoint) => handOf(endpoint, underWay.get(endpointKey(endpoint)), limits, now))
    .sort((a, b) => a.since - b.since);
  const rows = [...Map.groupBy(hands, ({ endpoint }) => endpoint.account_id).values()];
  for (let dealt = true; dealt && free.total > 0; ) {
    dealt = false;
    for (const row of rows) dealt = dealOne(row, free, limits) || dealt;
  }
  return hands.filter(({ slots }) => slots > 0).map(({ endpoint, turn, slots }) => ({ endpoint, turn, slots }));
}

interface FreeSlots {
  total: number;
  forSuspects: number;
  byAccount: Map<string, number>;
}

function freeSlots(underWay: ReadonlyMap<string, UnderWay>, limits: DeliveryLimits): FreeSlots {
  const byAccount = new Map<string, number>();
  let slow = 0;
  for (const one of underWay.values()) slow += one.slow;
  // Beyond what may wait, the slow count like the others again.
  let waiting = Math.min(slow, limits.waiting);
  const free = { total: limits.total, forSuspects: Math.floor(limits.total / 2), byAccount };
  for (const { account_id, count, slow, suspect } of underWay.values()) {
    const excused = Math.min(slow, waiting);
    waiting -= excused;
    const active = count - excused;
    free.total -= active;
    if (suspect || slow > 0) free.forSuspects -= active;
    byAccount.set(account_id, (byAccount.get(account_id) ?? limits.perAccount) - active);
  }
  return free;
}

function handOf(endpoint: OwedEndpoint, busy: UnderWay | undefined, limits: DeliveryLimits, now: number): Hand[] {
  const turn = endpoint.deleted ? undefined : turnOf(endpoint, now, limits);
  const since = turn === undefined ? null : waitsSince(endpoint, turn, now);
  if (turn === undefined || since === null) return [];
  const most = endpoint.strict ? 1 : turn.most;
  const room = Math.min(most - (busy?.count ?? 0), turn.more);
  const suspect = endpoint.failing_since !== null || busy?.suspect === true || (busy?.slow ?? 0) > 0;
  return room > 0 ? [{ endpoint, turn, slots: 0, suspect, since, room }] : [];
}

/** Since when an endpoint waits for a turn of this kind; null if there is nothing to send in it. */
function waitsSince(endpoint: OwedEndpoint, { mode }: Turn, now: number): number | null {
  if (mode === 'due') return isParkable(endpoint, now) ? null : endpoint.due_since;
  if (mode === 'drain') return endpoint.drain_since;
  return endpoint.probe_since === null ? null : endpoint.next_probe_time;
}

/** Gives one slot to the endpoint of this account whose turn it is, and puts it last. False if none can take one. */
function dealOne(row: Hand[], free: FreeSlots, { perAccount }: DeliveryLimits): boolean {
  const accountId = row[0]?.endpoint.account_id ?? '';
  const left = free.byAccount.get(accountId) ?? perAccount;
  if (free.total <= 0 || left <= 0) return false;
  const at = row.findIndex(({ suspect, slots, room }) => slots < room && (!suspect || free.forSuspects > 0));
  if (at < 0) return false;
  const [hand] = row.splice(at, 1);
  hand!.slots++;
  row.push(hand!);
  free.total--;
  free.byAccount.set(accountId, left - 1);
  if (hand!.suspect) free.forSuspects--;
  return true;
}

/**
 * True if what is due to an endpoint belongs to its parked backlog: it was written, or tried, just before the backlog was
 * parked, and has not waited for its hour; or the endpoint asked since to be left alone for longer.
 */
export function isParkable(endpoint: OwedEndpoint, now: number): boolean {
  const { parked_since, due_since, due_tried } = endpoint;
  if (parked_since === null || due_since === null) return false;
  return due_tried! > now - (isHeld(endpoint, now) ? parkedGapMs.held : parkedGapMs.first).least;
}

/** True while a parked endpoint is left alone because it asked for that. */
export function isHeld({ next_send_time }: Pick<Endpoint, 'next_send_time'>, now: number): boolean {
  return next_send_time !== null && next_send_time > now;
}
