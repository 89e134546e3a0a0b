import { z } from 'zod';
import { slug } from '../calendars/schema.ts';
import { deletedObject } from '../http/deleted.ts';
import { needsSomething } from '../http/fields.ts';
import { label, memberPage, name } from '../offerings/schema.ts';

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

/** How several people are offered on one master page (product description 2.1). */
export const scenarios = ['rule_based', 'rule_based_static', 'event_types_first', 'pages_first', 'pages_only'] as const;

export type Scenario = (typeof scenarios)[number];

const distribution = z.enum(['longest_idle', 'priority', 'member_by_time']);

export type Distribution = z.output<typeof distribution>;

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

const masterFields = {
  label: label.optional(),
  slug: slug.optional(),
  active: z.boolean().optional(),
  distribution: distribution.optional().meta({
    description:
      'With static rules: who of the pages that are free takes a meeting; with member_by_time the guest picks one. Longest idle if left out.',
  }),
  booking_pages: z
    .array(memberPage)
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
