import type { Logger } from 'pino';
import type { Database } from '../db/pool.ts';
import { every, type Running } from '../jobs/every.ts';
import { abandonConversations } from './abandon.ts';

const everyMs = 2000;

/** Abandons conversations within a few seconds of their visitor's tenth silent minute, for as long as the server runs. */
export function startAbandoning({ db, log, clock }: { db: Database; log: Logger; clock: () => number }): Running {
  return every(everyMs, 'abandoned conversations', log, async () => {
    while (await db.system((tx) => abandonConversations(tx, clock())));
  });
}
