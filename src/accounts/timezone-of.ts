import type { Tx } from '../db/pool.ts';
import { findTimezone } from './store.ts';

/** The account's own zone, which new users start with. */
export async function timezoneOf(tx: Tx, accountId: string): Promise<string> {
  return findTimezone(tx, accountId);
}
