import type { Tx } from '../db/pool.ts';
import { iso } from '../http/time.ts';
import { countRecoveryCodes, findTwoFactor } from './store.ts';

/** Whether a user needs a code to sign in, since when, and how many recovery codes he has left. */
export async function showTwoFactor(tx: Tx, accountId: string, userId: string) {
  const [found, codes] = await Promise.all([
    findTwoFactor(tx, accountId, userId),
    countRecoveryCodes(tx, accountId, userId),
  ]);
  const confirmed = found?.confirmed_time ?? null;
  return {
    object: 'two_factor' as const,
    enabled: confirmed !== null,
    confirmed_time: iso(confirmed),
    recovery_codes: codes,
  };
}
