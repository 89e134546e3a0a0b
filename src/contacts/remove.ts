import { forgetObject } from '../audit/forget-object.ts';
import type { Tx } from '../db/pool.ts';
import { problem } from '../http/problem.ts';
import { type ContactRow, lockContact, writeContact } from './store.ts';

/** What a deleted contact was known by; the rest of it says nothing of a person. */
const personal = {
  owner_id: null,
  status: null,
  city: null,
  company_size: null,
  company: null,
  country: null,
  email: null,
  employees: null,
  first_name: null,
  job_title: null,
  last_name: null,
  mobile_phone: null,
  phone: null,
  post_code: null,
  salutation: null,
  state: null,
  street_address: null,
  timezone: null,
  custom_fields: [],
} satisfies Partial<ContactRow>;

/** Deletes a contact: a tombstone without personal data is left, and nothing of it in the audit log. Its bookings stay as they are. */
export async function removeContact(
  tx: Tx,
  accountId: string,
  id: string,
  now: number,
): Promise<{ id: string; deleted: true }> {
  const contact = await lockContact(tx, accountId, id);
  if (contact === undefined) throw problem('no_such_contact', { value: id });
  await writeContact(tx, accountId, { ...contact, ...personal, last_updated_time: now, deleted_time: now });
  await forgetObject(tx, accountId, id);
  return { id, deleted: true };
}
