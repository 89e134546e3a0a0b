import type { Logger } from 'pino';
import type { Database } from '../db/pool.ts';
import { every, type Running } from '../jobs/every.ts';
import { deleteForgotten } from './store.ts';

const everyMs = 3_600_000;
const forgottenMs = 86_400_000;
const batch = 100;

/** Deletes files whose guests did not go on to book, after a day. */
export function startForgettingFiles(options: { db: Database; log: Logger; clock: () => number }): Running {
  const { db, log, clock } = options;
  return every(everyMs, 'forgotten files', log, async () => {
    while ((await db.system((tx) => deleteForgotten(tx, clock() - forgottenMs, batch))) === batch);
  });
}
