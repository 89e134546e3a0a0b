import { Secret } from 'otpauth';
import { loadAccount } from '../accounts/load-account.ts';
import type { Tx } from '../db/pool.ts';
import type { Seal } from '../db/seal.ts';
import { problem } from '../http/problem.ts';
import { loadUser } from '../users/load-user.ts';
import { upsertSecret } from './store.ts';
import { totpOf } from './totp-of.ts';

/**
 * A new secret for a user's authenticator app, which does not count before he has sent one of its codes. Refused if he has a
 * confirmed one.
 */
export async function enrol(tx: Tx, accountId: string, userId: string, seal: Seal, now: number) {
  const secret = new Secret({ size: 20 }).base32;
  if (!(await upsertSecret(tx, accountId, userId, seal.seal(secret), now))) throw problem('two_factor_on');
  const [account, user] = await Promise.all([loadAccount(tx, accountId), loadUser(tx, accountId, userId)]);
  const uri = totpOf(secret, { issuer: account.name, label: user.email }).toString();
  return { object: 'two_factor_enrolment' as const, secret, uri };
}
