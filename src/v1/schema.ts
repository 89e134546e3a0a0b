import { z } from 'zod';
import { refuse } from '../http/fields.ts';
import { problem } from '../http/problem.ts';
import { newWebhook, subscribableInV1 } from '../webhooks/schema.ts';

const text = z.string().nullable();
const id = z.string();

/** What v1 calls the states of a booking. */
export const statuses = {
  Requested: 'requested',
  Scheduled: 'scheduled',
  Rescheduled: 'rescheduled',
  Completed: 'completed',
  Canceled: 'canceled',
  'No-Show': 'no_show',
} as const;

type Status = keyof typeof statuses;

const page = { public_name: z.string(), internal_label: z.string(), link: z.string(), category: text };

const pageExample = {
  public_name: 'Andrea Hartie',
  internal_label: 'AndreaHartie',
  link: 'https://daybook.example.com/andreahartie',
  category: null,
  time_zone_description: '(GMT-5) United States; Eastern time',
};

export const bookingInV1 = z
  .object({
    object: z.literal('booking'),
    tracking_id: z.string(),
    package_id: text,
    subject: z.string(),
    status: z.enum(Object.keys(statuses) as [Status, ...Status[]]),
    creation_time: z.iso.datetime(),
    starting_time: z.iso.datetime().nullable(),
    owner: z.string().meta({ description: 'The owner’s full name.' }),
    duration_minutes: z.int(),
    virtual_or_physical_location: z.string(),
    customer_time_zone_description: z.string(),
    cancel_reschedule_link: z.string(),
    canceled_booking_tracking_id: text,
    cancel_reschedule_reason: text,
    name_of_user_who_canceled_rescheduled: text,
    name_of_customer_who_canceled_rescheduled: text,
    form_submission: z
      .object({
        name: z.string(),
        email: z.string(),
        phone: z.string(),
        mobile_phone: z.string(),
        note: z.string(),
        company: text,
        guests: z.array(z.string()),
        custom_fields: z.array(z.object({ name: z.string(), value: z.unknown() })),
      })
      .nullable(),
    booking_page: z.object({ ...page, time_zone_description: text }).nullable(),
    master_page: z.object({ name: z.string(), label: z.string(), link: z.string() }).nullable(),
    event_type: z.object({ name: z.string(), description: text, category: text }).nullable(),
    external_calendar: z.object({ type: text, name: text, id: text, event_id: text }),
  })
  .meta({
    id: 'BookingInV1',
    examples: [
      {
        object: 'booking',
        tracking_id: 'BKNG-J4FR05BKEWEX',
        package_id: null,
        subject: 'Live demo',
        status: 'Scheduled',
        creation_time: '2026-06-18T10:17:50.141Z',
        starting_time: '2026-06-20T13:00:00.000Z',
        owner: 'Andrea Hartie',
        duration_minutes: 60,
        virtual_or_physical_location: 'https://meet.example.com/andrea',
        customer_time_zone_description: '(GMT-5) United States; Eastern time',
        cancel_reschedule_link: 'https://daybook.example.com/m/BKNG-J4FR05BKEWEX',
        canceled_booking_tracking_id: null,
        cancel_reschedule_reason: null,
        name_of_user_who_canceled_rescheduled: null,
        name_of_customer_who_canceled_rescheduled: null,
        form_submission: {
          name: 'Carrie Customer',
          email: 'carrie.customer@example.com',
          phone: '',
          mobile_phone: '1-2025550195',
          note: '',
          company: null,
          guests: [''],
          custom_fields: [{ name: 'Title', value: 'Executive Assistant' }],
        },
        booking_page: pageExample,
        master_page: null,
        event_type: null,
        external_calendar: { type: null, name: null, id: null, event_id: null },
      },
    ],
  });

export const bookingPageInV1 = z
  .object({ id, object: z.literal('booking_page'), ...page, time_zone_description: z.string() })
  .meta({ id: 'BookingPageInV1', examples: [{ id: 'BP-3F7JAWT4UA', object: 'booking_page', ...pageExample }] });

export const webhookInV1 = z
  .object({
    object: z.literal('webhook'),
    id,
    name: z.string(),
    url: z.string(),
    events: z.array(z.string()),
    creation_time: z.iso.datetime(),
  })
  .meta({
    id: 'WebhookInV1',
    examples: [
      {
        object: 'webhook',
        id: 'WHK-7JD9LBVZTQ',
        name: 'Cancellations and No-shows',
        url: 'https://example.com/hook',
        events: ['booking.canceled', 'booking.no_show'],
        creation_time: '2026-03-19T07:51:11.290Z',
      },
    ],
  });

export const newWebhookInV1 = newWebhook
  .omit({ delivery_order: true })
  .extend({
    events: newWebhook.shape.events.superRefine((wanted, context) => {
      const unknown = wanted.find((event) => !subscribableInV1.includes(event));
      if (unknown !== undefined) refuse(context, problem('invalid_webhook_events', { value: unknown }));
    }),
  })
  .meta({ id: 'NewWebhookInV1' });

export const bookingListQuery = z.object({
  booking_page: z.string().optional().meta({ description: 'Id of a booking page, or of a booking calendar.' }),
  status: z
    .string()
    .optional()
    .transform((value, context) => {
      if (value === undefined) return undefined;
      return Object.hasOwn(statuses, value)
        ? statuses[value as Status]
        : refuse(context, problem('invalid_value', { kind: 'string', value, param: 'status' }));
    })
    .meta({ type: 'string', enum: Object.keys(statuses) }),
  limit: z
    .string()
    .optional()
    .transform((value, context) => {
      const limit = value === undefined ? 100 : /^\d{1,3}$/.test(value) ? Number(value) : 0;
      return limit >= 1 && limit <= 100
        ? limit
        : refuse(context, problem('limit_out_of_range', { value: value ?? '' }));
    })
    .meta({ type: 'integer', minimum: 1, maximum: 100, default: 100 }),
  starting_after: z
    .string()
    .optional()
    .meta({ description: 'Tracking id of the booking that the list goes on after.' }),
});

/** Lists of v1 say nothing about further pages. */
export function listInV1Of<Item extends z.ZodType>(item: Item) {
  return z.object({ object: z.literal('list'), data: z.array(item) });
}

export const deletedInV1 = z.object({ deleted: z.literal(true), id });
