import type { Tx } from '../db/pool.ts';
import { deleteAll } from './store.ts';

/** Sees to it that nobody is told of what has happened in an account so far, as for a life that was only played. */
export async function forgetOccasions(tx: Tx, accountId: string): Promise<void> {
  await deleteAll(tx, accountId);
}
