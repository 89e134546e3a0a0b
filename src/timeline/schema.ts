import { z } from 'zod';

const text = z.string().nullable();

export const timelineEntry = z
  .object({
    object: z.literal('timeline_entry'),
    id: z.string().meta({ description: 'Id of the audit entry, the mail or the event that it is about.' }),
    time: z.iso.datetime(),
    actor: z
      .object({
        type: z.enum(['key', 'user', 'guest', 'system']),
        id: text,
        name: text.meta({ description: 'What the key or the user is called.' }),
      })
      .nullable()
      .meta({ description: 'Who did it; null for mails and events, which follow from something.' }),
    change: z
      .object({
        action: z.enum(['created', 'updated', 'deleted']),
        fields: z.array(z.object({ name: z.string(), before: z.unknown(), after: z.unknown() })),
      })
      .nullable()
      .meta({ description: 'What became different; set for changes.' }),
    mail: z
      .object({
        scenario: z.string(),
        recipient: z.string(),
        recipient_type: z.string(),
        state: z.string(),
        error: text,
      })
      .nullable()
      .meta({ description: 'Set for mails.' }),
    event: z
      .object({
        type: z.string(),
        deliveries: z.array(
          z.object({
            id: z.string(),
            webhook: z.string(),
            webhook_name: z.string(),
            state: z.string(),
            attempts: z.int(),
          }),
        ),
      })
      .nullable()
      .meta({ description: 'Set for events. Their deliveries are shown to administrators.' }),
  })
  .meta({
    id: 'TimelineEntry',
    examples: [
      {
        object: 'timeline_entry',
        id: 'ADT-0661024B7727A750141A',
        time: '2026-11-24T06:00:00.000Z',
        actor: { type: 'user', id: 'USR-FSD4234231', name: 'Andrea Hartie' },
        change: { action: 'updated', fields: [{ name: 'status', before: 'scheduled', after: 'canceled' }] },
        mail: null,
        event: null,
      },
    ],
  });

export const timeline = z.object({
  object: z.literal('list'),
  data: z.array(timelineEntry),
  has_more: z.boolean().meta({ description: 'True if more happened before than is shown.' }),
});
