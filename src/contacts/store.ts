import type { z } from 'zod';
import { equals, type KeysetPage, keysetPage, oneOf, timeBounds } from '../db/keyset.ts';
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

/** One page of the living contacts, or of those that one of `owners` has. */
export async function listContacts(
  tx: Tx,
  accountId: string,
  query: z.output<typeof contactListQuery>,
  owners?: readonly string[],
): Promise<KeysetPage<ContactRow>> {
  const { limit, after, before } = query;
  const filters = [
    ...equals('email_lower', query.email?.toLowerCase()),
    ...oneOf('owner_id', owners),
    ...timeBounds('creation_time', query['creation_time.gt'], query['creation_time.lt']),
    ...timeBounds('last_updated_time', query['last_updated_time.gt'], query['last_updated_time.lt']),
  ];
  const [reach] = oneOf('owner_id', owners);
  const table = { table: 'contacts', columns, ranked: ['email_lower', 'owner_id'], times: ['last_updated_time'] };
  return keysetPage<ContactRow>(tx, { ...table, accountId, filters, reach, limit, after, before });
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
   on conflict (account_id, email_lower) where deleted_time is null do update set
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

const lockById = statement<ContactRow>(
  `select ${columns} from contacts where account_id = $1 and id = $2 and deleted_time is null for no key update`,
);

/** The living contact with this id; nobody else changes it until the transaction ends. */
export async function lockContact(tx: Tx, accountId: string, id: string): Promise<ContactRow | undefined> {
  return tx.one(lockById, [accountId, id]);
}

const write = statement(
  `insert into contacts (account_id, ${columns})
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24,
     $25, $26, $27, $28, $29)
   on conflict (account_id, id) do update set
     last_updated_time = excluded.last_updated_time, owner_id = excluded.owner_id, status = excluded.status,
     city = excluded.city, company_size = excluded.company_size, company = excluded.company, country = excluded.country,
     email = excluded.email, employees = excluded.employees, first_name = excluded.first_name,
     has_consent = excluded.has_consent, job_title = excluded.job_title, last_name = excluded.last_name,
     mobile_phone = excluded.mobile_phone, phone = excluded.phone, post_code = excluded.post_code,
     salutation = excluded.salutation, state = excluded.state, street_address = excluded.street_address,
     terms_of_service = excluded.terms_of_service, timezone = excluded.timezone, custom_fields = excluded.custom_fields,
     deleted_time = excluded.deleted_time`,
);

/** Writes a contact as it is, new or changed. A living contact's e-mail address is unique (`contact_email_unique`). */
export async function writeContact(tx: Tx, accountId: string, row: ContactRow): Promise<void> {
  const date = (instant: number | null) => (instant === null ? null : new Date(instant));
  await tx.run(write, [
    accountId,
    row.id,
    date(row.creation_time),
    date(row.last_updated_time),
    date(row.last_interacted_time),
    row.owner_id,
    row.status,
    row.city,
    row.company_size,
    row.company,
    row.country,
    row.email,
    row.employees,
    row.first_name,
    row.has_consent,
    row.job_title,
    row.last_name,
    row.mobile_phone,
    row.phone,
    row.post_code,
    row.salutation,
    row.state,
    row.street_address,
    row.terms_of_service,
    row.timezone,
    row.bot_id,
    row.form_id,
    JSON.stringify(row.custom_fields),
    date(row.deleted_time),
  ]);
}

const interacted = statement(
  `update contacts set last_interacted_time = greatest(last_interacted_time, $3), last_updated_time = greatest(last_updated_time, $3)
   where account_id = $1 and id = $2 and deleted_time is null`,
);

/** Sets when a living contact was last heard of, unless that was later. */
export async function setInteracted(tx: Tx, accountId: string, id: string, now: Date): Promise<void> {
  await tx.run(interacted, [accountId, id, now]);
}

const lockPhone = statement(`select pg_advisory_xact_lock(hashtextextended($1 || ' ' || $2, 0))`);
const withPhone = statement<{ id: string }>(
  `select id from contacts where account_id = $1 and mobile_phone = $2 and deleted_time is null order by creation_time limit 1`,
);

/** True if a living contact has this mobile phone; nobody else asks for the same until the transaction ends. */
export async function phoneIsKnown(tx: Tx, accountId: string, phone: string): Promise<boolean> {
  const [, row] = await Promise.all([tx.run(lockPhone, [accountId, phone]), tx.one(withPhone, [accountId, phone])]);
  return row !== undefined;
}

const known = statement<{ name: string }>(
  `select name from custom_fields where account_id = $1 and object = 'contact' and name = any($2)`,
);

/** Which of these names are fields of the account's contacts. */
export async function knownFields(tx: Tx, accountId: string, names: readonly string[]): Promise<Set<string>> {
  return new Set((await tx.rows(known, [accountId, names])).map((row) => row.name));
}

const addFields = statement(
  `insert into custom_fields (account_id, object, name, creation_time) select $1, 'contact', unnest($2::text[]), $3
   on conflict do nothing`,
);

/** Adds these names to the fields of the account's contacts. */
export async function addContactFields(tx: Tx, accountId: string, names: readonly string[], now: Date): Promise<void> {
  if (names.length > 0) await tx.run(addFields, [accountId, names, now]);
}

const byIdentity = statement<{ id: string; email: string | null; mobile_phone: string | null }>(
  `select id, email_lower as email, mobile_phone from contacts
   where account_id = $1 and email_lower = any($2) and deleted_time is null
   union all
   select id, null, mobile_phone from contacts
   where account_id = $1 and mobile_phone = any($3) and deleted_time is null`,
);

/** The living contacts that have one of these e-mail addresses, in small letters, or mobile phones: their ids by either. */
export async function findByIdentity(
  tx: Tx,
  accountId: string,
  emails: readonly string[],
  phones: readonly string[],
): Promise<Map<string, string>> {
  const rows = await tx.rows(byIdentity, [accountId, emails, phones]);
  const known = new Map<string, string>();
  for (const { id, email, mobile_phone } of rows) {
    if (email !== null) known.set(email, id);
    if (mobile_phone !== null && !known.has(mobile_phone)) known.set(mobile_phone, id);
  }
  return known;
}
