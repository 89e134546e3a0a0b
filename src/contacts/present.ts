import { redacted } from '../http/deleted.ts';
import { iso } from '../http/time.ts';
import type { ContactRow } from './store.ts';

/** A contact as the API shows one, or what is left of a deleted one. */
export function presentContact(row: ContactRow) {
  return row.deleted_time === null ? presentLivingContact(row) : redacted('contact', row.id);
}

/** A contact of a list, which holds no deleted ones. */
export function presentLivingContact(row: ContactRow) {
  return {
    object: 'contact' as const,
    id: row.id,
    creation_time: iso(row.creation_time),
    last_updated_time: iso(row.last_updated_time),
    last_interacted_time: iso(row.last_interacted_time),
    owner: row.owner_id,
    status: row.status,
    city: row.city,
    company_size: row.company_size,
    company: row.company,
    country: row.country,
    email: row.email,
    employees: row.employees,
    first_name: row.first_name,
    has_consent: row.has_consent,
    job_title: row.job_title,
    last_name: row.last_name,
    mobile_phone: row.mobile_phone,
    phone: row.phone,
    post_code: row.post_code,
    salutation: row.salutation,
    state: row.state,
    street_address: row.street_address,
    // Clients in the field read either spelling.
    terms_of_sevice: row.terms_of_service,
    terms_of_service: row.terms_of_service,
    timezone: row.timezone,
    bot: row.bot_id,
    form: row.form_id,
    custom_fields: row.custom_fields,
  };
}
