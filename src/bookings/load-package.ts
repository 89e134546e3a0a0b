import type { Tx } from '../db/pool.ts';
import { type BookingRow, findPackage } from './store.ts';

/** The bookings of a package that were made together, in the order of their times. */
export async function loadPackage(tx: Tx, accountId: string, packageId: string): Promise<BookingRow[]> {
  return findPackage(tx, accountId, packageId);
}
