import { pauseEndpoint } from '../endpoints/pause-endpoint.ts';
import { idParam } from '../http/fields.ts';
import { route } from '../http/route.ts';
import { findLivingWebhook } from '../webhooks/find-living.ts';
import { presentStatus } from './present.ts';
import { resume } from './resume.ts';
import { resumedWebhook, resumption, webhookStatus } from './schema.ts';
import { showStatus } from './show-status.ts';

const tag = 'Webhooks';
const params = idParam('WHK-7JD9LBVZTQ');

/** How webhooks do, and what somebody can do about it. */
export const deliveryRoutes = [
  route({
    method: 'GET',
    path: '/v2/webhooks/{id}/status',
    id: 'getWebhookStatus',
    tag,
    summary: 'Get the status of a webhook',
    description: 'Whether it accepts what it is sent, since when it does not, and what it is owed.',
    extension: true,
    params,
    reply: webhookStatus,
    problems: ['no_such_webhook'],
    handle: async ({ params }, { caller, db }) =>
      db.read(caller.accountId, async (tx) => {
        await findLivingWebhook(tx, caller.accountId, params.id);
        return presentStatus(await showStatus(tx, caller.accountId, params.id));
      }),
  }),
  route({
    method: 'POST',
    path: '/v2/webhooks/{id}/pause',
    id: 'pauseWebhook',
    tag,
    summary: 'Pause a webhook',
    description: 'It gets nothing until it is resumed. Its events are kept for 30 days. Twice is the same as once.',
    extension: true,
    params,
    reply: webhookStatus,
    problems: ['no_such_webhook'],
    handle: async ({ params }, { caller, db, now }) =>
      db.transaction(caller.accountId, async (tx) => {
        await findLivingWebhook(tx, caller.accountId, params.id);
        await pauseEndpoint(tx, caller.accountId, params.id, now);
        return presentStatus(await showStatus(tx, caller.accountId, params.id));
      }),
  }),
  route({
    method: 'POST',
    path: '/v2/webhooks/{id}/resume',
    id: 'resumeWebhook',
    tag,
    summary: 'Resume a paused webhook',
    description:
      'It gets what it missed, oldest first and slowly at the beginning, for 72 hours from now; with `replay: false` that is given up. Nothing happens to a webhook that is not paused.',
    extension: true,
    params,
    body: resumption,
    bodyOptional: true,
    example: { replay: true },
    reply: resumedWebhook,
    problems: ['no_such_webhook', 'invalid_value'],
    handle: async ({ params, body }, { caller, db, now }) =>
      db.transaction(caller.accountId, async (tx) => {
        await findLivingWebhook(tx, caller.accountId, params.id);
        const done = await resume(tx, caller.accountId, params.id, body, now);
        return { ...presentStatus(await showStatus(tx, caller.accountId, params.id)), ...done };
      }),
  }),
];
