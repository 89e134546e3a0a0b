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
