import { countGuess } from '../guesses/count-guess.ts';
import { forgiveGuesses } from '../guesses/forgive-guesses.ts';
import { problem } from '../http/problem.ts';
import type { PersonalContext } from '../http/route.ts';
import { requireSession } from '../sessions/require-session.ts';
import { findPassword } from './store.ts';
import { verifyPassword } from './verify-password.ts';

/** So long after the sign-in who has no password is taken for who he was then. */
const freshMs = 10 * 60_000;

/**
 * Makes sure that who changes how he signs in is who signed in, and not somebody at his desk: he has signed in just now, or sends
 * his password; with `always` a password that he has is asked for even then. Guesses are counted and have to wait as at the
 * sign-in.
 */
export async function confirmIdentity(
  { caller, visitor, now, ...context }: Pick<PersonalContext, 'caller' | 'visitor' | 'db' | 'now'>,
  password: string | null | undefined,
  { param = 'password', always = false }: { param?: string; always?: boolean } = {},
): Promise<void> {
  const { accountId, actor, through } = caller;
  const { session, kept } = await context.db.read(accountId, async (tx) => ({
    session: await requireSession(tx, accountId, through.id),
    kept: await findPassword(tx, accountId, actor.id),
  }));
  const fresh = now - session.creation_time <= freshMs;
  if (fresh && !(always && kept !== undefined)) return;
  if (kept === undefined) throw problem('sign_in_again');
  if (password == null) throw problem('missing_fields', { param });
  const guesser = { email: `${accountId} ${actor.id}`, address: visitor.address, device: undefined };
  await context.db.system((tx) => countGuess(tx, guesser, now));
  if (!(await verifyPassword(password, kept))) throw problem('wrong_password', { param });
  await context.db.system((tx) => forgiveGuesses(tx, guesser));
}
