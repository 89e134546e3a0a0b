import { z } from 'zod';

export const days = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

/** How and where a host meets people in a stretch of his week (contract 6.14). */
export const location = z.object({
  type: z.enum([
    'in_person_by_host',
    'in_person_by_guest',
    'online_dynamic_link',
    'online_static_link',
    'phone_by_guest',
  ]),
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
