import type { Logger } from 'pino';
import type { Database } from '../db/pool.ts';
import { every, type Running } from '../jobs/every.ts';
import { forgetPreviousSecrets } from './store.ts';

const everyMs = 60_000;

/** Wipes secrets from the database within a minute of the end of their rotation, for as long as the server runs. */
export function startForgettingSecrets({
  db,
  log,
  clock,
}: {
  db: Database;
  log: Logger;
  clock: () => number;
}): Running {
  return every(everyMs, 'previous secrets', log, () => db.system((tx) => forgetPreviousSecrets(tx, clock())));
}
