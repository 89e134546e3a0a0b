import type { Logger } from 'pino';
import type { Database } from '../db/pool.ts';
import { every, type Running } from '../jobs/every.ts';
import { releaseExpiredHolds } from './release-expired-holds.ts';

const everyMs = 2000;

/** Clears away holds that have run out. */
export function startReleasing({ db, log, clock }: { db: Database; log: Logger; clock: () => number }): Running {
  return every(everyMs, 'expired holds', log, async () => {
    while (await db.system((tx) => releaseExpiredHolds(tx, clock())));
  });
}
