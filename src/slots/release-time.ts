import type { Tx } from '../db/pool.ts';
import { release } from './store.ts';

/** Frees what a booking took: its people's time, or its seat in the session `sourceId` that others still share. */
export async function releaseTime(tx: Tx, accountId: string, sourceId: string): Promise<void> {
  await release(tx, accountId, sourceId);
}
