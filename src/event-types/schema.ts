import { z } from 'zod';
import { deletedObject } from '../http/deleted.ts';
import { needsSomething, someText, textUpTo } from '../http/fields.ts';
import { exampleQuestion, label, optionalRules, pageRules } from '../offerings/schema.ts';

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

/** An event type has one duration, which is fixed. */
const oneDuration = pageRules.durations.max(1);

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

export const duplicateBody = z.strictObject({
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
    ...pageRules,
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
