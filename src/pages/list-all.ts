import type { Tx } from '../db/pool.ts';
import { presentLivingBookingPage } from './present.ts';
import { livingBookingPages } from './store.ts';

/** Every living booking page of an account as the API shows it, newest first. */
export async function listAllPages(tx: Tx, accountId: string, baseUrl: string) {
  return (await livingBookingPages(tx, accountId)).map((row) => presentLivingBookingPage(row, baseUrl));
}
