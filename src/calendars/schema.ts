import { z } from 'zod';
import { deletedObject } from '../http/deleted.ts';
import { checkedQuery, paging } from '../http/fields.ts';

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

/** A question of the booking form beside name, e-mail and phone. `name` is its key in `booking_form`. */
const question = z.object({
  name: z.string().min(1).max(100),
  type: z.enum(['text', 'single_select', 'multi_select']),
  required: z.boolean().default(false),
  options: z.array(z.string()).default([]),
});

export type Question = z.output<typeof question>;

/** The rules of a calendar, as its column `rules` keeps them. */
export const rules = z.object({
  /** Minutes; the calendar's own duration is one of them. */
  durations: z.array(z.int().min(5).max(720)).min(1).max(4),
  buffer_before_minutes: z.int().min(0).max(720).default(0),
  buffer_after_minutes: z.int().min(0).max(720).default(0),
  lead_time: z
    .object({ unit: z.enum(['minutes', 'hours', 'days']), amount: z.int().min(0).max(10_000) })
    .default({ unit: 'minutes', amount: 0 }),
  horizon: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('none') }),
      z.object({ kind: z.literal('days'), days: z.int().min(1).max(1000) }),
      z.object({ kind: z.literal('bookable_days'), days: z.int().min(1).max(365) }),
      z.object({ kind: z.literal('range'), from: z.iso.date(), to: z.iso.date() }),
    ])
    .default({ kind: 'none' }),
  caps: z
    .object({
      day: z.int().min(1).optional(),
      week: z.int().min(1).optional(),
      month: z.int().min(1).optional(),
    })
    .default({}),
  start_minutes: z.array(z.int().min(0).max(59).multipleOf(5)).min(1).default([0, 15, 30, 45]),
  spacing_minutes: z.int().min(5).max(1440).multipleOf(5).default(15),
  /** How many guests share one start; more than one makes it a group session. */
  capacity: z.int().min(1).max(500).default(1),
  /** Bookings begin as requests, which hold their time until somebody approves or declines. Single sessions only. */
  approval: z.boolean().default(false),
  /** Users who take part besides the host. Only the required ones must be free. */
  co_hosts: z.array(z.object({ user: z.string(), required: z.boolean().default(true) })).default([]),
  questions: z.array(question).default([]),
});

export type CalendarRules = z.output<typeof rules>;
