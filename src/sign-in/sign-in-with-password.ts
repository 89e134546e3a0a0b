import type { Seal } from '../db/seal.ts';
import { countGuess } from '../guesses/count-guess.ts';
import { forgiveGuesses } from '../guesses/forgive-guesses.ts';
import { takeBackGuess } from '../guesses/take-back-guess.ts';
import { Problem, problem } from '../http/problem.ts';
import type { OpenContext } from '../http/route.ts';
import { verifyPassword } from '../passwords/verify-password.ts';
import { startSession } from '../sessions/start-session.ts';
import { checkCode } from '../two-factor/check-code.ts';
import { showTwoFactor } from '../two-factor/show-two-factor.ts';
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
 * is refused in the same words and the same time as a wrong password. Who has set up an authenticator app is asked for its code
 * once his password was right. Slow hashes are computed between transactions, so this
 * opens its own.
 */
export async function signInWithPassword(
  { db, now, visitor, requestId }: OpenContext,
  credentials: Credentials,
  seal: Seal,
): Promise<SignedInAs> {
  const { email, password, code, account } = credentials;
  const guesser = { email, address: visitor.address, device: knownDevice(visitor, email, seal) };
  const noteFailure = (reason: 'wrong_password' | 'wrong_code') => {
    const details = { way: 'password', reason, address: visitor.address, user_agent: visitor.userAgent };
    return db.system((tx) => noteFailedSignIn(tx, email, { requestId, now, details }));
  };
  const candidates = await db.system(async (tx) => {
    await countGuess(tx, guesser, now);
    return findCandidates(tx, email, account);
  });
  const found = await firstMatch(candidates, password);
  if (found === undefined) {
    await noteFailure('wrong_password');
    throw problem('wrong_credentials');
  }
  const { account_id: accountId, id: userId } = found;
  const { enabled } = await db.read(accountId, (tx) => showTwoFactor(tx, accountId, userId));
  if (enabled && code === undefined) {
    await db.system((tx) => takeBackGuess(tx, guesser));
    throw problem('code_required');
  }
  try {
    return await db.system(async (tx) => {
      if (enabled) await checkCode(tx, accountId, userId, { code: code!, seal, now });
      await forgiveGuesses(tx, guesser);
      const entrance = { way: 'password' as const, secondFactor: enabled, visitor, requestId, now };
      const session = await startSession(tx, accountId, userId, entrance);
      tx.afterCommit(() => rememberDevice(visitor, email, seal));
      return { accountId, userId, sessionId: session.id };
    });
  } catch (error) {
    if (error instanceof Problem && error.name === 'wrong_code') await noteFailure('wrong_code');
    throw error;
  }
}

/** All are tried at once, and one where there is none, so that the time says nothing of how many there are. */
async function firstMatch(candidates: readonly Candidate[], password: string): Promise<Candidate | undefined> {
  const tried = candidates.length === 0 ? [undefined] : candidates;
  const matches = await Promise.all(tried.map((each) => verifyPassword(password, each?.hash)));
  return candidates[matches.indexOf(true)];
}
