import type { z } from 'zod';
import { equals, type KeysetPage, keysetPage, timeBounds } from '../db/keyset.ts';
import { statement, type Tx } from '../db/pool.ts';
import type { contactListQuery, contactStatuses } from './schema.ts';

export interface ContactRow {
  id: string;
  creation_time: number;
  last_updated_time: number;
  last_interacted_time: number | null;
  owner_id: string | null;
  status: (typeof contactStatuses)[number] | null;
  city: string | null;
  company_size: string | null;
  company: string | null;
  country: string | null;
  email: string | null;
  employees: number | null;
  first_name: string | null;
  has_consent: boolean;
  job_title: string | null;
  last_name: string | null;
  mobile_phone: string | null;
  phone: string | null;
  post_code: string | null;
  salutation: string | null;
  state: string | null;
  street_address: string | null;
  terms_of_service: boolean;
  timezone: string | null;
  bot_id: string | null;
  form_id: string | null;
  custom_fields: { name: string; value: unknown }[];
  deleted_time: number | null;
}

const columns = `id, creation_time, last_updated_time, last_interacted_time, owner_id, status, city, company_size, company, country,
  email, employees, first_name, has_consent, job_title, last_name, mobile_phone, phone, post_code, salutation, state,
  street_address, terms_of_service, timezone, bot_id, form_id, custom_fields, deleted_time`;

const byIds = statement<ContactRow>(`select ${columns} from contacts where account_id = $1 and id = any($2)`);

/** The contacts with these ids, deleted ones too, in no order. */
export async function findContacts(tx: Tx, accountId: string, ids: readonly string[]): Promise<ContactRow[]> {
  return ids.length === 0 ? [] : tx.rows(byIds, [accountId, ids]);
}

/** One page of the living contacts. */
export async function listContacts(
  tx: Tx,
  accountId: string,
  query: z.output<typeof contactListQuery>,
): Promise<KeysetPage<ContactRow>> {
  const { limit, after, before } = query;
  const filters = [
    ...equals('lower(email)', query.email?.toLowerCase()),
    ...timeBounds('creation_time', query['creation_time.gt'], query['creation_time.lt']),
    ...timeBounds('last_updated_time', query['last_updated_time.gt'], query['last_updated_time.lt']),
  ];
  return keysetPage<ContactRow>(tx, { table: 'contacts', columns, accountId, filters, limit, after, before });
}

/** What a booking knows of its guest. */
export interface Guest {
  email: string;
  firstName: string;
  lastName: string;
  mobilePhone: string | null;
  timezone: string;
}

const upsertByEmail = statement<{ id: string }>(
  `insert into contacts (account_id, id, creation_time, last_updated_time, last_interacted_time, owner_id, email, first_name, last_name, mobile_phone, timezone)
   values ($1, $2, $3, $3, $3, $4, $5, $6, $7, $8, $9)
   on conflict (account_id, lower(email)) where deleted_time is null and email is not null do update set
     last_updated_time = excluded.last_updated_time,
     last_interacted_time = excluded.last_interacted_time,
     first_name = excluded.first_name,
     last_name = excluded.last_name,
     mobile_phone = coalesce(excluded.mobile_phone, contacts.mobile_phone),
     timezone = excluded.timezone
   returning id`,
);

/** Writes the guest under the given id, or updates the contact who has the e-mail address; returns the contact's id. */
export async function upsertContact(
  tx: Tx,
  accountId: string,
  id: string,
  ownerId: string,
  guest: Guest,
  now: Date,
): Promise<string> {
  const row = await tx.one(upsertByEmail, [
    accountId,
    id,
    now,
    ownerId,
    guest.email,
    guest.firstName,
    guest.lastName,
    guest.mobilePhone,
    guest.timezone,
  ]);
  return row!.id;
}
