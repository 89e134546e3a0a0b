import type { Tx } from '../db/pool.ts';
import { deleteStrayAttempts, dropDayOfAttempts, oldestDayOfAttempts } from './store.ts';

const batch = 1000;

/**
 * Drops the oldest whole day (UTC) of attempts from before a time, in epoch milliseconds, or else some that are in no day's
 * table. True if there may be more. Needs a system transaction, and fails soon if attempts are being read.
 */
export async function dropOldAttempts(tx: Tx, before: number): Promise<boolean> {
  const name = await oldestDayOfAttempts(tx, before);
  if (name === undefined) return (await deleteStrayAttempts(tx, before, batch)) === batch;
  await dropDayOfAttempts(tx, name);
  return true;
}
