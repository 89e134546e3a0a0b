import { z } from 'zod';
import { schedule, scheduleChange } from '../availability/schema.ts';
import { slug } from '../calendars/schema.ts';
import { deletedObject } from '../http/deleted.ts';
import { checkedQuery, needsSomething, paging, someText, timeZone } from '../http/fields.ts';
import { label, name, optionalRules, pageRules } from '../offerings/schema.ts';

export const bookingPage = z
  .object({
    id: z.string(),
    object: z.literal('booking_page'),
    name: z.string().meta({ description: 'What guests see.' }),
    label: z.string().meta({ description: 'What the account calls the page.' }),
    url: z.string(),
    active: z.boolean(),
    timezone: z.string(),
  })
  .meta({
    id: 'BookingPage',
    examples: [
      {
        id: 'BP-3F7JAWT4UA',
        object: 'booking_page',
        name: 'Andrea Hartie',
        label: 'AndreaHartie',
        url: 'https://daybook.example.com/andreahartie',
        active: true,
        timezone: 'America/Chicago',
      },
    ],
  });

export const bookingPageOrDeleted = z.union([
  bookingPage,
  deletedObject('booking_page', 'DeletedBookingPage', 'BP-3F7JAWT4UA'),
]);

export const bookingPageListQuery = checkedQuery({
  master_page: z.string().optional().meta({ description: 'Only pages that this master page leads to.' }),
  event_type: z.string().optional().meta({ description: 'Only pages that offer this event type.' }),
  user: z.string().optional().meta({ description: 'Only pages of this user.' }),
  ...paging,
});

const pageFields = {
  label: label.optional(),
  subject: someText(200, 'subject')
    .nullable()
    .optional()
    .meta({ description: 'Subject of meetings without an event type; null for the name of the page.' }),
  slug: slug.optional(),
  active: z.boolean().optional().meta({ description: 'Guests can book only an active page.' }),
  timezone: timeZone('timezone').optional().meta({ description: 'The owner’s zone if left out.' }),
  weekly: scheduleChange.shape.weekly
    .unwrap()
    .nullable()
    .optional()
    .meta({ description: 'The page’s own week as a whole, in its own zone; null for that of the owner’s profile.' }),
  overrides: scheduleChange.shape.overrides
    .unwrap()
    .nullable()
    .optional()
    .meta({ description: 'The page’s own single dates as a whole; null for those of the owner’s profile.' }),
  event_types: z
    .array(z.string())
    .max(100)
    .optional()
    .meta({ description: 'Ids of the event types to choose from. Their rules hold instead of the page’s own.' }),
  ...optionalRules,
};

const owner = z.string().meta({ description: 'Id of the user who is booked.' });

export const newBookingPage = z.strictObject({ name, owner, ...pageFields }).meta({ id: 'NewBookingPage' });

export type NewBookingPage = z.output<typeof newBookingPage>;

export const bookingPageChange = z
  .strictObject({ name: name.optional(), owner: owner.optional(), ...pageFields })
  .superRefine(needsSomething)
  .meta({ id: 'BookingPageChange' });

export type BookingPageChange = z.output<typeof bookingPageChange>;

export const bookingPageSettings = z
  .object({
    object: z.literal('booking_page_settings'),
    id: z.string(),
    name: z.string(),
    label: z.string(),
    subject: z.string().nullable(),
    owner: z.string(),
    slug: z.string(),
    active: z.boolean(),
    timezone: z.string(),
    weekly: schedule.shape.weekly.nullable(),
    overrides: schedule.shape.overrides.nullable(),
    event_types: z.array(z.string()),
    ...pageRules,
  })
  .meta({
    id: 'BookingPageSettings',
    examples: [
      {
        object: 'booking_page_settings',
        id: 'BP-3F7JAWT4UA',
        name: 'Andrea Hartie',
        label: 'AndreaHartie',
        subject: null,
        owner: 'USR-FSD4234231',
        slug: 'andreahartie',
        active: true,
        timezone: 'America/Chicago',
        weekly: null,
        overrides: null,
        event_types: ['ET-7I7PKDTFJS'],
        durations: [30],
        buffer_before_minutes: 0,
        buffer_after_minutes: 10,
        lead_time: { unit: 'hours', amount: 3 },
        horizon: { kind: 'days', days: 60 },
        caps: { day: 6 },
        start_minutes: [0, 30],
        spacing_minutes: 30,
        slots_per_day: null,
        capacity: 1,
        proposals: 0,
        sessions: 1,
        questions: [],
      },
    ],
  });
