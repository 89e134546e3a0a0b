import type { Tx } from '../db/pool.ts';
import type { Seal } from '../db/seal.ts';
import { confirmSecondFactor } from '../sessions/confirm-second-factor.ts';
import { checkCode } from './check-code.ts';
import { makeRecoveryCodes } from './make-recovery-codes.ts';
import { confirmSecret } from './store.ts';

/** Lets a user's secret count, of which he has sent a code, and gives him his recovery codes. His session counts as one with two factors. */
export async function confirmTwoFactor(
  tx: Tx,
  accountId: string,
  { userId, sessionId, code, seal }: { userId: string; sessionId: string; code: string; seal: Seal },
  now: number,
): Promise<string[]> {
  await checkCode(tx, accountId, userId, { code, seal, now, confirming: true });
  await confirmSecret(tx, accountId, userId, now);
  await confirmSecondFactor(tx, accountId, sessionId);
  return makeRecoveryCodes(tx, accountId, userId);
}
