import type { Tx } from '../db/pool.ts';
import { type Guesser, namesOf } from './names-of.ts';
import * as store from './store.ts';

/** Takes a guess out of the count that was not wrong, and not yet all that is asked for. Needs a system transaction. */
export async function takeBackGuess(tx: Tx, guesser: Guesser): Promise<void> {
  for (const name of Object.values(namesOf(guesser))) await store.takeBackGuess(tx, name);
}
