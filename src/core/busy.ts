import { minuteMs } from './days.ts';
import type { Host, Rules } from './question.ts';

/** A busy interval a start runs into: with the meeting itself (`busy`) or only with a buffer around it (`buffer`). */
export interface Clash {
  rule: 'busy' | 'buffer';
  start: number;
  end: number;
}

/**
 * The starts that busy time forbids, as flat ascending pairs (after, before) in epoch ms, both ends themselves allowed: a
 * meeting with its buffers may begin the moment another ends and end the moment another begins. Only what matters to
 * starts in [from, last].
 */
export function forbiddenStarts(busy: Float64Array, rules: Rules, from: number, last: number): number[] {
  const before = rules.bufferBeforeMinutes * minuteMs;
  const reach = (rules.durationMinutes + rules.bufferAfterMinutes) * minuteMs;
  const forbidden: number[] = [];
  let newest = -1;
  for (let i = 0; i < busy.length; i += 2) {
    const low = busy[i]! - reach;
    const high = busy[i + 1]! + before;
    if (low >= last) break;
    if (busy[i]! >= busy[i + 1]! || high <= from) continue;
    if (newest > 0 && low < forbidden[newest]!) {
      if (high > forbidden[newest]!) forbidden[newest] = high;
    } else {
      newest = forbidden.push(low, high) - 1;
    }
  }
  return forbidden;
}

const nobody: ReadonlySet<number> = new Set();

/** Starts (epoch ms) of the host's open sessions that have the calendar's duration: a guest may join there. */
export function joinableStarts(host: Host, rules: Rules): ReadonlySet<number> {
  if (host.openSessions === undefined || host.openSessions.length === 0) return nobody;
  const duration = rules.durationMinutes * minuteMs;
  const starts = new Set<number>();
  for (const session of host.openSessions) if (session.end - session.start === duration) starts.add(session.start);
  return starts;
}

/**
 * Every busy interval that excludes the start (epoch ms), in order. With `joins` the guest takes a seat in a session of
 * this start: one interval equal to the meeting is the session itself and does not count, a second one does.
 */
export function clashes(host: Host, rules: Rules, start: number, joins: boolean): Clash[] {
  const end = start + rules.durationMinutes * minuteMs;
  const low = start - rules.bufferBeforeMinutes * minuteMs;
  const high = end + rules.bufferAfterMinutes * minuteMs;
  const found: Clash[] = [];
  let ownSession = joins;
  for (let i = 0; i < host.busy.length && host.busy[i]! < high; i += 2) {
    const busyStart = host.busy[i]!;
    const busyEnd = host.busy[i + 1]!;
    if (busyEnd <= low || busyStart >= busyEnd) continue;
    if (ownSession && busyStart === start && busyEnd === end) ownSession = false;
    else found.push({ rule: busyStart < end && busyEnd > start ? 'busy' : 'buffer', start: busyStart, end: busyEnd });
  }
  return found;
}
