import { z } from 'zod';
import { calendarOrDeleted } from '../calendars/schema.ts';
import { contactOrDeleted } from '../contacts/schema.ts';
import { conversation } from '../conversations/schema.ts';
import { eventTypeOrDeleted } from '../event-types/schema.ts';
import { deletedObject } from '../http/deleted.ts';
import {
  checkedQuery,
  email,
  expandable,
  leftOut,
  localeTag,
  paging,
  refuse,
  textUpTo,
  time,
  timeFilter,
  timeZone,
} from '../http/fields.ts';
import { parsePhone } from '../http/phone.ts';
import { problem } from '../http/problem.ts';
import { masterPageOrDeleted } from '../master-pages/schema.ts';
import { utmParams } from '../offerings/schema.ts';
import { bookingPageOrDeleted } from '../pages/schema.ts';
import { chosenPage, eventTypeOfPage, locationTypes, named, oneTimeLink } from '../slots/schema.ts';
import { userOrDeleted } from '../users/schema.ts';

export const bookingStatuses = ['requested', 'scheduled', 'rescheduled', 'completed', 'canceled', 'no_show'] as const;

export type BookingStatus = (typeof bookingStatuses)[number];

/** The orders that bookings can be listed in. */
export const bookingOrders = ['-creation_time', 'starting_time', '-starting_time'] as const;

const text = z.string().nullable();
const namedValue = z.object({ name: z.string(), value: z.unknown() });

const formSubmission = z.object({
  name: z.string(),
  email: z.string(),
  phone: text,
  mobile_phone: text,
  note: text,
  company: text,
  guests: z.array(z.string()),
  custom_fields: z.array(namedValue),
});

/** What was filled in, as bookings keep it. `hidden` names the answers that the guest never saw; it is no part of the API. */
export type FormSubmission = z.output<typeof formSubmission> & { hidden?: string[] };

/** The answers that the guest himself gave: those to hidden questions are shown to the host alone (product description 1.8). */
export function shownAnswers({ custom_fields, hidden = [] }: FormSubmission): FormSubmission['custom_fields'] {
  return custom_fields.filter(({ name }) => !hidden.includes(name));
}

export const booking = z
  .object({
    object: z.literal('booking'),
    id: z.string(),
    tracking_id: z.string(),
    subject: z.string(),
    status: z.enum(bookingStatuses),
    in_trash: z.boolean(),
    creation_time: z.iso.datetime(),
    starting_time: z.iso.datetime().nullable(),
    last_updated_time: z.iso.datetime(),
    attendees: z.array(z.string()),
    owner: z.union([z.string(), userOrDeleted]).meta({ description: 'Id of the host, or the user if expanded.' }),
    duration_minutes: z.int(),
    virtual_conferencing: z.object({ join_url: z.string() }).nullable(),
    location_description: text,
    rescheduled_booking_id: text,
    cancel_reschedule_information: z
      .object({ reason: text, actioned_by: z.enum(['user', 'customer']), user_id: text })
      .nullable(),
    customer_timezone: z.string(),
    form_submission: formSubmission.nullable(),
    booking_page: z.union([z.string(), bookingPageOrDeleted]).nullable(),
    master_page: z.union([z.string(), masterPageOrDeleted]).nullable(),
    event_type: z.union([z.string(), eventTypeOrDeleted]).nullable(),
    external_calendar: z.object({ type: text, name: text, id: text, event_id: text }),
    conversation: z.union([z.string(), conversation]).nullable(),
    utm_params: z.object({ source: text, medium: text, campaign: text, term: text, content: text }).nullable(),
    contact: z.union([z.string(), contactOrDeleted]).nullable(),
    booking_calendar: z.union([z.string(), calendarOrDeleted]).nullable(),
    cancel_url: text,
    reschedule_url: text,
    ics_url: text,
    payment_information: z
      .object({ amount_charged: z.int(), currency: z.string(), transaction_id: z.string() })
      .nullable(),
    custom_fields: z.array(namedValue),
  })
  .meta({
    id: 'Booking',
    examples: [
      {
        object: 'booking',
        id: 'BKNG-J4FR05BKEWEX',
        tracking_id: 'BKNG-J4FR05BKEWEX',
        subject: 'Live demo',
        status: 'scheduled',
        in_trash: false,
        creation_time: '2026-06-18T10:17:50.141Z',
        starting_time: '2026-06-20T13:00:00.000Z',
        last_updated_time: '2026-06-18T10:17:50.141Z',
        attendees: ['andrea.hartie@example.com', 'carrie.customer@example.com'],
        owner: 'USR-FSD4234231',
        duration_minutes: 60,
        virtual_conferencing: { join_url: 'https://meet.example.com/andrea' },
        location_description: 'https://meet.example.com/andrea',
        rescheduled_booking_id: null,
        cancel_reschedule_information: null,
        customer_timezone: 'America/New_York',
        form_submission: {
          name: 'Carrie Customer',
          email: 'carrie.customer@example.com',
          phone: null,
          mobile_phone: '+12025550195',
          note: null,
          company: null,
          guests: [],
          custom_fields: [{ name: 'Title', value: 'Executive Assistant' }],
        },
        booking_page: null,
        master_page: null,
        event_type: null,
        external_calendar: { type: null, name: null, id: null, event_id: null },
        conversation: null,
        utm_params: { source: 'facebook', medium: 'social', campaign: null, term: null, content: null },
        contact: 'CTC-262WER5NR9CG38',
        booking_calendar: 'BKC-03WJV0R52Z',
        cancel_url: 'https://daybook.example.com/m/BKNG-J4FR05BKEWEX/cancel',
        reschedule_url: 'https://daybook.example.com/m/BKNG-J4FR05BKEWEX',
        ics_url: 'https://daybook.example.com/api/bookings/ics/e193123e-3ca9-4cad-bd4d-5ed4f75c2550-bkewex',
        payment_information: null,
        custom_fields: [],
      },
    ],
  });

export const bookingOrDeleted = z.union([booking, deletedObject('booking', 'DeletedBooking', 'BKNG-J4FR05BKEWEX')]);

const expand = expandable(
  'owner',
  'contact',
  'conversation',
  'booking_page',
  'master_page',
  'event_type',
  'booking_calendar',
  'conversation.contact',
  'conversation.owner',
  'conversation.bot',
  'conversation.website',
  'conversation.audience',
);

export const expandQuery = z.object({ expand });

export const bookingListQuery = checkedQuery({
  status: z
    .string()
    .optional()
    .transform((value, context) => {
      if (value === undefined) return undefined;
      const statuses = value.split(',').map((each) => each.trim());
      const unknown = statuses.find((each) => !(bookingStatuses as readonly string[]).includes(each));
      if (unknown !== undefined)
        return refuse(context, problem('invalid_value', { kind: 'string', value: unknown, param: 'status' }));
      return statuses;
    })
    .meta({
      type: 'string',
      description: `One status, or several separated by commas: ${bookingStatuses.join(', ')}.`,
    }),
  owner: z.string().optional().meta({ description: 'Id of the user who owns the bookings.' }),
  contact: z.string().optional().meta({ description: 'Id of the guest’s contact.' }),
  booking_page: z.string().optional().meta({ description: 'Id of a booking page.' }),
  master_page: z.string().optional().meta({ description: 'Id of a master page.' }),
  event_type: z.string().optional().meta({ description: 'Id of an event type.' }),
  booking_calendar: z.string().optional().meta({ description: 'Id of a booking calendar.' }),
  host: z.string().optional().meta({ description: 'Id of a user who hosts or co-hosts.' }),
  q: textUpTo(200, 'q')
    .optional()
    .meta({
      description:
        'Words to find in id, subject, the guest’s name, e-mail, phone, company and answers, and in the names of what was booked: each begins a word there, and all are found. `OR`, parentheses and "quotation marks" work. An extension.',
      examples: ['carrie acme'],
    }),
  in_trash: z.enum(['true', 'false']).optional().meta({
    description: 'Only what is in the trash, or only what is not. Without it both. An extension.',
  }),
  sort: z.enum(bookingOrders).default('-creation_time').meta({
    description:
      'By which time the list is in order; `-` for the latest first. By `starting_time` requests without a time are left out. An extension.',
  }),
  'creation_time.gt': timeFilter('creation_time.gt'),
  'creation_time.lt': timeFilter('creation_time.lt'),
  'starting_time.gt': timeFilter('starting_time.gt'),
  'starting_time.lt': timeFilter('starting_time.lt'),
  'last_updated_time.gt': timeFilter('last_updated_time.gt'),
  'last_updated_time.lt': timeFilter('last_updated_time.lt'),
  expand,
  ...paging,
});

export const cancelBody = z.object({
  cancellation_reason: textUpTo(5000, 'cancellation_reason').nullish(),
  send_cancellation_email: leftOut(z.boolean()).default(true),
});

export const requestRescheduleBody = z.object({
  reschedule_reason: textUpTo(5000, 'reschedule_reason').nullish(),
});

export const possibleHost = z
  .object({
    object: z.literal('possible_host'),
    id: z.string().meta({ description: 'Id of the user.' }),
    name: z.string(),
    email: z.string(),
    hosts: z.boolean().meta({ description: 'True for who hosts it now.' }),
    reason: z.enum(['busy', 'inactive', 'without_seat']).nullable().meta({
      description: 'Why he cannot take it over; null if he can.',
    }),
  })
  .meta({
    id: 'PossibleHost',
    examples: [
      {
        object: 'possible_host',
        id: 'USR-FSD4234231',
        name: 'Andrea Hartie',
        email: 'andrea.hartie@example.com',
        hosts: false,
        reason: 'busy',
      },
    ],
  });

export const possibleHostQuery = checkedQuery(paging);

/** How a meeting may be moved to a provider of online meetings (contract 6.6). */
const providers = ['google_meet', 'microsoft_teams', 'webex', 'gotomeeting', 'zoom'] as const;

export const reassignBody = z.object({
  new_host: z.string().meta({ description: 'Id of an active user with a seat.', examples: ['USR-FSD4234231'] }),
  location: z
    .object({
      type: z
        .string()
        .transform((type, context) => (type === 'virtual' ? type : refuse(context, problem('location_not_virtual'))))
        .meta({ enum: ['virtual'] }),
      value: z.enum(providers),
    })
    .nullish()
    .meta({
      description: 'A provider of online meetings that the new host offers. Left out: as it was, if he has it.',
    }),
});

export type ReassignBody = z.output<typeof reassignBody>;

export const approveBody = z.object({
  start_time: time('start_time')
    .nullish()
    .meta({ description: 'The one of the proposed times that is accepted, for a request with proposals.' }),
});

export const declineBody = z.object({
  reason: textUpTo(5000, 'reason').nullish(),
  request_new_times: z
    .boolean()
    .default(false)
    .meta({ description: 'True to ask the guest for other times; he can rebook with `reschedule`.' }),
});

const missingForm = (context: z.core.$RefinementCtx) => refuse(context, problem('booking_form_missing'));

/** Answers of the form: name, e-mail and phone, and beside them the answers to the calendar's own questions. */
const bookingForm = z
  .object({
    name: z.string().nullish(),
    email: z.string().nullish(),
    phone: z.string().nullish(),
  })
  .catchall(z.union([z.string(), z.array(z.string()), z.number(), z.boolean(), z.null()]))
  .transform((form, context) => {
    const { name, email: address, phone, ...answers } = form;
    if (typeof name !== 'string' || name.trim() === '' || typeof address !== 'string' || address.trim() === '')
      return missingForm(context);
    if (name.length > 200) return refuse(context, problem('too_long', { param: 'booking_form.name', value: '200' }));
    const checked = email('booking_form.email').safeParse(address);
    if (!checked.success)
      return refuse(context, problem('invalid_email', { value: address, param: 'booking_form.email' }));
    const long = Object.entries(answers).find(
      ([key, answer]) => key.length > 100 || JSON.stringify(answer).length > 5000,
    );
    if (long !== undefined)
      return refuse(context, problem('too_long', { param: `booking_form.${long[0].slice(0, 100)}`, value: '5000' }));
    const number = phone?.trim() ? parsePhone(phone) : null;
    if (number === undefined) {
      return refuse(context, problem('invalid_phone', { value: phone ?? '', param: 'booking_form.phone' }));
    }
    return { name: name.trim(), email: checked.data, phone: number, answers };
  });

export type BookingForm = z.output<typeof bookingForm>;

const location = z
  .object({ type: z.enum(locationTypes), value: textUpTo(1000, 'location.value').nullish() })
  .nullish()
  .meta({ description: 'One of the locations that the slot offers. Left out: the host’s own choice.' });

/** What every way to book asks for, but the times. */
const bookingWish = {
  guest_time_zone: timeZone('guest_time_zone'),
  booking_form: z
    .unknown()
    .transform((form, context) => {
      if (typeof form !== 'object' || form === null || Array.isArray(form)) return missingForm(context);
      return form as Record<string, unknown>;
    })
    .pipe(bookingForm)
    .meta({
      type: 'object',
      description: 'Who books, and beside that the answers to the calendar’s own questions by their names.',
      required: ['name', 'email'],
      properties: {
        name: { type: 'string', maxLength: 200 },
        email: { type: 'string', format: 'email' },
        phone: { type: ['string', 'null'], description: 'With its country code, such as +12025550195.' },
      },
      additionalProperties: {
        type: ['string', 'array', 'number', 'boolean', 'null'],
        items: { type: 'string' },
        description: 'An answer; several for a question with many choices.',
      },
      examples: [{ name: 'Carrie Customer', email: 'carrie.customer@example.com', phone: '+12025550195' }],
    }),
  location,
  duration_minutes: z
    .int()
    .nullish()
    .meta({ description: 'One of the durations on offer; the default one if left out. An extension.' }),
  guests: z
    .array(email('guests'))
    .max(10)
    .nullish()
    .meta({ description: 'E-mail addresses of others who come along. An extension.' }),
  utm_params: utmParams.nullish().meta({ description: 'Where the guest came from. An extension.' }),
  guest_locale: localeTag('guest_locale')
    .nullish()
    .meta({ description: 'The language of messages to the guest, and how their times are written. An extension.' }),
  sms_consent: z
    .boolean()
    .nullish()
    .meta({ description: 'True if the guest agreed to get SMS about this meeting at the number given. An extension.' }),
  ...named,
  hold: z.string().nullish().meta({ description: 'Id of a hold that was taken for this start. An extension.' }),
};

export const scheduleBody = z.object({ start_time: time('start_time'), ...bookingWish, one_time_link: oneTimeLink });

const { host: _, co_hosts: __, ...pageWish } = bookingWish;

export const pageScheduleBody = z.object({
  start_times: z
    .array(time('start_times'))
    .min(1)
    .max(20)
    .meta({ description: 'One start; as many as sessions for a package, or as proposals for a request.' }),
  event_type: eventTypeOfPage,
  ...pageWish,
});

export const masterScheduleBody = z.object({
  ...pageScheduleBody.shape,
  booking_page: chosenPage,
  one_time_link: oneTimeLink,
});

export type ScheduleBody = z.output<typeof scheduleBody>;

export const scheduled = z.object({ id: z.string().meta({ examples: ['BKNG-J4FR05BKEWEX'] }) });

export const pageScheduled = z
  .object({
    id: z.string().meta({ description: 'The booking, or the first of a package.' }),
    bookings: z.array(z.string()).meta({ description: 'All bookings that were made, in the order of their times.' }),
  })
  .meta({ id: 'ScheduledOnPage', examples: [{ id: 'BKNG-J4FR05BKEWEX', bookings: ['BKNG-J4FR05BKEWEX'] }] });

const target = {
  booking_calendar: z.string().nullish().meta({ description: 'Id of another booking calendar to move to.' }),
  booking_page: z.string().nullish().meta({ description: 'Id of another booking page to move to.' }),
  event_type: z.string().nullish().meta({ description: 'Id of the event type on that page.' }),
};

export const rescheduleBody = z.object({
  start_time: time('start_time'),
  reason: textUpTo(5000, 'reason').nullish(),
  on_behalf_of: z
    .enum(['user', 'customer'])
    .default('user')
    .meta({ description: 'Who moves the booking. A guest’s move needs approval where bookings do.' }),
  location,
  ...target,
});
