const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/** How long after its event a delivery is tried for the last time (contract 8.7: "up to about 3 days"). */
export const retryWindowMs = 72 * hour;

/** What lies between one attempt and the next; together they put attempts at 0, 5 s, 30 s, 2, 5, 15 and 30 minutes. */
const firstGapsMs = [5 * second, 25 * second, 90 * second, 3 * minute, 10 * minute, 15 * minute];

/** No gap is planned longer than this: who is due waits for the next look, and for others that hang. */
const longestGapMs = hour - 20 * second;

/**
 * Jitter only ever shortens a gap. The first long one takes nearly all of it: what failed in the same second is spread over
 * 24 minutes of each later hour, so that no ten seconds see three times their share.
 */
const firstGapJitter = 0.1;
const spreadMs = 24 * minute;
const laterGapJitterMs = 500;

interface Span {
  least: number;
  most: number;
}

/** When a receiver that is there hears again of what it put off, or of what failed as soon as it was back. */
const soonMs: Span = { least: 30 * second, most: minute };

/**
 * What a parked delivery waits for an attempt of its own, if its endpoint does not come back before: for its first, if it is
 * written while the backlog is parked, and for another. They wait for each other, as one goes at a time, and an attempt that
 * hangs takes fifteen seconds: hence the minutes up to the hour. The first comes sooner, so that a probe, which takes what
 * is due next, rather tries something new than again what has just failed: that may be refused for ever.
 */
export const parkedGapMs = {
  first: { least: 20 * minute, most: 28 * minute },
  later: { least: 30 * minute, most: 55 * minute },
  /** While the endpoint asked to be left alone: as late as the hour allows. */
  held: { least: 54 * minute, most: 57 * minute },
} satisfies Record<string, Span>;

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
  /** The receiver is there: it had too much at once, or this was the first attempt since it came back. */
  soon?: boolean;
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

function gapMs({ attempts, soon, parked }: FailedAttempt, random: number): number {
  if (parked) return between(parkedGapMs.later, random);
  const early = firstGapsMs[attempts - 1];
  if (early !== undefined)
    return Math.min(early * (1 - random * firstGapJitter), soon ? between(soonMs, random) : early);
  if (soon) return between(soonMs, random);
  return longestGapMs - random * (attempts <= firstGapsMs.length + 1 ? spreadMs : laterGapJitterMs);
}

function between({ least, most }: Span, random: number): number {
  return least + random * (most - least);
}
