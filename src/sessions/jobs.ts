import type { Logger } from 'pino';
import type { Database } from '../db/pool.ts';
import { every, type Running } from '../jobs/every.ts';
import { sessionLengthMs } from './schema.ts';
import { deleteOldSessions } from './store.ts';

const everyMs = 3_600_000;

/** Deletes sessions that have long been over, for as long as the server runs. */
export function startForgettingSessions({
  db,
  log,
  clock,
}: {
  db: Database;
  log: Logger;
  clock: () => number;
}): Running {
  return every(everyMs, 'old sessions', log, async (stopping) => {
    while (!stopping.aborted && (await db.system((tx) => deleteOldSessions(tx, clock() - sessionLengthMs))) === 1000);
  });
}
