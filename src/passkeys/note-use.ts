import type { Tx } from '../db/pool.ts';
import { markPasskeyUsed } from './store.ts';

/** Notes that a passkey was used, and what its device said of itself. */
export async function noteUse(
  tx: Tx,
  accountId: string,
  passkeyId: string,
  said: { counter: number; backedUp: boolean },
  now: number,
): Promise<void> {
  await markPasskeyUsed(tx, accountId, passkeyId, said, now);
}
