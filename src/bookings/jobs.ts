import type { Logger } from 'pino';
import type { Database } from '../db/pool.ts';
import { every, type Running } from '../jobs/every.ts';
import { completeEnded } from './complete.ts';
import { purgeTrash } from './purge-trash.ts';

const everyMs = 2000;
const purgeEveryMs = 3_600_000;

interface Options {
  db: Database;
  log: Logger;
  clock: () => number;
  baseUrl: string;
}

/** Completes bookings within a few seconds of their end, for as long as the server runs. */
export function startCompletion({ db, log, clock, baseUrl }: Options): Running {
  return every(everyMs, 'completion', log, async () => {
    for (let more = true; more; ) ({ more } = await db.system((tx) => completeEnded(tx, { now: clock(), baseUrl })));
  });
}

/** Erases what has been in the trash for 30 days. */
export function startPurging({ db, log, clock }: Omit<Options, 'baseUrl'>): Running {
  return every(purgeEveryMs, 'trash', log, async () => {
    while (await db.system((tx) => purgeTrash(tx, clock())));
  });
}
