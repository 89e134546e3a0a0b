import { z } from 'zod';
import { checkedQuery, paging, timeFilter } from '../http/fields.ts';
import { eventTypes } from '../webhooks/schema.ts';

const id = z.string();
const time = z.string().meta({ format: 'date-time' });
const milliseconds = z.number().nullable();

/** What a delivery can be: on its way, arrived, given up after 72 hours, or dropped because its webhook was deleted. */
export const deliveryStates = ['pending', 'delivered', 'failed', 'dropped'] as const;

export type DeliveryState = (typeof deliveryStates)[number];

export const eventType = z.enum(eventTypes);

/** Ids of the examples: one event, owed to one webhook. */
const exampleIds = { event: 'EVNT-KN56U3YL7C', webhook: 'WHK-7JD9LBVZTQ', delivery: 'DLV-KN56U3YL7C7JD9LBVZTQ' };

const deliveryShape = {
  object: z.literal('delivery'),
  id,
  webhook: id,
  event: id,
  type: eventType,
  subject: z.string().meta({ description: 'Id of the booking or conversation that the event is about.' }),
  version: z.int().meta({ description: 'Rises with each change of the subject.' }),
  state: z.enum(deliveryStates),
  attempts: z
    .int()
    .meta({ description: 'How often it was tried since it was written, or since it was last replayed.' }),
  creation_time: time,
  next_attempt_time: time.nullable().meta({ description: 'Null once it is settled.' }),
  settled_time: time.nullable(),
  replay_time: time.nullable().meta({ description: 'When it was last replayed.' }),
};

const deliveryExample = {
  object: 'delivery' as const,
  id: exampleIds.delivery,
  webhook: exampleIds.webhook,
  event: exampleIds.event,
  type: 'booking.scheduled' as const,
  subject: 'BKNG-J4FR05BKEWEX',
  version: 1,
  state: 'delivered' as const,
  attempts: 2,
  creation_time: '2026-06-18T10:17:52.140Z',
  next_attempt_time: null,
  settled_time: '2026-06-18T10:17:57.402Z',
  replay_time: null,
};

export const listedDelivery = z.object(deliveryShape).meta({ id: 'ListedDelivery', examples: [deliveryExample] });

export const delivery = z
  .object({ ...deliveryShape, body: z.string().meta({ description: 'The bytes that are sent, the same each time.' }) })
  .meta({
    id: 'Delivery',
    examples: [
      { ...deliveryExample, body: `{"id":"${exampleIds.event}","object":"event","type":"booking.scheduled"}` },
    ],
  });

export const deliveryListQuery = checkedQuery({
  state: z.enum(deliveryStates).optional(),
  type: eventType.optional(),
  event: z.string().optional().meta({ description: 'Id of an event.' }),
  subject: z.string().optional().meta({ description: 'Id of a booking or conversation.' }),
  'creation_time.gt': timeFilter('creation_time.gt'),
  'creation_time.lt': timeFilter('creation_time.lt'),
  ...paging,
});

export type DeliveryListQuery = z.output<typeof deliveryListQuery>;

const headers = z.record(z.string(), z.union([z.string(), z.array(z.string())]));

/** What can come of a request. */
export const outcomes = [
  'ok',
  'status',
  'timeout',
  'dns',
  'connection',
  'tls',
  'protocol',
  'blocked',
  'interrupted',
  'secret_unreadable',
] as const;

const timings = z
  .object({
    dns_ms: milliseconds.meta({ description: 'Looking up the name.' }),
    connect_ms: milliseconds.meta({ description: 'Opening the connection.' }),
    tls_ms: milliseconds.meta({ description: 'Agreeing on TLS.' }),
    first_byte_ms: milliseconds.meta({ description: 'From the open connection to the first byte of the answer.' }),
    total_ms: z.number(),
  })
  .meta({
    id: 'ExchangeTimings',
    description: 'A step that was not taken is null: on a connection that was open already there are no first three.',
    examples: [{ dns_ms: 1.8, connect_ms: 11.2, tls_ms: 13.9, first_byte_ms: 38.4, total_ms: 66.1 }],
  });

/** What a request and its answer have in the log and in a test. */
const exchangeShape = {
  outcome: z.enum(outcomes).meta({ description: '`ok` is any 2xx, `status` any other answer; else why none came.' }),
  summary: z.string().meta({ description: 'The outcome in words.' }),
  error: z.string().nullable().meta({ description: 'What the system said of it.' }),
  timings,
  response: z
    .object({
      status: z.int(),
      headers: headers.meta({ description: 'What could let others in is masked.' }),
      body: z.string().meta({ description: 'The first 16 kB.' }),
    })
    .nullable()
    .meta({ description: 'Null if no answer came.' }),
};

const exchangeExample = {
  outcome: 'ok' as const,
  summary: 'Accepted with 204.',
  error: null,
  timings: { dns_ms: 1.8, connect_ms: 11.2, tls_ms: 13.9, first_byte_ms: 38.4, total_ms: 66.1 },
  response: { status: 204, headers: { date: 'Thu, 18 Jun 2026 10:17:57 GMT' }, body: '' },
};

const sent = {
  method: z.literal('POST'),
  url: z.string().nullable().meta({ description: 'Null for attempts older than this log.' }),
};

const requestExample = {
  method: 'POST' as const,
  url: 'https://mywebsite.com/webhooks/booking',
  headers: {
    'Content-Type': 'application/json',
    'User-Agent': 'Daybook/1.0.0',
    'Oncehub-Signature': 't=1781777877,s=[masked]',
    'Daybook-Subject-Version': '1',
    'webhook-id': exampleIds.event,
    'webhook-timestamp': '1781777877',
    'webhook-signature': 'v1,[masked]',
  },
};

export const attempt = z
  .object({
    object: z.literal('attempt'),
    id,
    delivery: id,
    number: z.int().meta({ description: 'Counts from 1, anew after each replay.' }),
    started_time: time,
    ...exchangeShape,
    request: z
      .object({ ...sent, headers: headers.meta({ description: 'Signatures are masked.' }) })
      .meta({ description: 'Its body is that of the delivery.' }),
  })
  .meta({
    id: 'Attempt',
    examples: [
      {
        object: 'attempt',
        id: 'ATT-KN56U3YL7C7JD9LBVZTQ1781777877336',
        delivery: exampleIds.delivery,
        number: 2,
        started_time: '2026-06-18T10:17:57.336Z',
        ...exchangeExample,
        request: requestExample,
      },
    ],
  });

export const attemptListQuery = checkedQuery(paging);

export const event = z
  .object({
    id,
    object: z.literal('event'),
    creation_time: time,
    type: eventType,
    api_version: z.literal('v2'),
    data: z.record(z.string(), z.unknown()).meta({ description: 'The booking or conversation, as it was then.' }),
  })
  .meta({
    id: 'Event',
    examples: [
      {
        id: exampleIds.event,
        object: 'event',
        creation_time: '2026-06-18T10:17:52.140Z',
        type: 'booking.scheduled',
        api_version: 'v2',
        data: { object: 'booking', id: 'BKNG-J4FR05BKEWEX' },
      },
    ],
  });

export const eventListQuery = checkedQuery({
  type: eventType.optional(),
  subject: z.string().optional().meta({ description: 'Id of a booking or conversation.' }),
  'creation_time.gt': timeFilter('creation_time.gt'),
  'creation_time.lt': timeFilter('creation_time.lt'),
  ...paging,
});

export type EventListQuery = z.output<typeof eventListQuery>;

export const testOrder = z.strictObject({
  type: eventType.default('booking.scheduled').meta({ description: 'Of which a sample is sent.' }),
});

export const webhookTest = z
  .object({
    object: z.literal('webhook_test'),
    webhook: id,
    type: eventType,
    ...exchangeShape,
    request: z.object({ ...sent, url: z.string(), headers, body: z.string() }),
  })
  .meta({
    id: 'WebhookTest',
    examples: [
      {
        object: 'webhook_test',
        webhook: exampleIds.webhook,
        type: 'booking.scheduled',
        ...exchangeExample,
        request: {
          ...requestExample,
          headers: { ...requestExample.headers, 'webhook-test': 'true' },
          body: `{"id":"${exampleIds.event}","object":"event","type":"booking.scheduled"}`,
        },
      },
    ],
  });
