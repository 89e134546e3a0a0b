import { z } from 'zod';
import { deletedObject } from '../http/deleted.ts';
import { needsSomething, timeZone } from '../http/fields.ts';
import { memberPage, name } from '../offerings/schema.ts';

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
  .array(memberPage)
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
