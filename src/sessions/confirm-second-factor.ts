import type { Tx } from '../db/pool.ts';
import { markSecondFactor } from './store.ts';

/** Notes that who began a session has shown a second factor. */
export async function confirmSecondFactor(tx: Tx, accountId: string, sessionId: string): Promise<void> {
  await markSecondFactor(tx, accountId, sessionId);
}
