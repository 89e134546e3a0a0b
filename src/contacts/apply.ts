import type { ContactChange } from './schema.ts';
import type { ContactRow } from './store.ts';

/** The contact with what a change sets; what it leaves out stays. Custom fields change by name, one by one. */
export function applyChange(row: ContactRow, change: ContactChange): ContactRow {
  const { owner, terms_of_sevice, terms_of_service, custom_fields = [], email: _, mobile_phone: __, ...plain } = change;
  const set = Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== undefined));
  const fields = new Map(row.custom_fields.map((field) => [field.name, field.value]));
  for (const { name, value } of custom_fields) fields.set(name, value);
  return {
    ...row,
    ...set,
    owner_id: owner === undefined ? row.owner_id : owner,
    terms_of_service: terms_of_service ?? terms_of_sevice ?? row.terms_of_service,
    custom_fields: [...fields].map(([name, value]) => ({ name, value })),
  };
}
