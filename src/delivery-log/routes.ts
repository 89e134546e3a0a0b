import { idParam } from '../http/fields.ts';
import { limitBy } from '../http/limits.ts';
import { foundPage, listOf, listReply } from '../http/list.ts';
import { problem } from '../http/problem.ts';
import { route } from '../http/route.ts';
import { findAnyWebhook } from '../webhooks/find-any.ts';
import * as present from './present.ts';
import { replayDelivery } from './replay-delivery.ts';
import * as schema from './schema.ts';
import { findDelivery, findEvent, findRecipient, listAttempts, listDeliveries, listEvents } from './store.ts';
import { type TestTools, testWebhook } from './test-webhook.ts';

const tag = 'Deliveries';
const deliveryParams = idParam('DLV-KN56U3YL7C7JD9LBVZTQ');
const webhookParams = idParam('WHK-7JD9LBVZTQ');
const ofLists = ['limit_out_of_range', 'both_cursors'] as const;
const ofTimes = ['date_range', 'invalid_date', 'invalid_value'] as const;

/** How often a webhook can be tested: in bursts, as people try things, and no faster than a person reads what came of it. */
const testRule = { perSecond: 1 / 6, burst: 10 };

/** What is owed to webhooks, what became of it, and what happened at all. None of it is in OnceHub's API. */
export const deliveryLogRoutes = (tools: Omit<TestTools, 'now'>) => {
  const tests = limitBy(testRule);
  return [
    route({
      method: 'GET',
      path: '/v2/webhooks/{id}/deliveries',
      id: 'listDeliveries',
      tag,
      summary: 'List the deliveries of a webhook',
      description: 'Newest first; of deleted webhooks as well.',
      extension: true,
      params: webhookParams,
      query: schema.deliveryListQuery,
      reply: listOf(schema.listedDelivery),
      problems: [...ofTimes, ...ofLists, 'no_such_delivery', 'no_such_webhook'],
      handle: async ({ params, query }, context) => {
        const { accountId } = context.caller;
        const page = await context.db.read(accountId, async (tx) => {
          await findAnyWebhook(tx, accountId, params.id);
          return listDeliveries(tx, accountId, params.id, query);
        });
        const found = foundPage(page, 'no_such_delivery', query);
        return listReply(found, context, query.limit, present.presentListedDelivery);
      },
    }),
    route({
      method: 'GET',
      path: '/v2/deliveries/{id}',
      id: 'getDelivery',
      tag,
      summary: 'Get a delivery',
      description: 'With the bytes that it sends.',
      extension: true,
      params: deliveryParams,
      reply: schema.delivery,
      problems: ['no_such_delivery'],
      handle: async ({ params }, { caller, db }) => {
        const row = await db.read(caller.accountId, (tx) => findDelivery(tx, caller.accountId, params.id));
        if (row === undefined) throw problem('no_such_delivery', { value: params.id });
        return present.presentDelivery(row);
      },
    }),
    route({
      method: 'GET',
      path: '/v2/deliveries/{id}/attempts',
      id: 'listAttempts',
      tag,
      summary: 'List the attempts of a delivery',
      description:
        'Newest first: what was sent, what came back, how long each step took. Signatures and secrets are masked.',
      extension: true,
      params: deliveryParams,
      query: schema.attemptListQuery,
      reply: listOf(schema.attempt),
      problems: [...ofLists, 'no_such_attempt', 'no_such_delivery'],
      handle: async ({ params, query }, context) => {
        const { accountId } = context.caller;
        const page = await context.db.read(accountId, async (tx) => {
          if ((await findDelivery(tx, accountId, params.id)) === undefined)
            throw problem('no_such_delivery', { value: params.id });
          return listAttempts(tx, accountId, params.id, query);
        });
        return listReply(foundPage(page, 'no_such_attempt', query), context, query.limit, present.presentAttempt);
      },
    }),
    route({
      method: 'POST',
      path: '/v2/deliveries/{id}/replay',
      id: 'replayDelivery',
      tag,
      summary: 'Replay a delivery',
      description:
        'Sends it again, with the same bytes and the same event id, for up to 72 hours. The header `webhook-replay: true` says so.',
      extension: true,
      params: deliveryParams,
      reply: schema.delivery,
      problems: ['no_such_delivery', 'no_such_webhook', 'delivery_pending'],
      handle: async ({ params }, { caller, db, now }) =>
        present.presentDelivery(
          await db.transaction(caller.accountId, (tx) => replayDelivery(tx, caller.accountId, params.id, now)),
        ),
    }),
    route({
      method: 'GET',
      path: '/v2/events',
      id: 'listEvents',
      tag,
      summary: 'List events',
      description: 'What happened, newest first, as webhooks of v2 were sent it, whether or not one subscribed to it.',
      extension: true,
      query: schema.eventListQuery,
      reply: listOf(schema.event),
      problems: [...ofTimes, ...ofLists, 'no_such_event'],
      handle: async ({ query }, context) => {
        const { accountId } = context.caller;
        const page = await context.db.read(accountId, (tx) => listEvents(tx, accountId, query));
        return listReply(foundPage(page, 'no_such_event', query), context, query.limit, present.presentEvent);
      },
    }),
    route({
      method: 'GET',
      path: '/v2/events/{id}',
      id: 'getEvent',
      tag,
      summary: 'Get an event',
      extension: true,
      params: idParam('EVNT-KN56U3YL7C'),
      reply: schema.event,
      problems: ['no_such_event'],
      handle: async ({ params }, { caller, db }) => {
        const row = await db.read(caller.accountId, (tx) => findEvent(tx, caller.accountId, params.id));
        if (row === undefined) throw problem('no_such_event', { value: params.id });
        return present.presentEvent(row);
      },
    }),
    route({
      method: 'POST',
      path: '/v2/webhooks/{id}/test',
      id: 'testWebhook',
      tag,
      summary: 'Test a webhook',
      description:
        'Sends a sample of an event now, signed, and answers with what was sent and what came back. The header `webhook-test: true` ' +
        'says that it is one. Nothing of it is kept, and nothing is tried again.',
      extension: true,
      reachesOut: true,
      params: webhookParams,
      body: schema.testOrder,
      bodyOptional: true,
      example: { type: 'booking.scheduled' },
      reply: schema.webhookTest,
      problems: ['unsupported_fields', 'invalid_value', 'event_unknown_in_v1', 'no_such_webhook'],
      handle: async ({ params, body }, { caller, db, now }) => {
        const recipient = await db.read(caller.accountId, (tx) => findRecipient(tx, caller.accountId, params.id));
        if (recipient === undefined) throw problem('no_such_webhook', { value: params.id });
        const retryAfterSeconds = tests.secondsToWait(params.id, now);
        if (retryAfterSeconds > 0) throw problem('rate_limit', { retryAfterSeconds });
        return present.presentTest(await testWebhook(recipient, body.type, { ...tools, now }));
      },
    }),
  ];
};
