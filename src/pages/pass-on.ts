import type { Tx } from '../db/pool.ts';
import { passPages } from './store.ts';

/**
 * Gives the pages of a user who is deleted to the account's owner, disabled until he opens them (product description 5.2);
 * bookings made before stay with who had them.
 */
export async function passOn(
  tx: Tx,
  accountId: string,
  userId: string,
  heirId: string | undefined,
  now: number,
): Promise<void> {
  await passPages(tx, accountId, userId, heirId, now);
}
