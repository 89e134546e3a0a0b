import type { Tx } from '../db/pool.ts';
import { presentLivingBookingPage } from './present.ts';
import { livingBookingPages } from './store.ts';

/** Every living booking page of an account, or of these owners, as the API shows it, newest first. */
export async function listAllPages(tx: Tx, accountId: string, owners: readonly string[] | undefined, baseUrl: string) {
  return (await livingBookingPages(tx, accountId, owners)).map((row) => presentLivingBookingPage(row, baseUrl));
}
