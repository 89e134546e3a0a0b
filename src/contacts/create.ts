import { newId } from '../core/id.ts';
import { type Tx, violatedConstraint } from '../db/pool.ts';
import { problem } from '../http/problem.ts';
import { requireUser } from '../users/require.ts';
import { applyChange } from './apply.ts';
import type { NewContact } from './schema.ts';
import { addContactFields, type ContactRow, phoneIsKnown, writeContact } from './store.ts';

/**
 * Makes a contact and returns it. Its e-mail address or mobile phone must not be another's. Custom fields that the account
 * does not have yet are added to its fields (contract 6.16). `botId` is the chatbot that captured it, if one did.
 */
export async function createContact(
  tx: Tx,
  accountId: string,
  wanted: NewContact,
  now: number,
  botId: string | null = null,
): Promise<ContactRow> {
  const { email = null, mobile_phone: mobilePhone = null, ...rest } = wanted;
  if (rest.owner) await requireUser(tx, accountId, rest.owner, 'owner');
  if (mobilePhone !== null && (await phoneIsKnown(tx, accountId, mobilePhone))) {
    throw problem('contact_exists', { value: mobilePhone, param: 'mobile_phone' });
  }
  const row = applyChange({ ...blank(now), email, mobile_phone: mobilePhone, bot_id: botId }, rest);
  try {
    await writeContact(tx, accountId, row);
  } catch (error) {
    if (violatedConstraint(error) === 'contact_email_unique') {
      const refusal = problem('contact_exists', { value: email ?? '', param: 'email' });
      // The database has given up on the transaction: whoever goes on after refusals has to stop at this one.
      refusal.cause = error;
      throw refusal;
    }
    throw error;
  }
  await addContactFields(
    tx,
    accountId,
    row.custom_fields.map((field) => field.name),
    new Date(now),
  );
  return row;
}

/** A contact of whom nothing is known. */
function blank(now: number): ContactRow {
  return {
    id: newId('CTC'),
    creation_time: now,
    last_updated_time: now,
    last_interacted_time: null,
    owner_id: null,
    status: null,
    city: null,
    company_size: null,
    company: null,
    country: null,
    email: null,
    employees: null,
    first_name: null,
    has_consent: false,
    job_title: null,
    last_name: null,
    mobile_phone: null,
    phone: null,
    post_code: null,
    salutation: null,
    state: null,
    street_address: null,
    terms_of_service: false,
    timezone: null,
    bot_id: null,
    form_id: null,
    custom_fields: [],
    deleted_time: null,
  };
}
