import type { Seal } from '../db/seal.ts';
import { problem } from '../http/problem.ts';
import type { OpenContext } from '../http/route.ts';
import { verifyPassword } from '../passwords/verify-password.ts';
import { startSession } from '../sessions/start-session.ts';
import { countGuess, forgiveGuesses } from './guesses.ts';
import { knownDevice, rememberDevice } from './known-device.ts';
import type { Credentials } from './schema.ts';
import { type Candidate, findCandidates, noteFailedSignIn } from './store.ts';

/** Who has signed in: in which account, and with which session. */
export interface SignedInAs {
  accountId: string;
  userId: string;
  sessionId: string;
}

/**
 * Signs somebody in by e-mail address and password. Of several accounts that know both, the one he used last. An unknown address
 * is refused in the same words and the same time as a wrong password. Slow hashes are computed between transactions, so this
 * opens its own.
 */
export async function signInWithPassword(
  { db, now, visitor, requestId }: OpenContext,
  credentials: Credentials,
  seal: Seal,
): Promise<SignedInAs> {
  const { email, password, account } = credentials;
  const guesser = { email, address: visitor.address, device: knownDevice(visitor, email, seal) };
  const candidates = await db.system(async (tx) => {
    await countGuess(tx, guesser, now);
    return findCandidates(tx, email, account);
  });
  const found = await firstMatch(candidates, password);
  if (found === undefined) {
    const details = {
      way: 'password',
      reason: 'wrong_password',
      address: visitor.address,
      user_agent: visitor.userAgent,
    };
    await db.system((tx) => noteFailedSignIn(tx, email, { requestId, now, details }));
    throw problem('wrong_credentials');
  }
  return db.system(async (tx) => {
    await forgiveGuesses(tx, guesser);
    const entrance = { way: 'password' as const, secondFactor: false, visitor, requestId, now };
    const session = await startSession(tx, found.account_id, found.id, entrance);
    tx.afterCommit(() => rememberDevice(visitor, email, seal));
    return { accountId: found.account_id, userId: found.id, sessionId: session.id };
  });
}

/** All are tried at once, and one where there is none, so that the time says nothing of how many there are. */
async function firstMatch(candidates: readonly Candidate[], password: string): Promise<Candidate | undefined> {
  const tried = candidates.length === 0 ? [undefined] : candidates;
  const matches = await Promise.all(tried.map((each) => verifyPassword(password, each?.hash)));
  return candidates[matches.indexOf(true)];
}
