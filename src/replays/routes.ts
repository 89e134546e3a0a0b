import { idParam } from '../http/fields.ts';
import { foundPage, listOf, listReply } from '../http/list.ts';
import { problem } from '../http/problem.ts';
import { route } from '../http/route.ts';
import { findAnyWebhook } from '../webhooks/find-any.ts';
import { cancelReplay } from './cancel-replay.ts';
import { presentReplay } from './present.ts';
import { newReplay, replay, replayListQuery } from './schema.ts';
import { startReplay } from './start-replay.ts';
import { findReplay, listReplays } from './store.ts';

const tag = 'Deliveries';
const webhookParams = idParam('WHK-7JD9LBVZTQ');
const replayParams = idParam('RPL-5H2K8Q0ZXB');

/** Sending again what was settled. None of it is in OnceHub's API. */
export const replayRoutes = [
  route({
    method: 'POST',
    path: '/v2/webhooks/{id}/replays',
    id: 'startReplay',
    tag,
    summary: 'Replay deliveries of a webhook',
    description:
      'Sends again what failed, or what else the body picks out, oldest first and a few at a time, so that new events do not wait for ' +
      'old ones. Each delivery is sent once, with the same bytes and the same event id, for up to 72 hours.',
    extension: true,
    params: webhookParams,
    body: newReplay,
    bodyOptional: true,
    example: { since: '2026-11-21T00:00:00.000Z' },
    status: 201,
    reply: replay,
    problems: [
      'unsupported_fields',
      'invalid_value',
      'invalid_date',
      'date_range',
      'no_such_webhook',
      'replay_running',
    ],
    handle: async ({ params, body }, { caller, db, now }) =>
      presentReplay(
        await db.transaction(caller.accountId, (tx) => startReplay(tx, caller.accountId, params.id, body, now)),
      ),
  }),
  route({
    method: 'GET',
    path: '/v2/webhooks/{id}/replays',
    id: 'listReplays',
    tag,
    summary: 'List the replays of a webhook',
    extension: true,
    params: webhookParams,
    query: replayListQuery,
    reply: listOf(replay),
    problems: ['limit_out_of_range', 'both_cursors', 'no_such_replay', 'no_such_webhook'],
    handle: async ({ params, query }, context) => {
      const { accountId } = context.caller;
      const page = await context.db.read(accountId, async (tx) => {
        await findAnyWebhook(tx, accountId, params.id);
        return listReplays(tx, accountId, params.id, query);
      });
      return listReply(foundPage(page, 'no_such_replay', query), context, query.limit, presentReplay);
    },
  }),
  route({
    method: 'GET',
    path: '/v2/replays/{id}',
    id: 'getReplay',
    tag,
    summary: 'Get a replay',
    extension: true,
    params: replayParams,
    reply: replay,
    problems: ['no_such_replay'],
    handle: async ({ params }, { caller, db }) => {
      const row = await db.read(caller.accountId, (tx) => findReplay(tx, caller.accountId, params.id));
      if (row === undefined) throw problem('no_such_replay', { value: params.id });
      return presentReplay(row);
    },
  }),
  route({
    method: 'POST',
    path: '/v2/replays/{id}/cancel',
    id: 'cancelReplay',
    tag,
    summary: 'Cancel a replay',
    description: 'What is on its way already goes on.',
    extension: true,
    params: replayParams,
    reply: replay,
    problems: ['no_such_replay', 'replay_over'],
    handle: async ({ params }, { caller, db, now }) =>
      presentReplay(await db.transaction(caller.accountId, (tx) => cancelReplay(tx, caller.accountId, params.id, now))),
  }),
];
