import type { Tx } from '../db/pool.ts';
import { setInteracted } from './store.ts';

/** Notes that a contact has been heard of now, and locks it. A deleted one stays as it is. */
export async function touchContact(tx: Tx, accountId: string, id: string, now: number): Promise<void> {
  await setInteracted(tx, accountId, id, new Date(now));
}
