import { z } from 'zod';
import { deletedObject } from '../http/deleted.ts';
import { checkedQuery, paging, timeFilter } from '../http/fields.ts';

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
