/** So many wrong guesses in a row cost nothing: people mistype. */
const freeGuesses = { person: 5, network: 20 };

const firstDelayMs = 5000;
const longestDelayMs = 15 * 60_000;

/** Wrong guesses are forgotten when nobody has guessed for this long. */
export const guessesForgottenAfterMs = 24 * 3_600_000;

/**
 * How long after the last of so many wrong guesses in a row the next one may come, in milliseconds: nothing for the first few,
 * then five seconds, doubled with each, up to a quarter of an hour. A network may be many people's, so it has more for nothing.
 */
export function guessDelay(guesses: number, whose: 'person' | 'network'): number {
  const beyond = guesses - freeGuesses[whose];
  return beyond < 0 ? 0 : Math.min(longestDelayMs, firstDelayMs * 2 ** Math.min(beyond, 20));
}
