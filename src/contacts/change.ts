import type { Tx } from '../db/pool.ts';
import { problem } from '../http/problem.ts';
import { requireUser } from '../users/require.ts';
import { applyChange } from './apply.ts';
import type { ContactChange } from './schema.ts';
import { type ContactRow, knownFields, lockContact, writeContact } from './store.ts';

/** Changes a contact and returns it. Refused for unknown contacts, owners and custom fields (contract 6.16). */
export async function changeContact(
  tx: Tx,
  accountId: string,
  id: string,
  change: ContactChange,
  now: number,
): Promise<ContactRow> {
  const contact = await lockContact(tx, accountId, id);
  if (contact === undefined) throw problem('no_such_contact', { value: id });
  if (change.owner) await requireUser(tx, accountId, change.owner, 'owner');
  const names = (change.custom_fields ?? []).map((field) => field.name);
  if (names.length > 0) {
    const known = await knownFields(tx, accountId, names);
    const unknown = names.find((name) => !known.has(name));
    if (unknown !== undefined) throw problem('no_such_custom_field', { value: unknown });
  }
  const changed = { ...applyChange(contact, change), last_updated_time: now };
  await writeContact(tx, accountId, changed);
  return changed;
}
