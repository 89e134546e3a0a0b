import type { Tx } from '../db/pool.ts';
import { type Guesser, namesOf } from './names-of.ts';
import { forgetGuesses, takeBackGuess } from './store.ts';

/** Takes a right guess out of the count, and the wrong ones before it at the same person. Needs a system transaction. */
export async function forgiveGuesses(tx: Tx, guesser: Guesser): Promise<void> {
  const { person, network } = namesOf(guesser);
  await takeBackGuess(tx, network);
  await forgetGuesses(tx, person);
}
