import { z } from 'zod';
import { refuse } from '../http/fields.ts';
import { problem } from '../http/problem.ts';

export const days = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

export type Day = (typeof days)[number];

const locationTypes = [
  'in_person_by_host',
  'in_person_by_guest',
  'online_dynamic_link',
  'online_static_link',
  'phone_by_guest',
] as const;

/** How and where a host meets people in a stretch of his week (contract 6.14). */
export const location = z.object({
  type: z.enum(locationTypes),
  /** Provider of a dynamic link, URL of a static one, address of the host; null where the guest says. */
  value: z.string().nullable(),
  /** Id of an address (`ADD-…`) of the host. */
  id: z.string().nullable(),
});

export type Location = z.output<typeof location>;

/** Wall-clock minutes from midnight of a stretch of working hours, and how to meet in it. */
const block = z
  .object({
    start: z.int().min(0).max(1425).multipleOf(15),
    end: z.int().min(15).max(1440).multipleOf(15),
    locations: z.array(location),
  })
  .refine((each) => each.end > each.start);

export type Block = z.output<typeof block>;

export const dayBlocks = z
  .array(block)
  .refine((blocks) => blocks.every((each, i) => i === 0 || blocks[i - 1]!.end <= each.start));

export type DayBlocks = z.output<typeof dayBlocks>;

/** What the column `weekly` holds; a day that is missing is free of work. */
export const weekly = z.partialRecord(z.enum(days), dayBlocks);

export type Weekly = z.output<typeof weekly>;

/** What the column `overrides` holds: the hours of single dates, instead of the week's. */
export const overrides = z.record(z.iso.date(), dayBlocks);

export type Overrides = z.output<typeof overrides>;

/** Somebody of the account who can take part in meetings, with the hours that hold for the offering. */
export interface Person {
  id: string;
  first_name: string;
  last_name: string;
  email: string;
  timezone: string;
  weekly: Weekly;
  overrides: Overrides;
}

const shownHours = z.array(z.object({ start_time: z.string(), end_time: z.string(), locations: z.array(location) }));

/** A user's availability as the API shows it (contract 7.9). */
export const schedule = z
  .object({
    object: z.literal('schedule'),
    timezone: z.string(),
    weekly: z.array(z.object({ day: z.enum(days), working_hours: shownHours })),
    overrides: z.array(z.object({ date: z.string(), day: z.enum(days), working_hours: shownHours })),
  })
  .meta({
    id: 'Schedule',
    examples: [
      {
        object: 'schedule',
        timezone: 'America/Chicago',
        weekly: [
          {
            day: 'Monday',
            working_hours: [
              {
                start_time: '09:00',
                end_time: '12:00',
                locations: [{ type: 'online_dynamic_link', value: 'google_meet', id: null }],
              },
            ],
          },
        ],
        overrides: [{ date: '2026-11-26', day: 'Thursday', working_hours: [] }],
      },
    ],
  });

const dateText = /^\d{4}-\d{2}-\d{2}$/;

/** True for a date of the calendar, written `YYYY-MM-DD`. */
function isDate(text: string): boolean {
  return dateText.test(text) && z.iso.date().safeParse(text).success;
}

/** The one list of parameters that refuses those it does not know, as the contract's samples do. */
export const scheduleQuery = z
  .looseObject({
    overrides_start_time: z.string().optional().meta({
      format: 'date',
      description: 'Leaves out overrides of earlier dates.',
    }),
  })
  .superRefine((query, context) => {
    const unknown = Object.keys(query).find((key) => key !== 'overrides_start_time');
    if (unknown !== undefined) refuse(context, problem('unknown_parameter', { param: unknown }));
    const { overrides_start_time: start } = query;
    if (start !== undefined && !isDate(start)) refuse(context, problem('invalid_overrides_start'));
  });

/** Minutes from midnight of `HH:MM`; 24:00 ends a day. */
function minutes(kind: 'start time' | 'end time', param: string) {
  return z
    .string()
    .meta({ pattern: '^\\d{2}:\\d{2}$', examples: ['09:00'] })
    .transform((text, context) => {
      const match = /^([01]\d|2[0-4]):([0-5]\d)$/.exec(text);
      const value = match === null ? Number.NaN : Number(match[1]) * 60 + Number(match[2]);
      if (!(value <= (kind === 'end time' ? 1440 : 1439))) {
        return refuse(context, problem('invalid_text', { kind, value: text, param }));
      }
      if (value % 15 !== 0) return refuse(context, problem('not_a_quarter', { kind, value: text, param }));
      return value;
    });
}

/** Where a static room or an address leads; what the guest says is said when he books. */
const wantedLocation = z.object({
  type: z.enum(locationTypes),
  id: z.string().max(50).nullish(),
  value: z.string().max(1000).nullish(),
});

function workingHours(param: string) {
  return z
    .array(
      z.object({
        start_time: minutes('start time', `${param}.start_time`),
        end_time: minutes('end time', `${param}.end_time`),
        locations: z.array(wantedLocation).default([]),
      }),
    )
    .transform((slots, context) => {
      const blocks = slots
        .map((slot) => ({ start: slot.start_time, end: slot.end_time, locations: slot.locations }))
        .sort((a, b) => a.start - b.start);
      for (const [i, each] of blocks.entries()) {
        const value = `${clock(each.start)}-${clock(each.end)}`;
        if (each.end <= each.start) return refuse(context, problem('end_not_after_start', { value, param }));
        if (i > 0 && blocks[i - 1]!.end > each.start)
          return refuse(context, problem('hours_overlap', { value, param }));
        const wrong = wrongLocations(each.locations, `${param}.locations`);
        if (wrong !== undefined) return refuse(context, wrong);
      }
      return blocks;
    });
}

type WantedLocation = z.output<typeof wantedLocation>;

function wrongLocations(locations: readonly WantedLocation[], param: string) {
  const types = locations.map((each) => each.type);
  const twice = types.find((type, i) => types.indexOf(type) !== i);
  if (twice !== undefined) return problem('duplicate_location', { value: twice, param });
  if (types.includes('online_dynamic_link') && types.includes('online_static_link'))
    return problem('both_online_types', { param });
  const empty = locations.find(
    (each) =>
      ['online_static_link', 'online_dynamic_link', 'in_person_by_host'].includes(each.type) && !each.value?.trim(),
  );
  return empty === undefined ? undefined : problem('missing_fields', { param: `${param}.value` });
}

/** `HH:MM` of minutes from midnight. */
export function clock(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

function noDuplicates<Item>(param: string, key: (item: Item) => string) {
  return (items: Item[], context: z.core.$RefinementCtx) => {
    const keys = items.map(key);
    const twice = keys.find((each, i) => keys.indexOf(each) !== i);
    if (twice !== undefined) refuse(context, problem('duplicate_day', { value: twice, param }));
  };
}

/** Changes to a schedule: days and dates that are not sent stay as they are. */
export const scheduleChange = z
  .strictObject({
    weekly: z
      .array(
        z.object({
          day: z
            .string()
            .meta({ enum: [...days] })
            .transform(
              (text, context) =>
                days.find((each) => each === text) ??
                refuse(context, problem('invalid_text', { kind: 'day', value: text, param: 'weekly.day' })),
            ),
          working_hours: workingHours('weekly.working_hours').meta({ description: 'Empty for a free day.' }),
        }),
      )
      .superRefine(noDuplicates('weekly', (each) => each.day))
      .optional(),
    overrides: z
      .array(
        z.object({
          date: z
            .string()
            .meta({ format: 'date' })
            .transform((text, context) =>
              isDate(text) ? text : refuse(context, problem('invalid_date', { value: text, param: 'overrides.date' })),
            ),
          working_hours: workingHours('overrides.working_hours')
            .nullable()
            .meta({ description: 'Empty for a free date; null takes the override away.' }),
        }),
      )
      .superRefine(noDuplicates('overrides', (each) => each.date))
      .optional(),
  })
  .superRefine((change, context) => {
    if (change.weekly === undefined && change.overrides === undefined) refuse(context, problem('nothing_to_update'));
  });

export type ScheduleChange = z.output<typeof scheduleChange>;
