import { removed } from '../http/deleted.ts';
import { idParam } from '../http/fields.ts';
import { foundPage, listOf, listReply } from '../http/list.ts';
import { route } from '../http/route.ts';
import { changeWebhook } from './change.ts';
import { createWebhook, type WebhookSettings } from './create.ts';
import { endRotation } from './end-rotation.ts';
import { findAnyWebhook } from './find-any.ts';
import { findLivingWebhook } from './find-living.ts';
import {
  presentCreatedWebhook,
  presentListedWebhook,
  presentRotatedWebhook,
  presentWebhook,
  presentWebhookSettings,
} from './present.ts';
import { removeWebhook } from './remove.ts';
import { rotateSecret } from './rotate-secret.ts';
import * as schema from './schema.ts';
import { listWebhooks } from './store.ts';

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
    body: schema.newWebhook,
    example: { name: 'New bookings', url: 'https://hooks.example.com/daybook', events: ['booking.scheduled'] },
    showsSecret: true,
    reply: schema.createdWebhook,
    problems: [
      'missing_fields',
      'too_long',
      'invalid_webhook_url',
      'invalid_webhook_name',
      'invalid_webhook_events',
      'invalid_value',
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
    query: schema.webhookListQuery,
    reply: listOf(schema.listedWebhook),
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
    reply: schema.webhookOrDeleted,
    problems: ['no_such_webhook'],
    handle: async ({ params }, { caller, db }) =>
      presentWebhook(await db.read(caller.accountId, (tx) => findAnyWebhook(tx, caller.accountId, params.id))),
  }),
  route({
    method: 'GET',
    path: '/v2/webhooks/{id}/settings',
    id: 'getWebhookSettings',
    tag,
    summary: 'Get the settings of a webhook',
    extension: true,
    params,
    reply: schema.webhookSettings,
    problems: ['no_such_webhook'],
    handle: async ({ params }, { caller, db }) =>
      presentWebhookSettings(
        await db.read(caller.accountId, (tx) => findLivingWebhook(tx, caller.accountId, params.id)),
      ),
  }),
  route({
    method: 'PATCH',
    path: '/v2/webhooks/{id}',
    id: 'updateWebhook',
    tag,
    summary: 'Update a webhook',
    description: 'What it is owed already goes to the new URL. Its secret stays: see the rotation.',
    extension: true,
    params,
    body: schema.webhookChange,
    example: { url: 'https://hooks.example.com/daybook', events: ['booking'] },
    reply: schema.webhookSettings,
    problems: [
      'nothing_to_update',
      'unsupported_field',
      'too_long',
      'invalid_value',
      'invalid_webhook_url',
      'invalid_webhook_name',
      'invalid_webhook_events',
      'webhook_name_taken',
      'no_such_webhook',
    ],
    handle: async ({ params, body }, { caller, db, now }) =>
      presentWebhookSettings(
        await db.transaction(caller.accountId, (tx) =>
          changeWebhook(tx, caller.accountId, params.id, body, now, settings),
        ),
      ),
  }),
  route({
    method: 'POST',
    path: '/v2/webhooks/{id}/rotate-secret',
    id: 'rotateWebhookSecret',
    tag,
    summary: 'Rotate the secret of a webhook',
    description:
      'The answer is the only one that holds the new secret. While both are good, `Oncehub-Signature` stays with the old one, and ' +
      '`webhook-signature` holds a signature of each.',
    extension: true,
    params,
    body: schema.rotation,
    bodyOptional: true,
    example: { overlap_seconds: 86_400 },
    showsSecret: true,
    reply: schema.rotatedWebhook,
    problems: ['unsupported_fields', 'invalid_value', 'webhook_not_signed', 'rotation_under_way', 'no_such_webhook'],
    handle: async ({ params, body }, { caller, db, now }) =>
      presentRotatedWebhook(
        await db.transaction(caller.accountId, (tx) =>
          rotateSecret(tx, caller.accountId, params.id, body.overlap_seconds, now, settings.seal),
        ),
      ),
  }),
  route({
    method: 'POST',
    path: '/v2/webhooks/{id}/end-rotation',
    id: 'endWebhookRotation',
    tag,
    summary: 'End the rotation of a secret early',
    description: 'The old secret is dead from now on. Does nothing if it was already.',
    extension: true,
    params,
    reply: schema.webhookSettings,
    problems: ['no_such_webhook'],
    handle: async ({ params }, { caller, db, now }) =>
      presentWebhookSettings(
        await db.transaction(caller.accountId, (tx) => endRotation(tx, caller.accountId, params.id, now)),
      ),
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
