import { newId } from '../core/id.ts';
import type { Tx } from '../db/pool.ts';
import { type Guest, upsertContact } from './store.ts';

/**
 * Finds the contact with the guest's e-mail address and brings it up to date, or makes one that the host owns. Returns
 * its id. The e-mail address is a contact's first identity (product description, chapter 6).
 */
export async function upsertGuest(
  tx: Tx,
  accountId: string,
  hostId: string,
  guest: Guest,
  now: number,
): Promise<string> {
  return upsertContact(tx, accountId, newId('CTC'), hostId, guest, new Date(now));
}
