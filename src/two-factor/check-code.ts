import type { Tx } from '../db/pool.ts';
import type { Seal } from '../db/seal.ts';
import { problem } from '../http/problem.ts';
import { hashCode } from './make-recovery-codes.ts';
import { findTwoFactor, useRecoveryCode, useStep } from './store.ts';
import { stepOf } from './totp-of.ts';

/**
 * Uses up a code of a user's authenticator app, or one of his recovery codes. Refused if it is neither, or was used before: who
 * watches somebody type it has nothing of it. `confirming` asks a secret that does not count yet.
 */
export async function checkCode(
  tx: Tx,
  accountId: string,
  userId: string,
  { code, seal, now, confirming = false }: { code: string; seal: Seal; now: number; confirming?: boolean },
): Promise<void> {
  const found = await findTwoFactor(tx, accountId, userId);
  if (found === undefined || (found.confirmed_time === null) !== confirming) throw problem('wrong_code');
  const typed = code.replaceAll(/[\s-]/g, '').toLowerCase();
  if (!/^\d{6}$/.test(typed)) {
    if (!confirming && (await useRecoveryCode(tx, accountId, userId, hashCode(typed)))) return;
    throw problem('wrong_code');
  }
  const begin = stepOf(seal.open(found.secret), typed, now);
  if (begin === undefined || !(await useStep(tx, accountId, userId, begin))) throw problem('wrong_code');
}
