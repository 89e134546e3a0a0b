import { z } from 'zod';
import { bookingStatuses } from '../bookings/schema.ts';
import { paging, refuse, time, timeZone } from '../http/fields.ts';
import { listOf } from '../http/list.ts';
import { problem } from '../http/problem.ts';
import { iso } from '../http/time.ts';
import { activityColumns } from './present.ts';

/** What activities are counted by. */
export const dimensions = [
  'owner',
  'host',
  'booking_calendar',
  'booking_page',
  'event_type',
  'master_page',
  'contact',
  'utm_source',
] as const;

export type Dimension = (typeof dimensions)[number];

/** What a trend has a point for. */
export const intervals = ['hour', 'day', 'week', 'month', 'quarter'] as const;

const idOf = (description: string) => z.string().optional().meta({ description });

/** Some of a list of words, separated by commas. */
function someOf<const Names extends readonly string[]>(param: string, names: Names) {
  return z
    .string()
    .optional()
    .transform((text, context): Names[number][] | undefined => {
      if (text === undefined) return undefined;
      const wanted = text.split(',').map((name) => name.trim());
      const unknown = wanted.find((name) => !names.includes(name));
      if (unknown !== undefined)
        return refuse(context, problem('invalid_value', { kind: 'string', value: unknown.slice(0, 100), param }));
      return wanted;
    })
    .meta({ type: 'string', description: `One or several, separated by commas: ${names.join(', ')}.` });
}

/** Which activities a report is about. */
const scope = {
  by: z.enum(['meeting', 'creation']).default('meeting').meta({
    description:
      'Which time `from` and `to` speak of. By the time of the meeting, requests are left out: they have none.',
  }),
  from: time('from').optional().meta({ description: 'The first instant. Left out: 30 days before `to`.' }),
  to: time('to').optional().meta({ description: 'The first instant that is too late. Left out: now.' }),
  status: someOf('status', bookingStatuses),
  owner: idOf('Id of the user who owned the activity when it was made.'),
  host: idOf('Id of the user who hosts the meeting.'),
  contact: idOf('Id of the guest’s contact.'),
  booking_calendar: idOf('Id of a booking calendar.'),
  booking_page: idOf('Id of a booking page.'),
  event_type: idOf('Id of an event type.'),
  master_page: idOf('Id of a master page.'),
  utm_source: idOf('The `utm_source` of the guest’s link.'),
  utm_medium: idOf('The `utm_medium` of the guest’s link.'),
  utm_campaign: idOf('The `utm_campaign` of the guest’s link.'),
  utm_term: idOf('The `utm_term` of the guest’s link.'),
  utm_content: idOf('The `utm_content` of the guest’s link.'),
};

const inZone = {
  time_zone: timeZone('time_zone')
    .optional()
    .meta({
      description: 'Whose days and hours are counted. Left out: the account’s.',
      examples: ['America/New_York'],
    }),
};

const monthMs = 30 * 86_400_000;

/** A report's query: with both of its times, in order. */
function reportQuery<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.object({ ...scope, ...shape }).superRefine((query, context) => {
    const { from, to } = query as { from?: number; to?: number };
    if (from !== undefined && to !== undefined && from > to)
      refuse(context, problem('date_range', { param: 'from', other: 'to' }));
  });
}

/** What a report was asked for, apart from what is its own. */
export type ScopeQuery = z.output<z.ZodObject<typeof scope>>;

/** The same, with both of its times. */
export type Scope = ScopeQuery & { from: number; to: number };

/** Fills in the times that were left out. */
export function scopeOf<Query extends ScopeQuery>(query: Query, now: number): Query & Scope {
  const to = query.to ?? (query.from === undefined ? now : Math.max(now, query.from));
  return { ...query, to, from: query.from ?? to - monthMs };
}

/** The times that a report is about, as it answers them. */
export function spanOf({ from, to }: Scope) {
  return { from: iso(from), to: iso(to) };
}

const count = z.int().min(0);
const rate = z.number().min(0).max(1).nullable();

export const counts = {
  all: count.meta({
    description: 'Activities of every state. One that was moved elsewhere counts once, where it is now.',
  }),
  requested: count,
  scheduled: count,
  rescheduled: count,
  completed: count,
  canceled: count,
  no_show: count,
};

export type Counts = Record<keyof typeof counts, number>;

const noneCounted: Counts = {
  all: 7,
  requested: 0,
  scheduled: 2,
  rescheduled: 1,
  completed: 2,
  canceled: 1,
  no_show: 1,
};
const span = { from: z.iso.datetime(), to: z.iso.datetime() };
const spanExample = { from: '2026-11-01T00:00:00.000Z', to: '2026-12-01T00:00:00.000Z' };

export const totals = z
  .object({
    object: z.literal('report_totals'),
    ...span,
    ...counts,
    no_show_rate: rate.meta({
      description: 'Of the meetings that were to take place: no_show / (completed + no_show).',
    }),
    cancellation_rate: rate.meta({ description: 'canceled / all.' }),
  })
  .meta({
    id: 'ReportTotals',
    examples: [
      { object: 'report_totals', ...spanExample, ...noneCounted, no_show_rate: 1 / 3, cancellation_rate: 1 / 7 },
    ],
  });

export const totalsQuery = reportQuery({});

export const summaryRow = z
  .object({
    object: z.literal('report_row'),
    id: z.string().meta({ description: 'Id of the user, page, …; the source itself, if that is what is counted by.' }),
    name: z.string().nullable().meta({ description: 'Null if it was deleted and its name erased.' }),
    email: z.string().nullable().meta({ description: 'Of users and contacts.' }),
    deleted: z.boolean(),
    ...counts,
  })
  .meta({
    id: 'ReportRow',
    examples: [
      {
        object: 'report_row',
        id: 'USR-FSD4234231',
        name: 'Andrea Hartie',
        email: 'andrea.hartie@example.com',
        deleted: false,
        ...noneCounted,
      },
    ],
  });

export type SummaryRow = z.input<typeof summaryRow>;

const countNames = Object.keys(counts) as [keyof Counts, ...(keyof Counts)[]];

export const summary = listOf(summaryRow);

const { limit, after } = paging;

export const summaryQuery = reportQuery({
  of: z.enum(dimensions).default('owner').meta({ description: 'What there is a row for.' }),
  sort: z.enum(countNames).default('all').meta({ description: 'The number that rows are sorted by.' }),
  order: z.enum(['most', 'least']).default('most').meta({ description: 'Which rows come first.' }),
  limit,
  after: after.meta({ description: 'The id of a row: those that follow it.' }),
});

export type SummaryQuery = z.output<typeof summaryQuery>;

const point = z.object({ start: z.iso.datetime(), ...counts });

export const trend = z
  .object({
    object: z.literal('report_trend'),
    interval: z.enum(intervals),
    time_zone: z.string(),
    points: z.array(point).meta({
      description: 'One for each interval, also for those in which nothing was; the first may begin before `from`.',
    }),
  })
  .meta({
    id: 'ReportTrend',
    examples: [
      {
        object: 'report_trend',
        interval: 'month',
        time_zone: 'America/New_York',
        points: [{ start: '2026-11-01T04:00:00.000Z', ...noneCounted }],
      },
    ],
  });

export const trendQuery = reportQuery({
  interval: z.enum(intervals).default('day'),
  ...inZone,
});

export type TrendQuery = z.output<typeof trendQuery>;

export const busiestHours = z
  .object({
    object: z.literal('report_busiest_hours'),
    time_zone: z.string(),
    days: z
      .array(z.object({ day: z.string(), hours: z.array(count).length(24) }))
      .length(7)
      .meta({ description: 'Monday first; how many activities began in each hour of that day of the week.' }),
  })
  .meta({
    id: 'ReportBusiestHours',
    examples: [
      {
        object: 'report_busiest_hours',
        time_zone: 'America/New_York',
        days: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'].map((day) => ({
          day,
          hours: Array.from({ length: 24 }, (_, hour) => (hour === 9 ? 3 : 0)),
        })),
      },
    ],
  });

export const busiestHoursQuery = reportQuery(inZone);

export const leadTimes = z
  .object({
    object: z.literal('report_lead_times'),
    counted: count.meta({ description: 'Activities with a time.' }),
    average_hours: z.number().nullable(),
    median_hours: z.int().nullable(),
    spans: z.array(z.object({ up_to_hours: z.int().nullable(), count })).meta({
      description:
        'How many were booked less than so many hours before, and not less than the span before; null is the rest.',
    }),
  })
  .meta({
    id: 'ReportLeadTimes',
    examples: [
      {
        object: 'report_lead_times',
        counted: 7,
        average_hours: 30.5,
        median_hours: 26,
        spans: [
          { up_to_hours: 1, count: 0 },
          { up_to_hours: 4, count: 1 },
          { up_to_hours: 24, count: 2 },
          { up_to_hours: 72, count: 4 },
          { up_to_hours: 168, count: 0 },
          { up_to_hours: 336, count: 0 },
          { up_to_hours: 720, count: 0 },
          { up_to_hours: null, count: 0 },
        ],
      },
    ],
  });

export const leadTimesQuery = reportQuery({});

const columnNames = Object.keys(activityColumns) as (keyof typeof activityColumns)[];

export const activity = z
  .object({
    object: z.literal('activity'),
    id: z.string(),
    ...(Object.fromEntries(
      Object.entries(activityColumns).map(([name, { type, title }]) => [
        name,
        type.optional().meta({ description: title }),
      ]),
    ) as { [Name in keyof typeof activityColumns]: z.ZodOptional<(typeof activityColumns)[Name]['type']> }),
  })
  .meta({
    id: 'Activity',
    examples: [
      {
        object: 'activity',
        id: 'BKNG-J4FR05BKEWEX',
        status: 'scheduled',
        in_trash: false,
        subject: 'Live demo',
        starting_time: '2026-06-20T13:00:00.000Z',
        customer_name: 'Carrie Customer',
        owner_name: 'Andrea Hartie',
      },
    ],
  });

/** What a report shows unless columns are named. */
const usualColumns: (keyof typeof activityColumns)[] = [
  'status',
  'in_trash',
  'subject',
  'starting_time',
  'duration_minutes',
  'creation_time',
  'customer_name',
  'customer_email',
  'owner_name',
];

export const activitiesQuery = reportQuery({
  columns: someOf('columns', columnNames).transform((names) => names ?? usualColumns),
  order: z
    .enum(['earliest', 'latest'])
    .default('earliest')
    .meta({ description: 'Which comes first, by the time that `by` names.' }),
  limit,
  after: after.meta({ description: 'Id of an activity: those that follow it.' }),
});

export type ActivitiesQuery = z.output<typeof activitiesQuery>;
