import type { Logger } from 'pino';
import { guessesForgottenAfterMs } from '../core/guess-delay.ts';
import type { Database } from '../db/pool.ts';
import { every, type Running } from '../jobs/every.ts';
import { forgetOldGuesses } from './store.ts';

const everyMs = 3_600_000;

/** Forgets wrong guesses that are a day old, for as long as the server runs. */
export function startForgettingGuesses({
  db,
  log,
  clock,
}: {
  db: Database;
  log: Logger;
  clock: () => number;
}): Running {
  return every(everyMs, 'wrong guesses', log, () =>
    db.system((tx) => forgetOldGuesses(tx, clock() - guessesForgottenAfterMs)),
  );
}
