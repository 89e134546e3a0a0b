import { type Challenge, solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2';

/** Solves the task of a page that is under attack, and returns what its form has to bring. Loaded on such pages alone. */
export async function prove(challenge: string): Promise<string> {
  return JSON.stringify(await solveChallenge({ challenge: JSON.parse(challenge) as Challenge, deriveKey }));
}
