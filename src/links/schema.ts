import { z } from 'zod';
import { textUpTo } from '../http/fields.ts';
import { utmParams } from '../offerings/schema.ts';

const skippable = ['contact_info', 'questions', 'co_hosts'] as const;

/** What a one-time link carries (contract 6.11). */
export const newLink = z.object({
  hide_url_params: z
    .boolean()
    .nullish()
    .meta({ description: 'True, the default, for a short link; false puts the values into its query.' }),
  booking_form: z
    .record(
      z.string().max(100),
      z.union([z.string().max(5000), z.array(z.string().max(5000)), z.number(), z.boolean(), z.null()]),
    )
    .nullish()
    .meta({ description: 'What is filled in already, by the names of the form’s fields.' }),
  utm_params: utmParams.nullish().meta({ description: 'Where the guest comes from.' }),
  booking_settings: z
    .object({
      host: textUpTo(254, 'booking_settings.host')
        .nullish()
        .meta({ description: 'E-mail of the member of the team who is to host. Ignored if he is none of them.' }),
      co_hosts: textUpTo(3000, 'booking_settings.co_hosts')
        .nullish()
        .meta({ description: 'E-mails of users who must take part as well, separated by commas.' }),
      duration_minutes: z.int().nullish().meta({ description: 'One of the calendar’s durations, and no other.' }),
      skip: z.array(z.enum(skippable)).nullish().meta({ description: 'Parts of the form that are not shown.' }),
    })
    .nullish(),
});

export type NewLink = z.output<typeof newLink>;

const id = z.string().meta({ examples: ['QUHVEKLPD93M'] });

/** A link as its creation answers it: without `object`, as the contract has it. */
export const createdLink = z.object({ id, url: z.string(), creation_time: z.iso.datetime() }).meta({
  id: 'OneTimeLink',
  examples: [
    {
      id: 'QUHVEKLPD93M',
      url: 'https://daybook.example.com/.QUHVEKLPD93M',
      creation_time: '2026-06-18T14:28:19.000Z',
    },
  ],
});

export const linkStatuses = ['active', 'used', 'expired'] as const;

const text = z.string().nullable();

export const linkDetails = z
  .object({
    object: z.literal('one_time_link'),
    id,
    url: z.string(),
    status: z.enum(linkStatuses),
    booking_calendar: text,
    master_page: text,
    booking_form: z
      .record(z.string(), z.unknown())
      .meta({ description: 'What is filled in for the guest. Empty once the link was used.' }),
    utm_params: z.object({ source: text, medium: text, campaign: text, term: text, content: text }).nullable(),
    booking_settings: z.object({
      host: text,
      co_hosts: z.array(z.string()),
      duration_minutes: z.int().nullable(),
      skip: z.array(z.enum(skippable)),
    }),
    creation_time: z.iso.datetime(),
    expires_time: z.iso.datetime(),
    booking: text.meta({ description: 'The booking that used the link up.' }),
  })
  .meta({
    id: 'OneTimeLinkDetails',
    examples: [
      {
        object: 'one_time_link',
        id: 'QUHVEKLPD93M',
        url: 'https://daybook.example.com/.QUHVEKLPD93M',
        status: 'active',
        booking_calendar: 'BKC-LDJ878496X',
        master_page: null,
        booking_form: { name: 'Carrie Customer' },
        utm_params: null,
        booking_settings: { host: null, co_hosts: [], duration_minutes: 30, skip: ['contact_info'] },
        creation_time: '2026-06-18T14:28:19.000Z',
        expires_time: '2026-09-16T14:28:19.000Z',
        booking: null,
      },
    ],
  });
