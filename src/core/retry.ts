const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/** How long after its event a delivery is tried for the last time (contract 8.7: "up to about 3 days"). */
export const retryWindowMs = 72 * hour;

/** What lies between one attempt and the next; together they put attempts at 0, 5 s, 30 s, 2, 5, 15 and 30 minutes. */
const firstGapsMs = [5 * second, 25 * second, 90 * second, 3 * minute, 10 * minute, 15 * minute];
const laterGapMs = hour;

/**
 * Jitter only ever shortens a gap, so that no gap is longer than an hour. Its bounds are as wide as they can be with the
 * last attempt still at 72 hours and still the 79th: ten per cent of 30 minutes and 71 times 20 seconds stay below 30 minutes.
 */
const firstGapJitter = 0.1;
const laterGapJitterMs = 20 * second;

/** Attempts of a delivery whose every attempt fails as soon as it is due. */
export const attemptsInWindow = 79;

/**
 * When to try again after an attempt that failed, in milliseconds since the epoch; undefined after the last one. Gaps
 * count from the start of the failed attempt, so that a server that was away for a night goes on with the steps
 * instead of doing at once all that it missed. The last attempt is 72 hours after the event (schedule: issue 4).
 */
export function nextAttempt(failed: {
  /** Attempts made so far, the failed one included. */
  attempts: number;
  /** When the event happened, in milliseconds since the epoch. */
  eventTime: number;
  /** When the failed attempt started, in milliseconds since the epoch. */
  startedTime: number;
  /** From 0 up to 1: how much of the jitter to take. */
  random: number;
}): number | undefined {
  const last = failed.eventTime + retryWindowMs;
  if (failed.startedTime >= last) return undefined;
  const gap = firstGapsMs[failed.attempts - 1];
  const wait =
    gap === undefined ? laterGapMs - failed.random * laterGapJitterMs : gap * (1 - failed.random * firstGapJitter);
  return Math.min(last, failed.startedTime + Math.round(wait));
}
