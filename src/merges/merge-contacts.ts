import { passToContact as passBookings } from '../bookings/pass-to-contact.ts';
import { absorbContact } from '../contacts/absorb.ts';
import type { ContactRow } from '../contacts/store.ts';
import { passToContact as passConversations } from '../conversations/pass-to-contact.ts';
import type { Tx } from '../db/pool.ts';
import { problem } from '../http/problem.ts';
import { passToContact as passSms } from '../notifications/pass-to-contact.ts';

/** Makes one of two contacts who are one person: the first takes over what the other has, and the other is deleted. */
export async function mergeContacts(
  tx: Tx,
  accountId: string,
  id: string,
  otherId: string,
  now: number,
): Promise<ContactRow> {
  if (id === otherId) throw problem('same_contact');
  const merged = await absorbContact(tx, accountId, id, otherId, now);
  await passBookings(tx, accountId, otherId, id, now);
  await passConversations(tx, accountId, otherId, id, now);
  await passSms(tx, accountId, otherId, id);
  return merged;
}
