import { idParam } from '../http/fields.ts';
import { foundPage, listOf, listReply } from '../http/list.ts';
import { problem } from '../http/problem.ts';
import { route } from '../http/route.ts';
import { presentNotice } from './present.ts';
import { notice, noticeQuery } from './schema.ts';
import { dismissNotice, listNotices } from './store.ts';

const tag = 'Notices';

/** What the account has to be told; for its administrators. */
export const noticeRoutes = [
  route({
    method: 'GET',
    path: '/v2/notices',
    id: 'listNotices',
    tag,
    summary: 'List notices',
    description:
      'What the administrators have to be told, newest first: webhooks that fail, and webhooks that were paused.',
    extension: true,
    query: noticeQuery,
    reply: listOf(notice),
    problems: ['limit_out_of_range', 'both_cursors', 'invalid_value', 'no_such_notice'],
    handle: async ({ query }, context) => {
      const { caller, db } = context;
      const page = await db.read(caller.accountId, (tx) => listNotices(tx, caller.accountId, query));
      return listReply(foundPage(page, 'no_such_notice', query), context, query.limit, presentNotice);
    },
  }),
  route({
    method: 'POST',
    path: '/v2/notices/{id}/dismiss',
    id: 'dismissNotice',
    tag,
    summary: 'Dismiss a notice',
    description: 'It stays in the list, and is not shown as open any more. Twice is the same as once.',
    extension: true,
    params: idParam('NTC-5QX04J7ZB1'),
    reply: notice,
    problems: ['no_such_notice'],
    handle: async ({ params }, { caller, db, now }) => {
      const row = await db.transaction(caller.accountId, (tx) => dismissNotice(tx, caller.accountId, params.id, now));
      if (row === undefined) throw problem('no_such_notice', { value: params.id });
      return presentNotice(row);
    },
  }),
];
