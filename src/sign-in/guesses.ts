import { hash } from 'node:crypto';
import { guessDelay, guessesForgottenAfterMs } from '../core/guess-delay.ts';
import { networkOf } from '../core/network-of.ts';
import type { Tx } from '../db/pool.ts';
import { problem } from '../http/problem.ts';
import { forgetGuesses, lockGuesses, takeBackGuess, writeGuesses } from './store.ts';

/** Who guesses: for which address, from where, and with which device of the person whose address it is. */
export interface Guesser {
  email: string;
  address: string;
  /** Names a device on which he has signed in before. */
  device: string | undefined;
}

/**
 * Whoever guesses is counted with his network, and with the person that he guesses at. Somebody's own devices are counted apart:
 * a stranger who guesses day and night holds up other strangers, not him.
 */
function namesOf({ email, address, device }: Guesser) {
  const person = device === undefined ? `person ${email.toLowerCase()}` : `device ${device}`;
  return {
    person: hash('sha256', person, 'buffer'),
    network: hash('sha256', `network ${networkOf(address)}`, 'buffer'),
  };
}

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

/** Takes a right guess out of the count, and the wrong ones before it at the same person. Needs a system transaction. */
export async function forgiveGuesses(tx: Tx, guesser: Guesser): Promise<void> {
  const { person, network } = namesOf(guesser);
  await takeBackGuess(tx, network);
  await forgetGuesses(tx, person);
}
