import { guessDelay, guessesForgottenAfterMs } from '../core/guess-delay.ts';
import type { Tx } from '../db/pool.ts';
import { problem } from '../http/problem.ts';
import { type Guesser, namesOf } from './names-of.ts';
import { lockGuesses, writeGuesses } from './store.ts';

/**
 * Counts a guess before it is judged, so that many at once count as many. Refused, and then not counted, while those before
 * have to be waited for. Needs a system transaction.
 */
export async function countGuess(tx: Tx, guesser: Guesser, now: number): Promise<void> {
  const names = namesOf(guesser);
  for (const whose of ['network', 'person'] as const) {
    const found = await lockGuesses(tx, names[whose], now);
    const guesses = now - found.last_time > guessesForgottenAfterMs ? 0 : found.guesses;
    const wait = Math.ceil((found.last_time + guessDelay(guesses, whose) - now) / 1000);
    if (wait > 0) throw problem('too_many_guesses', { value: String(wait), retryAfterSeconds: wait });
    await writeGuesses(tx, names[whose], guesses + 1, now);
  }
}
