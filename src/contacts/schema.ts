import { z } from 'zod';
import { deletedObject } from '../http/deleted.ts';
import {
  checkedQuery,
  email,
  leftOut,
  needsSomething,
  paging,
  phone,
  refuse,
  textUpTo,
  timeFilter,
  timeZone,
} from '../http/fields.ts';
import { problem } from '../http/problem.ts';

const text = z.string().nullable();

export const contactStatuses = ['Qualified', 'Sales qualified', 'Marketing qualified', 'Disqualified'] as const;

export const contact = z
  .object({
    object: z.literal('contact'),
    id: z.string(),
    creation_time: z.iso.datetime(),
    last_updated_time: z.iso.datetime(),
    last_interacted_time: z.iso.datetime().nullable(),
    owner: text,
    status: z.enum(contactStatuses).nullable(),
    city: text,
    company_size: text,
    company: text,
    country: text,
    email: text,
    employees: z.int().nullable(),
    first_name: text,
    has_consent: z.boolean(),
    job_title: text,
    last_name: text,
    mobile_phone: text,
    phone: text,
    post_code: text,
    salutation: text,
    state: text,
    street_address: text,
    terms_of_sevice: z
      .boolean()
      .meta({ description: 'The spelling of the published document; the same as terms_of_service.' }),
    terms_of_service: z.boolean(),
    timezone: text,
    bot: text,
    form: text,
    custom_fields: z.array(z.object({ name: z.string(), value: z.unknown() })),
  })
  .meta({
    id: 'Contact',
    examples: [
      {
        object: 'contact',
        id: 'CTC-262WER5NR9CG38',
        creation_time: '2026-09-24T04:29:41.270Z',
        last_updated_time: '2026-09-24T04:29:41.270Z',
        last_interacted_time: '2026-09-24T04:29:41.270Z',
        owner: 'USR-FSD4234231',
        status: 'Qualified',
        city: null,
        company_size: null,
        company: 'Acme',
        country: null,
        email: 'carrie.customer@example.com',
        employees: null,
        first_name: 'Carrie',
        has_consent: false,
        job_title: null,
        last_name: 'Customer',
        mobile_phone: '+12025550195',
        phone: null,
        post_code: null,
        salutation: null,
        state: null,
        street_address: null,
        terms_of_sevice: false,
        terms_of_service: false,
        timezone: 'America/New_York',
        bot: null,
        form: null,
        custom_fields: [{ name: 'new_to_our_tool', value: true }],
      },
    ],
  });

export const contactOrDeleted = z.union([contact, deletedObject('contact', 'DeletedContact', 'CTC-262WER5NR9CG38')]);

export const contactListQuery = checkedQuery({
  email: z.string().optional().meta({ description: 'Only the contact with this e-mail address.' }),
  'creation_time.gt': timeFilter('creation_time.gt'),
  'creation_time.lt': timeFilter('creation_time.lt'),
  'last_updated_time.gt': timeFilter('last_updated_time.gt'),
  'last_updated_time.lt': timeFilter('last_updated_time.lt'),
  ...paging,
});

const customFields = z
  .array(
    z.object({
      name: z.string().min(1).max(100),
      value: z
        .unknown()
        .optional()
        .transform((value) => value ?? null),
    }),
  )
  .max(200);

const line = (param: string) => textUpTo(500, param).nullable().optional();

/** What both the making and the changing of a contact can set. */
const writable = {
  owner: z.string().nullable().optional().meta({ description: 'Id of the user who owns the contact.' }),
  status: z
    .string()
    .nullable()
    .optional()
    .transform((text) => (text === undefined ? undefined : (contactStatuses.find((each) => each === text) ?? null)))
    .meta({ description: `One of ${contactStatuses.join(', ')}; anything else means none.` }),
  city: line('city'),
  company_size: line('company_size'),
  company: line('company'),
  country: line('country'),
  employees: z.int().min(0).max(2_000_000_000).nullable().optional(),
  has_consent: leftOut(z.boolean()),
  job_title: line('job_title'),
  phone: phone('phone').nullable().optional(),
  post_code: line('post_code'),
  salutation: line('salutation'),
  state: line('state'),
  street_address: line('street_address'),
  terms_of_sevice: leftOut(z.boolean()).meta({ description: 'The same as terms_of_service.' }),
  terms_of_service: leftOut(z.boolean()),
  timezone: timeZone('timezone').nullable().optional(),
  custom_fields: leftOut(customFields),
};

export const newContact = z
  .strictObject({
    email: email('email').nullable().optional(),
    mobile_phone: phone('mobile_phone').nullable().optional(),
    first_name: line('first_name'),
    last_name: line('last_name'),
    ...writable,
  })
  .superRefine((contact, context) => {
    if (!contact.email && !contact.mobile_phone) refuse(context, problem('contact_needs_identity'));
    for (const param of ['first_name', 'last_name'] as const) {
      if (!contact[param]?.trim()) refuse(context, problem('field_required', { param }));
    }
  });

export type NewContact = z.output<typeof newContact>;

const fixed = (param: 'email' | 'mobile_phone') =>
  z
    .unknown()
    .optional()
    .superRefine((value, context) => {
      if (value !== undefined) refuse(context, problem('identifiers_fixed', { param }));
    })
    .meta({ description: 'Cannot be changed here.' });

export const contactChange = z
  .strictObject({
    email: fixed('email'),
    mobile_phone: fixed('mobile_phone'),
    first_name: line('first_name'),
    last_name: line('last_name'),
    ...writable,
  })
  .superRefine(needsSomething);

export type ContactChange = z.output<typeof contactChange>;

/** Fields of a contact that a column of a file can fill. Custom ones are named `custom_fields.<name>`. */
export const importFields = [
  'email',
  'mobile_phone',
  'first_name',
  'last_name',
  'owner',
  'status',
  'salutation',
  'job_title',
  'company',
  'company_size',
  'employees',
  'phone',
  'street_address',
  'post_code',
  'city',
  'state',
  'country',
  'timezone',
  'has_consent',
  'terms_of_service',
] as const;

const customPrefix = 'custom_fields.';

/** The name of the custom field that a column fills; undefined if it fills none. */
export function customFieldOf(field: string): string | undefined {
  return field.startsWith(customPrefix) ? field.slice(customPrefix.length) : undefined;
}

export const importBody = z.strictObject({
  csv: z.string().meta({
    description: 'The text of the file; its first line names the columns. Commas, semicolons and tabs separate.',
    examples: ['First name,Last name,E-mail\nCarrie,Customer,carrie.customer@example.com\n'],
  }),
  columns: z
    .record(z.string(), z.string().nullable())
    .default({})
    .superRefine((columns, context) => {
      for (const [column, field] of Object.entries(columns)) {
        const known = field === null || (importFields as readonly string[]).includes(field);
        const custom = customFieldOf(field ?? '') ?? '';
        if (!known && (custom === '' || custom.length > 100))
          refuse(
            context,
            problem('invalid_value', { kind: 'field', value: field ?? '', param: `columns.${column.slice(0, 100)}` }),
          );
      }
    })
    .meta({
      description: `Which field each column fills, by the column's name; null for none. What is left out goes to the field that is called like it, if there is one. Fields: ${importFields.join(', ')}, custom_fields.<name>.`,
    }),
  existing: z.enum(['update', 'skip']).default('update').meta({
    description: 'What becomes of contacts whose e-mail address or mobile phone a row has. Blank cells change nothing.',
  }),
  dry_run: z.boolean().default(false).meta({ description: 'True to be told what would happen, and nothing does.' }),
});

export type ImportBody = z.output<typeof importBody>;

const importedRow = z.object({
  row: z.int().meta({
    description: 'The number of the line in the file where the row begins, if no cell has lines; the first row is 2.',
  }),
  action: z.enum(['created', 'updated', 'skipped', 'refused']),
  contact: z.string().nullable().meta({ description: 'Id of the contact; null if there is none, or not yet.' }),
  error: z.object({ message: z.string(), param: text }).nullable(),
});

export type ImportedRow = z.output<typeof importedRow>;

const importCount = z.int().min(0);

export const contactImport = z
  .object({
    object: z.literal('contact_import'),
    dry_run: z.boolean(),
    columns: z.record(z.string(), text).meta({ description: 'Which field each column filled; null for none.' }),
    created: importCount,
    updated: importCount,
    skipped: importCount,
    refused: importCount,
    rows: z.array(importedRow),
  })
  .meta({
    id: 'ContactImport',
    examples: [
      {
        object: 'contact_import',
        dry_run: false,
        columns: { 'First name': 'first_name', 'Last name': 'last_name', 'E-mail': 'email' },
        created: 1,
        updated: 0,
        skipped: 0,
        refused: 0,
        rows: [{ row: 2, action: 'created', contact: 'CTC-262WER5NR9CG38', error: null }],
      },
    ],
  });
