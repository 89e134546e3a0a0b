const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/** How long after its event a delivery is tried for the last time (contract 8.7: "up to about 3 days"). */
export const retryWindowMs = 72 * hour;

/** What lies between one attempt and the next; together they put attempts at 0, 5 s, 30 s, 2, 5, 15 and 30 minutes. */
const firstGapsMs = [5 * second, 25 * second, 90 * second, 3 * minute, 10 * minute, 15 * minute];

/** No gap is planned longer than this: what is due is noticed within two seconds, and nothing waits more than an hour. */
const longestGapMs = hour - 2 * second;

/**
 * Jitter only ever shortens a gap. The first long one takes nearly all of it: what failed in the same second is spread over
 * 24 minutes of each later hour, so that no ten seconds see three times their share. Together they stay below the half hour
 * that lies between the last attempt but one and the last, so there are 79 attempts, whatever the draws.
 */
const firstGapJitter = 0.1;
const spreadMs = 24 * minute;
const laterGapJitterMs = 500;

/** When a receiver that only asked for patience hears again of what it put off. */
const throttledGapMs = { least: 30 * second, most: minute };

/** Attempts of a delivery whose every attempt fails as soon as it is due, by this schedule alone. */
export const attemptsInWindow = 79;

/** An attempt that failed. Times are in milliseconds since the epoch. */
export interface FailedAttempt {
  /** Attempts made so far, this one included. */
  attempts: number;
  /** When the event happened, or when its endpoint was resumed after that: the 72 hours begin here. */
  since: number;
  startedTime: number;
  endedTime: number;
  /** How long the receiver asked to be left alone, from the end of the attempt. */
  askedMs?: number | undefined;
  /** The receiver is there, but had too much at once. */
  throttled?: boolean;
  /** Its endpoint's backlog is parked: the probe takes care of the early steps, and what is left is the hour. */
  parked?: boolean;
}

/**
 * When to try again after an attempt that failed, in milliseconds since the epoch; undefined after the last one. Gaps
 * count from the start of the failed attempt, so that a server that was away for a night goes on with the steps
 * instead of doing at once all that it missed. Nothing that a receiver asks for makes a gap longer than an hour. The last
 * attempt is 72 hours after the event. `random`, from 0 up to 1, says how much of the jitter to take.
 */
export function nextAttempt(failed: FailedAttempt, random: number): number | undefined {
  const { startedTime, endedTime, since } = failed;
  const last = since + retryWindowMs;
  if (startedTime >= last) return undefined;
  const wanted = Math.max(startedTime + gapMs(failed, random), endedTime + (failed.askedMs ?? 0));
  return Math.min(last, Math.round(Math.min(wanted, startedTime + longestGapMs)));
}

function gapMs({ attempts, throttled, parked }: FailedAttempt, random: number): number {
  if (throttled && !parked) return throttledGapMs.least + random * (throttledGapMs.most - throttledGapMs.least);
  const early = parked ? undefined : firstGapsMs[attempts - 1];
  if (early !== undefined) return early * (1 - random * firstGapJitter);
  return longestGapMs - random * (attempts <= firstGapsMs.length + 1 ? spreadMs : laterGapJitterMs);
}

/**
 * When something that is written while its endpoint's backlog is parked has its first attempt, if the endpoint does not come
 * back before: within an hour as well, and not all at once.
 */
export const parkedFirstGapMs = { least: 30 * minute, most: 57 * minute };
