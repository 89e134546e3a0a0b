/**
 * How fast an endpoint gets what it is owed after an outage, or after it said that it has too much to do. The pace grows
 * with each success: it doubles in about ten seconds up to `pace_limit`, beyond it by one a second for each second; an answer
 * that says "too many" halves it. So a backlog of ten thousand goes in about a minute, and a receiver that takes 50 a second
 * is found out with a handful of refusals.
 */
export interface Pace {
  /** Deliveries a second; null for as fast as they go. */
  pace: number | null;
  /** At half of the pace that was too much; null if none is known. */
  pace_limit: number | null;
  /** When the next may go, while there is a pace. Parked: until when the endpoint asked to be left alone. */
  next_send_time: number | null;
  /** When the pace was last cut. */
  slowed_time: number | null;
}

export const unpaced: Pace = { pace: null, pace_limit: null, next_send_time: null, slowed_time: null };

const firstPace = 10;
const leastPace = 0.5;
/** Who takes so many is not held back any more. */
const freePace = 250;
/** Nor who has not complained for so long. */
const calmMs = 10 * 60_000;
/** Each success is one more of a second's deliveries: at n a second the pace doubles in ten seconds. */
const growthPerSuccess = Math.LN2 / 10;
/** What was not sent in time may catch up by so much, and no burst is larger. */
const burstMs = 200;

/** The pace at which an endpoint that is back gets its backlog. */
export function slowStart({ pace_limit }: Pick<Pace, 'pace_limit'>, now: number): Pace {
  const pace = pace_limit === null ? firstPace : Math.min(firstPace, pace_limit);
  return { pace, pace_limit, next_send_time: now, slowed_time: now };
}

/** The pace after a success. */
export function faster({ pace, pace_limit, next_send_time, slowed_time }: Pace, now: number): Pace {
  if (pace === null || slowed_time === null) return unpaced;
  const grown = pace + (pace < (pace_limit ?? Number.POSITIVE_INFINITY) ? growthPerSuccess : 1 / pace);
  if (grown >= freePace || now - slowed_time >= calmMs) return unpaced;
  return { pace: grown, pace_limit, next_send_time, slowed_time };
}

/** The pace after an answer that said "too many". What was already on its way when the pace was last cut does not count again. */
export function afterThrottle(
  known: Pace,
  { startedTime, endedTime, askedMs = 0 }: { startedTime: number; endedTime: number; askedMs?: number | undefined },
): Pace {
  if (known.slowed_time !== null && known.pace !== null && startedTime < known.slowed_time) return known;
  const pace = known.pace === null ? firstPace : Math.max(leastPace, known.pace / 2);
  const next_send_time = Math.max(known.next_send_time ?? 0, endedTime + Math.max(askedMs, Math.round(1000 / pace)));
  return { pace, pace_limit: known.pace === null ? null : pace, next_send_time, slowed_time: endedTime };
}

/** What is remembered of a pace at which the endpoint broke down: half of it is gone to carefully. */
export function brokenOff({ pace }: Pace): Pace {
  return { ...unpaced, pace_limit: pace === null ? null : Math.max(leastPace, pace / 2) };
}

/** How many may be sent now. */
export function sendable({ pace, next_send_time }: Pace, now: number): number {
  if (pace === null) return Number.POSITIVE_INFINITY;
  const from = Math.max(next_send_time ?? 0, now - burstMs);
  return from > now ? 0 : 1 + Math.floor(((now - from) * pace) / 1000);
}

/** When the next may be sent after so many more. */
export function nextSend({ pace, next_send_time }: Pace, sent: number, now: number): number | null {
  if (pace === null) return null;
  return Math.ceil(Math.max(next_send_time ?? 0, now - burstMs) + (sent * 1000) / pace);
}
