import { idParam } from '../http/fields.ts';
import { foundPage, listOf, listReply } from '../http/list.ts';
import { problem } from '../http/problem.ts';
import { personalRoute } from '../http/route.ts';
import { endSession } from './end-session.ts';
import { isOver } from './is-over.ts';
import { presentSession } from './present.ts';
import { endedSession, session, sessionListQuery } from './schema.ts';
import { findSession, listSessions } from './store.ts';

const tag = 'Sign-in';

/** Where somebody is signed in, and how he ends it. */
export const sessionRoutes = [
  personalRoute({
    method: 'GET',
    path: '/v2/sessions',
    id: 'listSessions',
    tag,
    summary: 'List where you are signed in',
    extension: true,
    query: sessionListQuery,
    reply: listOf(session),
    problems: ['limit_out_of_range', 'both_cursors', 'no_such_session'],
    handle: async ({ query }, context) => {
      const { accountId, actor } = context.caller;
      const page = await context.db.read(accountId, (tx) => listSessions(tx, accountId, actor.id, query));
      const { rows, ...rest } = foundPage(page, 'no_such_session', query);
      const living = rows.filter((row) => !isOver(row, context.now));
      return listReply({ ...rest, rows: living }, context, query.limit, presentSession);
    },
  }),
  personalRoute({
    method: 'DELETE',
    path: '/v2/sessions/{id}',
    id: 'endSession',
    tag,
    summary: 'Sign out somewhere else',
    extension: true,
    params: idParam('SIN-4KQZ81M0XBJ2'),
    reply: endedSession,
    problems: ['no_such_session'],
    handle: async ({ params: { id } }, { db, caller: { accountId, actor }, requestId, now }) =>
      db.transaction(accountId, async (tx) => {
        const found = await findSession(tx, accountId, id);
        if (found?.user_id !== actor.id) throw problem('no_such_session', { value: id });
        return endSession(tx, accountId, id, { by: actor.id, requestId, now });
      }),
  }),
];
