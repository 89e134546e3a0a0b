import { afterThrottle, brokenOff, faster, type Pace, slowStart, unpaced } from './pace.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/**
 * What is known of an endpoint, as its row holds it; times are in milliseconds since the epoch. It is well; or it *fails*,
 * from its first failure after a success to its next success; after some failures its backlog is *parked* and one delivery at
 * a time goes as a *probe*; the first success begins the *drain* of what was parked, at a *pace* that grows. Whatever it does,
 * it may be *paused*.
 */
export interface Endpoint extends Pace {
  failing_since: number | null;
  /** Since the last success. */
  failures: number;
  last_success_time: number | null;
  /** While it fails: when one delivery goes whether it is due or not. */
  next_probe_time: number | null;
  parked_since: number | null;
  /** Parked: a process is trying it, at the longest until then. */
  trying_until: number | null;
  /** Since when what was parked is sent; null once all of it has been. */
  recovered_time: number | null;
  paused_time: number | null;
  paused_reason: PausedReason | null;
  resumed_time: number | null;
  /** Of how many of the hours in `noticeHours` the account has been told. */
  notices: number;
}

/** `requested`: by somebody; `gone`: by its 410; `failing`: by 72 hours without a success. */
export type PausedReason = 'requested' | 'gone' | 'failing';

/** An endpoint that nothing has been sent to. */
export const newEndpoint: Endpoint = {
  failing_since: null,
  failures: 0,
  last_success_time: null,
  next_probe_time: null,
  parked_since: null,
  trying_until: null,
  recovered_time: null,
  ...unpaced,
  paused_time: null,
  paused_reason: null,
  resumed_time: null,
  notices: 0,
};

/** How an attempt ended, as far as its endpoint is concerned. */
export interface AttemptEnd {
  startedTime: number;
  endedTime: number;
  delivered: boolean;
  /** Undefined if no answer came. */
  status?: number | undefined;
  /** What its `Retry-After` asked for. */
  askedMs?: number | undefined;
}

/** So many failures without a success park the backlog. */
const failuresThatPark = 3;
/** A receiver that only says "too many" is there; it is parked once it has taken nothing for so long. */
const throttledThatParkMs = 30 * second;
/** One that asks for more patience than that is left alone for as long. */
const askedThatParksMs = 2 * second;

/** The first probe goes soon, so that a restart of the receiver costs seconds; then one goes every so often. */
const firstProbeMs = { least: 5 * second, most: 20 * second };
const probeGapMs = { least: 30 * second, most: 50 * second };

const pauseAfterMs = 72 * hour;
const pauseAfterFailures = 20;

/** After so many hours of failure the account is told. */
export const noticeHours = [1, 24, 72] as const;

/** True for an answer of a receiver that is there and has too much to do. */
function isThrottled({ status, askedMs }: Pick<AttemptEnd, 'status' | 'askedMs'>): boolean {
  return status === 429 || (status === 503 && askedMs !== undefined);
}

/** What an endpoint's health, as it is after a failed attempt, means for the delivery that was tried, and had been at `triedTime`. */
export function waitOf(
  endpoint: Endpoint,
  end: AttemptEnd,
  triedTime: number | null,
): { parked: boolean; soon: boolean } {
  const { recovered_time, parked_since } = endpoint;
  const firstSinceBack = recovered_time !== null && triedTime !== null && triedTime < recovered_time;
  return { parked: parked_since !== null, soon: isThrottled(end) || firstSinceBack };
}

/** What is known of the endpoint after one more attempt; attempts come in the order in which they ended. */
export function afterAttempt(endpoint: Endpoint, end: AttemptEnd, random: number): Endpoint {
  if (end.delivered) return afterSuccess(endpoint, end);
  const failed = afterFailure(endpoint, end, random);
  return end.status === 410 && failed.paused_time === null ? paused(failed, 'gone', end.endedTime) : failed;
}

function afterSuccess(endpoint: Endpoint, { endedTime }: AttemptEnd): Endpoint {
  const well: Endpoint = {
    ...endpoint,
    failing_since: null,
    failures: 0,
    last_success_time: Math.max(endpoint.last_success_time ?? endedTime, endedTime),
    next_probe_time: null,
    parked_since: null,
    trying_until: null,
    notices: 0,
  };
  if (endpoint.parked_since === null) return { ...well, ...faster(endpoint, endedTime) };
  return { ...well, ...slowStart(endpoint, endedTime), recovered_time: endedTime };
}

function afterFailure(endpoint: Endpoint, end: AttemptEnd, random: number): Endpoint {
  const { startedTime, endedTime } = end;
  const paced = isThrottled(end) && endpoint.parked_since === null;
  const slowed: Endpoint = paced ? { ...endpoint, ...afterThrottle(endpoint, end) } : endpoint;
  // It began before the endpoint was last seen well, and so says nothing of whether it is now.
  if (startedTime < (endpoint.last_success_time ?? startedTime)) return slowed;
  const failing_since = endpoint.failing_since ?? startedTime;
  const failed: Endpoint = {
    ...slowed,
    failing_since,
    failures: endpoint.failures + 1,
    // What began before the backlog was parked had no turn to give back.
    trying_until: startedTime < (endpoint.parked_since ?? 0) ? endpoint.trying_until : null,
    next_probe_time: nextProbe(endpoint, end, random),
    notices: Math.max(endpoint.notices, noticesDue(endedTime - failing_since)),
  };
  if (failed.parked_since === null && parks(failed, end))
    Object.assign(failed, brokenOff(endpoint), { parked_since: endedTime });
  if (failed.parked_since !== null && end.askedMs !== undefined)
    failed.next_send_time = Math.max(failed.next_send_time ?? 0, endedTime + end.askedMs);
  const hopeless = endedTime - failing_since >= pauseAfterMs && failed.failures >= pauseAfterFailures;
  return hopeless && failed.paused_time === null ? paused(failed, 'failing', endedTime) : failed;
}

function parks(endpoint: Endpoint, end: AttemptEnd): boolean {
  if (!isThrottled(end)) return endpoint.failures >= failuresThatPark;
  return (end.askedMs ?? 0) > askedThatParksMs || end.endedTime - endpoint.failing_since! >= throttledThatParkMs;
}

/** Counted from the failed attempt's start, so that one that hangs costs no more than one that is refused. */
function nextProbe(endpoint: Endpoint, { startedTime, endedTime, askedMs }: AttemptEnd, random: number): number {
  const within = ({ least, most }: typeof probeGapMs) => Math.round(least + random * (most - least));
  const { failing_since, next_probe_time } = endpoint;
  let time = startedTime + within(probeGapMs);
  if (failing_since === null) time = Math.max(endedTime, startedTime + within(firstProbeMs));
  // Others that were under way when the first failed do not put off the first probe.
  else if (next_probe_time! > endedTime && next_probe_time! <= failing_since + firstProbeMs.most)
    time = next_probe_time!;
  return Math.max(time, endedTime + (askedMs ?? 0));
}

function noticesDue(failingMs: number): number {
  return noticeHours.filter((hours) => failingMs >= hours * hour).length;
}

/** The endpoint, paused: nothing is sent, and what happens is kept for it. */
export function paused(endpoint: Endpoint, reason: PausedReason, now: number): Endpoint {
  return { ...endpoint, paused_time: now, paused_reason: reason, trying_until: null };
}

/** The endpoint as it is when somebody says that it works again: what was kept goes as after an outage. */
export function resumed(endpoint: Endpoint, now: number): Endpoint {
  const { last_success_time } = endpoint;
  return { ...newEndpoint, ...slowStart(unpaced, now), last_success_time, recovered_time: now, resumed_time: now };
}

/** What an account has to be told. */
export type EndpointNotice =
  | { kind: 'webhook_failing'; hours: (typeof noticeHours)[number] }
  | { kind: 'webhook_paused'; reason: PausedReason };

/** What an account has to be told of an attempt, by what was known before and is known after it. A pause says it all. */
export function noticeOf(before: Endpoint, after: Endpoint): EndpointNotice | undefined {
  if (before.paused_time === null && after.paused_reason !== null)
    return { kind: 'webhook_paused', reason: after.paused_reason };
  if (after.notices <= before.notices) return undefined;
  return { kind: 'webhook_failing', hours: noticeHours[after.notices - 1]! };
}

/** How an endpoint does, in a word. */
export type EndpointState = 'active' | 'failing' | 'recovering' | 'paused';

/** How an endpoint does that is owed so many deliveries; what was parked is sent as long as there are any. */
export function stateOf(
  {
    paused_time,
    failing_since,
    recovered_time,
    pace,
  }: Pick<Endpoint, 'paused_time' | 'failing_since' | 'recovered_time' | 'pace'>,
  owed: number,
): EndpointState {
  if (paused_time !== null) return 'paused';
  if (failing_since !== null) return 'failing';
  return owed > 0 && (recovered_time !== null || pace !== null) ? 'recovering' : 'active';
}
