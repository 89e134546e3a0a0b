import type { Logger } from 'pino';
import { type Database, isTimeout } from '../db/pool.ts';
import { every, type Running } from '../jobs/every.ts';
import { forgetOldNotices } from '../notices/forget-old-notices.ts';
import { forgetOldReplays } from '../replays/forget-old-replays.ts';
import { dropOldAttempts } from './drop-old-attempts.ts';
import { beginning, type PurgeStep, purgeEvents } from './purge-events.ts';
import { accountsWithOldEvents } from './store.ts';

interface Options {
  db: Database;
  log: Logger;
  clock: () => number;
  /** For how long events, deliveries and attempts are kept. */
  keptMs: number;
}

const attemptsEveryMs = 600_000;
const eventsEveryMs = 3_600_000;

/** Drops days of attempts that are old enough, for as long as the server runs. */
export function startDroppingAttempts({ db, log, clock, keptMs }: Options): Running {
  return every(attemptsEveryMs, 'old attempts', log, async (stopping) => {
    try {
      while (!stopping.aborted && (await db.system((tx) => dropOldAttempts(tx, clock() - keptMs))));
    } catch (error) {
      if (!isTimeout(error)) throw error;
      log.info('attempts are being read; their old days are dropped next time');
    }
  });
}

/** Deletes old notices that are over, for as long as the server runs. */
export function startForgettingNotices({ db, log, clock, keptMs }: Options): Running {
  return every(eventsEveryMs, 'old notices', log, async (stopping) => {
    while (!stopping.aborted && (await db.system((tx) => forgetOldNotices(tx, clock() - keptMs))));
  });
}

/** Deletes old replays that are over, for as long as the server runs. */
export function startForgettingReplays({ db, log, clock, keptMs }: Options): Running {
  return every(eventsEveryMs, 'old replays', log, async (stopping) => {
    while (!stopping.aborted && (await db.system((tx) => forgetOldReplays(tx, clock() - keptMs))));
  });
}

/** Deletes old events and their deliveries, a few hundred at a time, for as long as the server runs. */
export function startPurgingEvents(options: Options): Running {
  const { db, log, clock, keptMs } = options;
  return every(eventsEveryMs, 'old events', log, async (stopping) => {
    for (const accountId of await db.system((tx) => accountsWithOldEvents(tx, clock() - keptMs))) {
      const undelivered = await purgeAccount(options, accountId, stopping);
      // Nothing ends silently.
      if (undelivered > 0)
        log.warn({ account: accountId, undelivered }, 'deliveries deleted that a paused webhook never got');
    }
  });
}

async function purgeAccount({ db, clock, keptMs }: Options, accountId: string, stopping: AbortSignal): Promise<number> {
  let undelivered = 0;
  let next: PurgeStep['next'] = beginning;
  while (next !== undefined && !stopping.aborted) {
    const after: NonNullable<typeof next> = next;
    const step: PurgeStep = await db.system((tx) => purgeEvents(tx, accountId, { now: clock(), keptMs, after }));
    undelivered += step.undelivered;
    next = step.next;
  }
  return undelivered;
}
