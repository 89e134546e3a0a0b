import type { Logger } from 'pino';
import type { Database } from '../db/pool.ts';
import { every, type Running } from '../jobs/every.ts';
import { forgetOldEntries } from './forget-old-entries.ts';

const everyMs = 3_600_000;

/** Deletes entries of the audit log that are older than they are kept, for as long as the server runs. */
export function startForgettingEntries(options: {
  db: Database;
  log: Logger;
  clock: () => number;
  keptMs: number;
}): Running {
  const { db, clock, keptMs } = options;
  return every(everyMs, 'audit log', options.log, async (stopping) => {
    while (!stopping.aborted && (await db.system((tx) => forgetOldEntries(tx, clock() - keptMs))));
  });
}
