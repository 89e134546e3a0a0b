import { isGuessable } from '../core/guessable.ts';
import { problem } from '../http/problem.ts';

/** NIST SP 800-63B asks for 8 at the least; the policy of this server is stricter. */
export const shortestPassword = 10;
/** Far beyond what people type or their programs make; a slow hash of a megabyte would be a gift to attackers. */
export const longestPassword = 200;

/** Refuses a new password that is too short, too long, or that a guesser would try first, knowing the person. */
export function requireStrong(
  password: string,
  person: { email: string; first_name: string; last_name: string },
  param: string = 'password',
): void {
  if ([...password].length < shortestPassword)
    throw problem('password_too_short', { value: String(shortestPassword), param });
  if (password.length > longestPassword) throw problem('too_long', { value: String(longestPassword), param });
  const ownWords = [...person.email.split(/[^\p{L}\p{N}]+/u), person.first_name, person.last_name];
  if (isGuessable(password, ownWords)) throw problem('password_guessable', { param });
}
