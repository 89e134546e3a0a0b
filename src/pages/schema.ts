import { z } from 'zod';
import { schedule, scheduleChange } from '../availability/schema.ts';
import { slug } from '../calendars/schema.ts';
import { deletedObject } from '../http/deleted.ts';
import { checkedQuery, paging, refuse, textUpTo, timeZone } from '../http/fields.ts';
import { problem } from '../http/problem.ts';
import { exampleQuestion, meetingRules } from '../offerings/schema.ts';

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

export const eventType = z
  .object({
    id: z.string(),
    object: z.literal('event_type'),
    name: z.string().meta({ description: 'What guests see, and the subject of the meetings.' }),
    label: z.string().meta({ description: 'What the account calls the event type.' }),
    description: z.string(),
  })
  .meta({
    id: 'EventType',
    examples: [
      {
        id: 'ET-7I7PKDTFJS',
        object: 'event_type',
        name: 'Live demo',
        label: 'Live demo',
        description: 'An hour to see the product at work and to ask what you like.',
      },
    ],
  });

export const eventTypeOrDeleted = z.union([
  eventType,
  deletedObject('event_type', 'DeletedEventType', 'ET-7I7PKDTFJS'),
]);

export const masterPage = z
  .object({
    id: z.string(),
    object: z.literal('master_page'),
    name: z.string().meta({ description: 'What guests see.' }),
    label: z.string().meta({ description: 'What the account calls the master page.' }),
    url: z.string(),
    active: z.boolean(),
  })
  .meta({
    id: 'MasterPage',
    examples: [
      {
        id: 'MP-73E6RHFU77',
        object: 'master_page',
        name: 'Star Software LLC',
        label: 'Dana',
        url: 'https://daybook.example.com/dana',
        active: true,
      },
    ],
  });

export const masterPageOrDeleted = z.union([
  masterPage,
  deletedObject('master_page', 'DeletedMasterPage', 'MP-73E6RHFU77'),
]);

export const listQuery = checkedQuery(paging);

export const bookingPageListQuery = checkedQuery({
  master_page: z.string().optional().meta({ description: 'Only pages that this master page leads to.' }),
  event_type: z.string().optional().meta({ description: 'Only pages that offer this event type.' }),
  user: z.string().optional().meta({ description: 'Only pages of this user.' }),
  ...paging,
});

const someText = (most: number, param: string) =>
  textUpTo(most, param).superRefine((text, context) => {
    if (text.trim() === '') refuse(context, problem('missing_fields', { param }));
  });

const name = someText(200, 'name').meta({ description: 'What guests see.' });
const label = someText(200, 'label').meta({ description: 'What the account calls it; the name if left out.' });

/** Those of the rules that pages and event types have; the others are of booking calendars. */
const rules = meetingRules.pick({
  durations: true,
  buffer_before_minutes: true,
  buffer_after_minutes: true,
  lead_time: true,
  horizon: true,
  caps: true,
  start_minutes: true,
  spacing_minutes: true,
  slots_per_day: true,
  capacity: true,
  proposals: true,
  sessions: true,
  questions: true,
}).shape;

type RuleName = keyof typeof rules;

/** What people call the rules that are named by numbers alone. */
const notes: Partial<Record<RuleName, string>> = {
  capacity: 'How many guests share one start. With more than one there are no caps.',
  proposals: 'How many times a guest proposes with a request that somebody approves; 0 to book at once.',
  sessions: 'How many sessions are booked in one go, as a package. A package has no caps and needs no approval.',
  slots_per_day: 'How many free starts of a day are shown, spread over it; null for all.',
};

/** Each of the rules so that it can be left out. */
const optionalRules = Object.fromEntries(
  Object.entries(rules).map(([key, field]) => {
    const inner = (field instanceof z.ZodDefault ? field.unwrap() : field) as z.ZodType;
    const note = notes[key as RuleName];
    return [key, (note === undefined ? inner : inner.meta({ description: note })).optional()];
  }),
) as { [Name in RuleName]: z.ZodOptional<z.ZodType<z.output<(typeof rules)[Name]>>> };

/** An event type has one duration, which is fixed. */
const oneDuration = rules.durations.max(1);

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

/** Refuses a change that changes nothing. */
function needsSomething(change: object, context: z.core.$RefinementCtx): void {
  if (Object.values(change).every((value) => value === undefined)) refuse(context, problem('nothing_to_update'));
}

export const newBookingPage = z.strictObject({ name, owner, ...pageFields }).meta({ id: 'NewBookingPage' });

export type NewBookingPage = z.output<typeof newBookingPage>;

export const bookingPageChange = z
  .strictObject({ name: name.optional(), owner: owner.optional(), ...pageFields })
  .superRefine(needsSomething)
  .meta({ id: 'BookingPageChange' });

export type BookingPageChange = z.output<typeof bookingPageChange>;

export const duplicateBody = z.strictObject({ name: name.optional(), label: label.optional() });

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
    ...rules,
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

const description = textUpTo(2000, 'description');

const eventTypeFields = { label: label.optional(), description: description.optional(), ...optionalRules };

export const newEventType = z
  .strictObject({ name: someText(75, 'name'), ...eventTypeFields, durations: oneDuration })
  .meta({ id: 'NewEventType' });

export type NewEventType = z.output<typeof newEventType>;

export const eventTypeChange = z
  .strictObject({ name: someText(75, 'name').optional(), ...eventTypeFields, durations: oneDuration.optional() })
  .superRefine(needsSomething)
  .meta({ id: 'EventTypeChange' });

export type EventTypeChange = z.output<typeof eventTypeChange>;

export const duplicateEventTypeBody = z.strictObject({
  name: someText(75, 'name').optional(),
  label: label.optional(),
});

export const eventTypeSettings = z
  .object({
    object: z.literal('event_type_settings'),
    id: z.string(),
    name: z.string(),
    label: z.string(),
    description: z.string(),
    ...rules,
  })
  .meta({
    id: 'EventTypeSettings',
    examples: [
      {
        object: 'event_type_settings',
        id: 'ET-7I7PKDTFJS',
        name: 'Live demo',
        label: 'Live demo',
        description: 'An hour to see the product at work and to ask what you like.',
        durations: [60],
        buffer_before_minutes: 0,
        buffer_after_minutes: 15,
        lead_time: { unit: 'hours', amount: 3 },
        horizon: { kind: 'days', days: 60 },
        caps: { day: 4 },
        start_minutes: [0, 30],
        spacing_minutes: 30,
        slots_per_day: null,
        capacity: 1,
        proposals: 0,
        sessions: 1,
        questions: [exampleQuestion],
      },
    ],
  });

const priority = z.int().min(1).max(10).default(5).meta({ description: '1 (low) to 10 (high).' });

/** How several people are offered on one master page (product description 2.1). */
export const scenarios = ['rule_based', 'rule_based_static', 'event_types_first', 'pages_first', 'pages_only'] as const;

export type Scenario = (typeof scenarios)[number];

const distribution = z.enum(['longest_idle', 'priority']);

/** Who takes the meetings of an event type on a master page with dynamic rules. */
const assignmentRule = z.object({
  event_type: z.string(),
  owner: z.string().meta({ description: 'Id of the booking page or resource pool whose meeting it is.' }),
  additional_members: z
    .array(z.string())
    .max(20)
    .default([])
    .meta({ description: 'Ids of booking pages and resource pools that take part as well.' }),
});

const pageOfMaster = z.object({ booking_page: z.string(), priority });

const masterFields = {
  label: label.optional(),
  slug: slug.optional(),
  active: z.boolean().optional(),
  distribution: distribution.optional().meta({
    description: 'With static rules: who of the pages that are free takes a meeting. Longest idle if left out.',
  }),
  booking_pages: z
    .array(pageOfMaster)
    .max(500)
    .optional()
    .meta({ description: 'The pages that guests choose from, or that static rules are about. Not for rule_based.' }),
  event_types: z
    .array(assignmentRule)
    .max(100)
    .optional()
    .meta({ description: 'For rule_based: the event types to choose from, and who takes their meetings.' }),
};

export const newMasterPage = z
  .strictObject({
    name,
    scenario: z.enum(scenarios).meta({ description: 'Stays as it is for as long as the master page lives.' }),
    ...masterFields,
  })
  .meta({ id: 'NewMasterPage' });

export type NewMasterPage = z.output<typeof newMasterPage>;

export const masterPageChange = z
  .strictObject({ name: name.optional(), ...masterFields })
  .superRefine(needsSomething)
  .meta({ id: 'MasterPageChange' });

export type MasterPageChange = z.output<typeof masterPageChange>;

export const masterPageSettings = z
  .object({
    object: z.literal('master_page_settings'),
    id: z.string(),
    name: z.string(),
    label: z.string(),
    slug: z.string(),
    active: z.boolean(),
    scenario: z.enum(scenarios),
    distribution,
    booking_pages: z.array(z.object({ booking_page: z.string(), priority: z.int() })),
    event_types: z.array(
      z.object({ event_type: z.string(), owner: z.string(), additional_members: z.array(z.string()) }),
    ),
  })
  .meta({
    id: 'MasterPageSettings',
    examples: [
      {
        object: 'master_page_settings',
        id: 'MP-73E6RHFU77',
        name: 'Star Software LLC',
        label: 'Dana',
        slug: 'dana',
        active: true,
        scenario: 'rule_based',
        distribution: 'longest_idle',
        booking_pages: [],
        event_types: [{ event_type: 'ET-7I7PKDTFJS', owner: 'POOL-Q4M8Z1T7KD', additional_members: ['BP-3F7JAWT4UA'] }],
      },
    ],
  });

const methods = ['longest_idle', 'priority', 'round_robin'] as const;

export const cycles = ['continuous', 'monthly', 'quarterly'] as const;

export const resourcePool = z
  .object({
    object: z.literal('resource_pool'),
    id: z.string(),
    name: z.string(),
    method: z.enum(methods),
    correction: z.boolean(),
    cycle: z.enum(cycles),
    timezone: z.string(),
    members: z.array(
      z.object({
        booking_page: z.string(),
        priority: z.int(),
        joined_time: z.iso.datetime(),
        participating: z.boolean().meta({ description: 'False while the page is disabled or its owner has no seat.' }),
      }),
    ),
  })
  .meta({
    id: 'ResourcePool',
    examples: [
      {
        object: 'resource_pool',
        id: 'POOL-Q4M8Z1T7KD',
        name: 'Sales',
        method: 'round_robin',
        correction: true,
        cycle: 'monthly',
        timezone: 'America/New_York',
        members: [
          {
            booking_page: 'BP-3F7JAWT4UA',
            priority: 5,
            joined_time: '2026-11-02T09:00:00.000Z',
            participating: true,
          },
        ],
      },
    ],
  });

export const resourcePoolOrDeleted = z.union([
  resourcePool,
  deletedObject('resource_pool', 'DeletedResourcePool', 'POOL-Q4M8Z1T7KD'),
]);

const poolMembers = z
  .array(pageOfMaster)
  .max(500)
  .meta({ description: 'The pool as a whole. Who was in it before keeps the time at which he joined.' });

const correction = z.boolean().meta({ description: 'In turn, whoever lost a booking is next until he has caught up.' });

export const newResourcePool = z
  .strictObject({
    name,
    method: z.enum(methods).meta({ description: 'Who of the members that are free takes a meeting. Stays as it is.' }),
    correction: correction.default(true),
    cycle: z
      .enum(cycles)
      .default('continuous')
      .meta({ description: 'After how long received and removed bookings are counted anew. Stays as it is.' }),
    timezone: timeZone('timezone')
      .optional()
      .meta({ description: 'In which cycles begin; the account’s if left out.' }),
    members: poolMembers.default([]),
  })
  .meta({ id: 'NewResourcePool' });

export type NewResourcePool = z.output<typeof newResourcePool>;

export const resourcePoolChange = z
  .strictObject({ name: name.optional(), correction: correction.optional(), members: poolMembers.optional() })
  .superRefine(needsSomething)
  .meta({ id: 'ResourcePoolChange' });

export type ResourcePoolChange = z.output<typeof resourcePoolChange>;

export const poolStatistics = z
  .object({
    object: z.literal('resource_pool_statistics'),
    resource_pool: z.string(),
    cycle: z.enum(cycles),
    period: z.string().nullable().meta({
      description: 'The current month or quarter, such as 2026-11 or 2026-Q4; null if bookings are never counted anew.',
    }),
    total: z.int().meta({ description: 'Bookings that the members received in this period.' }),
    average: z.number().meta({ description: 'The same for each member.' }),
    members: z.array(
      z.object({
        booking_page: z.string(),
        joined_time: z.iso.datetime(),
        participating: z.boolean(),
        received: z.int(),
        removed: z.int().meta({ description: 'Canceled, moved away, or the guest did not come.' }),
      }),
    ),
  })
  .meta({
    id: 'ResourcePoolStatistics',
    examples: [
      {
        object: 'resource_pool_statistics',
        resource_pool: 'POOL-Q4M8Z1T7KD',
        cycle: 'monthly',
        period: '2026-11',
        total: 7,
        average: 7,
        members: [
          {
            booking_page: 'BP-3F7JAWT4UA',
            joined_time: '2026-11-02T09:00:00.000Z',
            participating: true,
            received: 7,
            removed: 1,
          },
        ],
      },
    ],
  });
