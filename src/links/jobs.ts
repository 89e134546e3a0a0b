import type { Logger } from 'pino';
import type { Database } from '../db/pool.ts';
import { every, type Running } from '../jobs/every.ts';
import { expireLinks } from './expire-links.ts';

const everyMs = 3_600_000;

/** Deletes unused links after their 90 days, for as long as the server runs. */
export function startExpiry(options: { db: Database; log: Logger; clock: () => number }): Running {
  const { db, log, clock } = options;
  return every(everyMs, 'one-time links', log, async () => {
    while (await db.system((tx) => expireLinks(tx, clock())));
  });
}
