import type { Tx } from '../db/pool.ts';
import { countSeats } from './store.ts';

/** True if several guests share a session's time. */
export async function isShared(tx: Tx, accountId: string, sessionId: string): Promise<boolean> {
  return (await countSeats(tx, accountId, sessionId)) > 1;
}
