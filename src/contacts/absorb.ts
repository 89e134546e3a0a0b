import type { Tx } from '../db/pool.ts';
import { removeContact } from './remove.ts';
import { requireContact } from './require.ts';
import { type ContactRow, lockContact, writeContact } from './store.ts';

/** What the contract lets nobody change later: a contact without it may take it over. */
const kept = ['id', 'creation_time', 'last_updated_time', 'last_interacted_time', 'custom_fields', 'deleted_time'];

/**
 * What a contact lacks it takes from another, which is deleted. Consents are added up; of custom fields with one name its own
 * stays. Whatever refers to the other has to be passed on by whoever calls.
 */
export async function absorbContact(
  tx: Tx,
  accountId: string,
  id: string,
  otherId: string,
  now: number,
): Promise<ContactRow> {
  // In the order of their ids, so that two who merge the same in opposite ways do not wait for each other.
  for (const each of [id, otherId].sort()) await lockContact(tx, accountId, each);
  const contact = await requireContact(tx, accountId, id, 'id');
  const other = await requireContact(tx, accountId, otherId, 'contact');
  await removeContact(tx, accountId, otherId, now);
  const taken = Object.entries(other).filter(([name, value]) => {
    const own = contact[name as keyof ContactRow];
    return !kept.includes(name) && value !== null && (own === null || own === false);
  });
  const names = new Set(contact.custom_fields.map((field) => field.name));
  const heard = [contact.last_interacted_time, other.last_interacted_time].filter((time) => time !== null);
  const merged: ContactRow = {
    ...contact,
    ...Object.fromEntries(taken),
    custom_fields: [...contact.custom_fields, ...other.custom_fields.filter((field) => !names.has(field.name))],
    last_interacted_time: heard.length === 0 ? null : Math.max(...heard),
    last_updated_time: now,
  };
  await writeContact(tx, accountId, merged);
  return merged;
}
