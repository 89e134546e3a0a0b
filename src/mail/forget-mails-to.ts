import type { Tx } from '../db/pool.ts';
import { deleteMailsTo } from './store.ts';

/**
 * Deletes the mails to somebody, those about his bookings, to whomever they went, and those about meetings of others in which he is
 * named; returns how many there were.
 */
export function forgetMailsTo(
  tx: Tx,
  accountId: string,
  address: string,
  bookings: { about: readonly string[]; naming: readonly string[] },
): Promise<number> {
  return deleteMailsTo(tx, accountId, address, bookings);
}
