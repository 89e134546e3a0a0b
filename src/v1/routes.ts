import { z } from 'zod';
import { findInV1 } from '../bookings/find-in-v1.ts';
import { listInV1 } from '../bookings/list-in-v1.ts';
import { idParam } from '../http/fields.ts';
import { route } from '../http/route.ts';
import { createWebhook, type WebhookSettings } from '../webhooks/create.ts';
import { findLivingWebhook } from '../webhooks/find-living.ts';
import { listAllWebhooks } from '../webhooks/list-all.ts';
import { removeWebhook } from '../webhooks/remove.ts';
import { findPage } from './find-page.ts';
import { listPages } from './list-pages.ts';
import { presentWebhookInV1 } from './present.ts';
import * as schema from './schema.ts';

const tag = 'API v1';

const webhookId = idParam('WHK-7JD9LBVZTQ');

/**
 * API v1: other shapes for the same objects, pinned as they are (contract section 10). Where it has other words for a refusal,
 * the table of problems says so under `v1_`.
 */
export const v1Routes = (settings: WebhookSettings) => [
  route({
    method: 'GET',
    path: '/v1/test',
    id: 'testKeyInV1',
    tag,
    summary: 'Check an API key',
    deprecated: true,
    reach: { teamManager: 'all', member: 'all' },
    reply: z.object({
      message: z.string().meta({ examples: ['The API key is valid for account: admin@example.com'] }),
    }),
    problems: [],
    handle: async (_, { caller }) => ({ message: `The API key is valid for account: ${caller.accountEmail}` }),
  }),
  route({
    method: 'GET',
    path: '/v1/bookings',
    id: 'listBookingsInV1',
    tag,
    summary: 'List bookings',
    description: 'Newest first. The answer does not say whether more follow: go on until it is empty.',
    deprecated: true,
    reach: { teamManager: 'team', member: 'own' },
    query: schema.bookingListQuery,
    reply: schema.listInV1Of(schema.bookingInV1),
    problems: ['limit_out_of_range', 'invalid_value', 'v1_no_such_booking'],
    handle: async ({ query }, { db, caller, within, baseUrl }) => {
      const { status, limit, booking_page: page, starting_after: after } = query;
      const wanted = { status, page, limit, after, within };
      const data = await db.read(caller.accountId, (tx) => listInV1(tx, caller.accountId, wanted, baseUrl));
      return { object: 'list' as const, data };
    },
  }),
  route({
    method: 'GET',
    path: '/v1/bookings/{id}',
    id: 'getBookingInV1',
    tag,
    summary: 'Get a booking by its tracking id',
    deprecated: true,
    reach: { teamManager: 'team', member: 'own', of: 'booking' },
    params: idParam('BKNG-J4FR05BKEWEX'),
    reply: schema.bookingInV1,
    problems: ['v1_no_such_booking'],
    handle: async ({ params }, { db, caller, baseUrl }) =>
      db.read(caller.accountId, (tx) => findInV1(tx, caller.accountId, params.id, baseUrl)),
  }),
  route({
    method: 'GET',
    path: '/v1/booking-pages',
    id: 'listBookingPagesInV1',
    tag,
    summary: 'List booking pages',
    description: 'Booking calendars, which v1 did not know, stand among them.',
    deprecated: true,
    reach: { teamManager: 'team', member: 'own' },
    reply: schema.listInV1Of(schema.bookingPageInV1),
    problems: [],
    handle: async (_, { db, caller, within, baseUrl, now }) => ({
      object: 'list' as const,
      data: await db.read(caller.accountId, (tx) => listPages(tx, caller.accountId, within, { baseUrl, now })),
    }),
  }),
  route({
    method: 'GET',
    path: '/v1/booking-pages/{id}',
    id: 'getBookingPageInV1',
    tag,
    summary: 'Get a booking page',
    deprecated: true,
    reach: { teamManager: 'team', member: 'own', of: 'page_in_v1' },
    params: idParam('BP-3F7JAWT4UA'),
    reply: schema.bookingPageInV1,
    problems: ['v1_no_such_booking_page'],
    handle: async ({ params }, { db, caller, baseUrl, now }) =>
      db.read(caller.accountId, (tx) => findPage(tx, caller.accountId, params.id, { baseUrl, now })),
  }),
  route({
    method: 'POST',
    path: '/v1/webhooks',
    id: 'createWebhookInV1',
    tag,
    summary: 'Create a webhook',
    description: 'It hears of bookings in the shapes of v1, and its deliveries are not signed.',
    deprecated: true,
    body: schema.newWebhookInV1,
    example: { name: 'Cancellations', url: 'https://hooks.example.com/daybook', events: ['booking.canceled'] },
    reply: schema.webhookInV1,
    problems: [
      'missing_fields',
      'too_long',
      'invalid_webhook_url',
      'invalid_webhook_name',
      'invalid_webhook_events',
      'v1_webhook_name_taken',
    ],
    handle: async ({ body }, { caller, db, now }) => {
      const work = db.transaction(caller.accountId, (tx) =>
        createWebhook(tx, caller.accountId, body, now, settings, 'v1'),
      );
      return presentWebhookInV1((await work).row);
    },
  }),
  route({
    method: 'GET',
    path: '/v1/webhooks',
    id: 'listWebhooksInV1',
    tag,
    summary: 'List webhooks',
    description: 'Newest first, those of v2 as well.',
    deprecated: true,
    reply: schema.listInV1Of(schema.webhookInV1),
    problems: [],
    handle: async (_, { db, caller }) => ({
      object: 'list' as const,
      data: (await db.read(caller.accountId, (tx) => listAllWebhooks(tx, caller.accountId))).map(presentWebhookInV1),
    }),
  }),
  route({
    method: 'GET',
    path: '/v1/webhooks/{id}',
    id: 'getWebhookInV1',
    tag,
    summary: 'Get a webhook',
    deprecated: true,
    params: webhookId,
    reply: schema.webhookInV1,
    problems: ['v1_no_such_webhook'],
    handle: async ({ params }, { db, caller }) =>
      presentWebhookInV1(await db.read(caller.accountId, (tx) => findLivingWebhook(tx, caller.accountId, params.id))),
  }),
  route({
    method: 'DELETE',
    path: '/v1/webhooks/{id}',
    id: 'deleteWebhookInV1',
    tag,
    summary: 'Delete a webhook',
    deprecated: true,
    params: webhookId,
    reply: schema.deletedInV1,
    problems: ['v1_no_such_webhook'],
    handle: async ({ params }, { db, caller, now }) => {
      const { id } = await db.transaction(caller.accountId, (tx) =>
        removeWebhook(tx, caller.accountId, params.id, now),
      );
      return { deleted: true as const, id };
    },
  }),
];
