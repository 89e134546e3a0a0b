import { removed } from '../http/deleted.ts';
import { idParam } from '../http/fields.ts';
import { foundPage, listOf, listReply } from '../http/list.ts';
import { problem } from '../http/problem.ts';
import { route } from '../http/route.ts';
import { createWebhook, type WebhookSettings } from './create.ts';
import { presentCreatedWebhook, presentListedWebhook, presentWebhook } from './present.ts';
import { removeWebhook } from './remove.ts';
import { createdWebhook, listedWebhook, newWebhook, webhookListQuery, webhookOrDeleted } from './schema.ts';
import { findWebhook, listWebhooks } from './store.ts';

const tag = 'Webhooks';
const params = idParam('WHK-7JD9LBVZTQ');

/** The operations on webhooks (contract 6.17). */
export const webhookRoutes = (settings: WebhookSettings) => [
  route({
    method: 'POST',
    path: '/v2/webhooks',
    id: 'createWebhook',
    tag,
    summary: 'Create a webhook',
    description: 'The answer is the only one that holds the secret.',
    body: newWebhook,
    example: { name: 'New bookings', url: 'https://hooks.example.com/daybook', events: ['booking.scheduled'] },
    showsSecret: true,
    reply: createdWebhook,
    problems: [
      'missing_fields',
      'too_long',
      'invalid_webhook_url',
      'invalid_webhook_name',
      'invalid_webhook_events',
      'webhook_name_taken',
    ],
    handle: async ({ body }, { caller, db, now }) =>
      presentCreatedWebhook(
        await db.transaction(caller.accountId, (tx) => createWebhook(tx, caller.accountId, body, now, settings)),
      ),
  }),
  route({
    method: 'GET',
    path: '/v2/webhooks',
    id: 'listWebhooks',
    tag,
    summary: 'List webhooks',
    query: webhookListQuery,
    reply: listOf(listedWebhook),
    problems: ['limit_out_of_range', 'both_cursors', 'no_such_webhook'],
    handle: async ({ query }, context) => {
      const page = await context.db.read(context.caller.accountId, (tx) =>
        listWebhooks(tx, context.caller.accountId, query),
      );
      return listReply(foundPage(page, 'no_such_webhook', query), context, query.limit, presentListedWebhook);
    },
  }),
  route({
    method: 'GET',
    path: '/v2/webhooks/{id}',
    id: 'getWebhook',
    tag,
    summary: 'Get a webhook',
    params,
    reply: webhookOrDeleted,
    problems: ['no_such_webhook'],
    handle: async ({ params }, { caller, db }) => {
      const row = await db.read(caller.accountId, (tx) => findWebhook(tx, caller.accountId, params.id));
      if (row === undefined) throw problem('no_such_webhook', { value: params.id });
      return presentWebhook(row);
    },
  }),
  route({
    method: 'DELETE',
    path: '/v2/webhooks/{id}',
    id: 'deleteWebhook',
    tag,
    summary: 'Delete a webhook',
    description: 'What it was still owed is dropped.',
    params,
    reply: removed,
    problems: ['no_such_webhook'],
    handle: async ({ params }, { caller, db, now }) =>
      db.transaction(caller.accountId, (tx) => removeWebhook(tx, caller.accountId, params.id, now)),
  }),
];
