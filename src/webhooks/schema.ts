import { z } from 'zod';
import { deletedObject } from '../http/deleted.ts';
import { checkedQuery, paging, refuse, textUpTo } from '../http/fields.ts';
import { problem } from '../http/problem.ts';

/** What can happen; the `type` of an event (contract 8.1). */
export const eventTypes = [
  'booking.scheduled',
  'booking.rescheduled',
  'booking.reassigned',
  'booking.canceled_then_rescheduled',
  'booking.canceled_reschedule_requested',
  'booking.canceled',
  'booking.completed',
  'booking.no_show',
  'conversation.started',
  'conversation.closed',
  'conversation.abandoned',
  'conversation.reached_out',
] as const;

export type EventType = (typeof eventTypes)[number];

/** What a webhook can ask for: types, and the names that stand for all types of an object. */
export const subscribable = [...eventTypes, 'booking', 'conversation'] as const;

/** The same for webhooks of API v1, which hear of bookings, and of what v1 knew to happen to them. */
export const subscribableInV1: readonly (typeof subscribable)[number][] = subscribable.filter(
  (event) => event.startsWith('booking') && event !== 'booking.reassigned',
);

const deliveryOrders = ['booking', 'strict'] as const;

/** Deliveries about one booking one after another, or all deliveries of the webhook. */
export type DeliveryOrder = (typeof deliveryOrders)[number];

const deliveryOrder = z.enum(deliveryOrders).meta({
  description:
    '`booking`: deliveries about one booking come in order, others may overtake them. `strict`: all come in order, one by one. An extension.',
});

const id = z.string().meta({ examples: ['WHK-7JD9LBVZTQ'] });
const name = z.string().meta({ examples: ['New booking webhook'] });
const url = z.string().meta({ examples: ['https://mywebsite.com/webhooks/booking'] });
const secret = z.string().meta({ examples: ['d7686b8c83f04913929079aeae40189e'] });
const standardSecret = z.string().meta({
  examples: ['whsec_ZDc2ODZiOGM4M2YwNDkxMzkyOTA3OWFlYWU0MDE4OWU='],
  description: 'The same secret as libraries of Standard Webhooks take it.',
});

/** Keys of every webhook; also what a list holds, which never shows a secret. */
const shape = {
  object: z.literal('webhook'),
  id,
  api_version: z.enum(['v1', 'v2']).meta({ description: 'The version that events are rendered for.' }),
  name,
  url,
  events: z.array(z.enum(subscribable)).meta({ description: 'As they were subscribed.' }),
  creation_time: z.string().meta({ format: 'date-time' }),
};

export const listedWebhook = z.object(shape).meta({ id: 'ListedWebhook' });

export const createdWebhook = z
  .object({ ...shape, secret: secret.meta({ description: 'Signs every delivery. Shown in this answer only.' }) })
  .meta({ id: 'CreatedWebhook' });

export const webhook = z
  .object({ ...shape, secret: z.null().meta({ description: 'Null: the secret is shown at creation only.' }) })
  .meta({ id: 'Webhook' });

/** What a webhook has beyond the contract's object, which holds nothing else. */
const settings = {
  ...shape,
  object: z.literal('webhook_settings'),
  delivery_order: deliveryOrder,
  previous_secret_until: z.string().nullable().meta({
    format: 'date-time',
    description: 'Until when the secret before the last rotation is good as well.',
  }),
};

export const webhookSettings = z.object(settings).meta({ id: 'WebhookSettings' });

export const rotatedWebhook = z
  .object({
    ...settings,
    secret: secret.meta({ description: 'Signs every delivery. Shown in this answer only.' }),
    standard_secret: standardSecret,
  })
  .meta({ id: 'RotatedWebhook' });

export const webhookOrDeleted = z.union([webhook, deletedObject('webhook', 'DeletedWebhook', 'WHK-7JD9LBVZTQ')]);

export const webhookListQuery = checkedQuery(paging);

function isSubscribable(text: unknown): text is (typeof subscribable)[number] {
  return (subscribable as readonly unknown[]).includes(text);
}

const settable = {
  url: textUpTo(2000, 'url').meta({
    format: 'uri',
    description: 'Complete, https, leading to a public host.',
    examples: ['https://mywebsite.com/webhooks/booking'],
  }),
  name: textUpTo(200, 'name')
    .superRefine((text, context) => {
      if (!/[\p{L}\p{N}]/u.test(text)) refuse(context, problem('invalid_webhook_name', { value: text }));
    })
    .meta({ description: 'Unique, with at least one letter or digit.', examples: ['New booking webhook'] }),
  events: z
    .array(z.unknown())
    .transform((names, context) => {
      const unknown = names.find((event) => !isSubscribable(event));
      if (unknown === undefined && names.length > 0) return [...new Set(names.filter(isSubscribable))];
      return refuse(
        context,
        problem('invalid_webhook_events', {
          value: typeof unknown === 'string' ? unknown : JSON.stringify(unknown ?? names),
        }),
      );
    })
    .meta({
      items: { type: 'string', enum: [...subscribable] },
      minItems: 1,
      description: '`booking` and `conversation` stand for all events of theirs.',
      examples: [['booking.scheduled', 'booking.canceled']],
    }),
};

/** What makes a webhook. Whether the URL leads to a public host depends on the operator's setting: see create.ts. */
export const newWebhook = z
  .object({ ...settable, delivery_order: deliveryOrder.optional() })
  .meta({ id: 'NewWebhook' });

export type NewWebhook = z.output<typeof newWebhook>;

export const webhookChange = z
  .strictObject({
    url: settable.url.optional(),
    name: settable.name.optional(),
    events: settable.events.optional(),
    delivery_order: deliveryOrder.optional(),
  })
  .superRefine((change, context) => {
    if (Object.keys(change).length === 0) refuse(context, problem('nothing_to_update'));
  });

export type WebhookChange = z.output<typeof webhookChange>;

const maxOverlapSeconds = 7 * 86_400;

export const rotation = z.strictObject({
  overlap_seconds: z.int().min(0).max(maxOverlapSeconds).default(86_400).meta({
    description: 'How long the old secret is good as well. 0 for a secret that has leaked: it is dead at once.',
  }),
});
