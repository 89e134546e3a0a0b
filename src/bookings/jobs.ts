import type { Logger } from 'pino';
import type { Database } from '../db/pool.ts';
import { every, type Running } from '../jobs/every.ts';
import { completeEnded } from './complete.ts';

const everyMs = 2000;

/** Completes bookings within a few seconds of their end, for as long as the server runs. */
export function startCompletion(options: { db: Database; log: Logger; clock: () => number; baseUrl: string }): Running {
  const { db, clock, baseUrl } = options;
  return every(everyMs, 'completion', options.log, async () => {
    for (let more = true; more; ) ({ more } = await db.system((tx) => completeEnded(tx, { now: clock(), baseUrl })));
  });
}
