import { z } from 'zod';
import { deletedObject } from '../http/deleted.ts';
import { checkedQuery, needsSomething, paging, refuse, someText } from '../http/fields.ts';
import { ownPaths } from '../http/own-paths.ts';
import { problem } from '../http/problem.ts';
import { exampleQuestion, meetingRules } from '../offerings/schema.ts';

export const calendar = z
  .object({
    object: z.literal('booking_calendar'),
    id: z.string(),
    subject: z.string().meta({ description: 'What guests see as the name of the meeting.' }),
    host: z.string().meta({ description: 'Id of a user or a team.' }),
    url: z.string(),
    name: z.string().meta({ description: 'What the account calls the calendar.' }),
    published: z.boolean(),
    duration_minutes: z.int(),
  })
  .meta({
    id: 'BookingCalendar',
    examples: [
      {
        object: 'booking_calendar',
        id: 'BKC-LDJ878496X',
        subject: 'Meeting with Andrea Hartie',
        host: 'USR-HYPGJXN3A8',
        url: 'https://daybook.example.com/andreahartie',
        name: 'Andrea Hartie booking calendar',
        published: true,
        duration_minutes: 30,
      },
    ],
  });

export const calendarOrDeleted = z.union([
  calendar,
  deletedObject('booking_calendar', 'DeletedBookingCalendar', 'BKC-LDJ878496X'),
]);

export const calendarListQuery = checkedQuery({
  host: z.string().optional().meta({ description: 'Only calendars of this user or team.' }),
  ...paging,
});

/** The path of a public page. */
export const slug = z
  .string()
  .transform((text, context) =>
    /^[a-z0-9][a-z0-9_-]{3,99}$/i.test(text) && !ownPaths.has(text.toLowerCase())
      ? text
      : refuse(context, problem('invalid_slug', { value: text })),
  )
  .meta({
    description: 'The path of the public page: 4 to 100 letters, digits, hyphens and underscores. Made up if left out.',
    examples: ['andreahartie'],
  });

const { proposals: _, sessions: __, slots_per_day: ___, ...rules } = meetingRules.shape;

type Rules = Omit<z.output<typeof meetingRules>, 'proposals' | 'sessions' | 'slots_per_day'>;

/** The settings that a calendar has, each of which can be left out. */
const settings = Object.fromEntries(
  Object.entries(rules).map(([name, field]) => [
    name,
    (field instanceof z.ZodDefault ? (field.unwrap() as z.ZodType) : field).optional(),
  ]),
) as { [Name in keyof Rules]: z.ZodOptional<z.ZodType<Rules[Name]>> };

const named = {
  name: someText(200, 'name').meta({ description: 'What the account calls the calendar.' }),
  subject: someText(200, 'subject').meta({ description: 'What guests see as the name of the meeting.' }),
  host: z.string().meta({ description: 'Id of a user or a team.' }),
};

const common = {
  slug: slug.optional(),
  published: z.boolean().optional(),
  duration_minutes: z.int().optional().meta({ description: 'The default one of the durations.' }),
};

export const newCalendar = z
  .strictObject({ ...named, ...common, ...settings, durations: rules.durations })
  .meta({ id: 'NewBookingCalendar' });

export const calendarChange = z
  .strictObject({
    name: named.name.optional(),
    subject: named.subject.optional(),
    host: named.host.optional(),
    ...common,
    ...settings,
  })
  .superRefine(needsSomething)
  .meta({ id: 'BookingCalendarChange' });

export type CalendarChange = z.output<typeof calendarChange>;

export const duplicateBody = z.strictObject({ name: named.name.optional(), subject: named.subject.optional() });

export const calendarSettings = z
  .object({
    object: z.literal('booking_calendar_settings'),
    id: z.string(),
    name: z.string(),
    subject: z.string(),
    host: z.string(),
    slug: z.string(),
    published: z.boolean(),
    duration_minutes: z.int(),
    ...rules,
  })
  .meta({
    id: 'BookingCalendarSettings',
    examples: [
      {
        object: 'booking_calendar_settings',
        id: 'BKC-LDJ878496X',
        name: 'Andrea Hartie booking calendar',
        subject: 'Meeting with Andrea Hartie',
        host: 'USR-HYPGJXN3A8',
        slug: 'andreahartie',
        published: true,
        duration_minutes: 30,
        durations: [30, 60],
        buffer_before_minutes: 0,
        buffer_after_minutes: 10,
        lead_time: { unit: 'hours', amount: 3 },
        horizon: { kind: 'days', days: 60 },
        caps: { day: 6 },
        start_minutes: [0, 30],
        spacing_minutes: 30,
        capacity: 1,
        concurrent: false,
        approval: false,
        distribution: 'any',
        correction: true,
        co_hosts: [{ user: 'USR-FSD4234231', required: true }],
        questions: [exampleQuestion],
      },
    ],
  });
