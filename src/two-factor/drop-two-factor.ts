import type { Tx } from '../db/pool.ts';
import { deleteTwoFactor } from './store.ts';

/** Lets a user sign in without a code again; false if he needed none. */
export async function dropTwoFactor(tx: Tx, accountId: string, userId: string): Promise<boolean> {
  return deleteTwoFactor(tx, accountId, userId);
}
