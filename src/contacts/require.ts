import type { Tx } from '../db/pool.ts';
import { problem } from '../http/problem.ts';
import { type ContactRow, findContacts } from './store.ts';

/** The living contact with this id. Any other id is refused, blaming the parameter that named it. */
export async function requireContact(tx: Tx, accountId: string, id: string, param: string): Promise<ContactRow> {
  const [contact] = await findContacts(tx, accountId, [id]);
  if (contact === undefined || contact.deleted_time !== null) throw problem('no_such_contact', { value: id, param });
  return contact;
}
