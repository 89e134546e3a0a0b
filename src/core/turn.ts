import type { Endpoint } from './endpoint.ts';
import { nextSend, sendable } from './pace.ts';

/** How many may be under way to one endpoint at once. */
export interface EndpointLimits {
  /** To one that is well. */
  perEndpoint: number;
  /** To one whose backlog is sent after an outage, once it has shown that it keeps up. */
  perRecovering: number;
}

/** What an endpoint may be sent now. */
export interface Turn {
  /**
   * `due`: what is due, longest due first. `probe`: what is due or will be next. `drain`: besides what is due, what has not
   * been tried since the endpoint came back, oldest first.
   */
  mode: 'due' | 'probe' | 'drain';
  /** At once. */
  most: number;
  /** As more than are under way. */
  more: number;
}

/**
 * What is due to a parked endpoint within so long counts as due: one goes at a time, and twenty that hang until their time limit
 * keep no other from its hour.
 */
export const aheadMs = 5 * 60_000;

/** Up to when a delivery to the endpoint must fall due to count as due. */
export function dueUntil({ parked_since }: Pick<Endpoint, 'parked_since'>, now: number): number {
  return parked_since === null ? now : now + aheadMs;
}

/** At a hundred milliseconds an answer, one slot carries so many a second. */
const perSlot = 10;

/**
 * What an endpoint may be sent now; undefined for nothing. While its backlog is parked, one delivery at a time goes: the
 * probe, and whatever has waited for an hour, so that this promise does not hang on the probe.
 */
export function turnOf(endpoint: Endpoint, now: number, limits: EndpointLimits): Turn | undefined {
  if (endpoint.paused_time !== null) return undefined;
  const probes = endpoint.next_probe_time !== null && endpoint.next_probe_time <= now;
  if (endpoint.parked_since !== null) {
    if (endpoint.trying_until !== null && endpoint.trying_until > now) return undefined;
    return { mode: probes ? 'probe' : 'due', most: 1, more: 1 };
  }
  const more = sendable(endpoint, now);
  if (more === 0) return undefined;
  const most = mostAtOnce(endpoint, limits);
  if (endpoint.failing_since !== null && probes) return { mode: 'probe', most, more: 1 };
  return { mode: endpoint.recovered_time === null ? 'due' : 'drain', most, more };
}

function mostAtOnce({ pace, recovered_time }: Endpoint, { perEndpoint, perRecovering }: EndpointLimits): number {
  if (pace !== null) return Math.max(1, Math.min(perRecovering, Math.ceil(pace / perSlot)));
  return recovered_time === null ? perEndpoint : perRecovering;
}

/** When an endpoint that gets deliveries at a pace may get another; undefined if it has none, or gets nothing at all. */
export function sendsAgain(
  { pace, next_send_time, parked_since, paused_time }: Endpoint,
  now: number,
): number | undefined {
  if (pace === null || parked_since !== null || paused_time !== null) return undefined;
  return Math.max(next_send_time ?? now, now + 1000 / pace);
}

/** What taking a turn changes of an endpoint: the columns by which processes agree on who has it. */
export type TurnMarks = Pick<Endpoint, 'next_probe_time' | 'next_send_time' | 'trying_until'>;

/**
 * What stands in an endpoint's row once somebody has taken its turn with so many deliveries; undefined if the turn is
 * anybody's, as with an endpoint that is well. Who takes a turn and dies gives it back by the end of his lease.
 */
export function takenTurn(
  endpoint: Endpoint,
  { mode }: Pick<Turn, 'mode'>,
  slots: number,
  now: number,
  leaseMs: number,
): TurnMarks | undefined {
  const { next_probe_time } = endpoint;
  if (endpoint.parked_since !== null)
    return { next_probe_time, next_send_time: endpoint.next_send_time, trying_until: now + leaseMs };
  if (endpoint.pace === null && mode !== 'probe') return undefined;
  return {
    next_probe_time: mode === 'probe' ? now + leaseMs : next_probe_time,
    next_send_time: nextSend(endpoint, slots, now),
    trying_until: endpoint.trying_until,
  };
}

/** An endpoint's drain goes on for so long even if nothing is left: what was written while it was parked may not be visible yet. */
const drainAtLeastMs = 60_000;

/** True if nothing is left of what was parked. `waiting`: whether the drain still finds something. */
export function isDrained({ recovered_time }: Endpoint, waiting: boolean, now: number): boolean {
  return recovered_time !== null && !waiting && now - recovered_time >= drainAtLeastMs;
}
