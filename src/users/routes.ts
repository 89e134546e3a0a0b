import { idParam } from '../http/fields.ts';
import { foundPage, listOf, listReply } from '../http/list.ts';
import { problem } from '../http/problem.ts';
import { route } from '../http/route.ts';
import { presentLivingUser, presentUser } from './present.ts';
import { user, userListQuery, userOrDeleted } from './schema.ts';
import { findUsers, listUsers } from './store.ts';

export const userRoutes = [
  route({
    method: 'GET',
    path: '/v2/users',
    id: 'listUsers',
    tag: 'Users',
    summary: 'List users',
    query: userListQuery,
    reply: listOf(user),
    problems: ['limit_out_of_range', 'both_cursors', 'no_such_user'],
    handle: async ({ query }, context) => {
      const page = await context.db.read(context.caller.accountId, (tx) =>
        listUsers(tx, context.caller.accountId, query),
      );
      return listReply(foundPage(page, 'no_such_user', query), context, query.limit, presentLivingUser);
    },
  }),
  route({
    method: 'GET',
    path: '/v2/users/{id}',
    id: 'getUser',
    tag: 'Users',
    summary: 'Get a user',
    params: idParam('USR-FSD4234231'),
    reply: userOrDeleted,
    problems: ['no_such_user'],
    handle: async ({ params }, { db, caller }) => {
      const [row] = await db.read(caller.accountId, (tx) => findUsers(tx, caller.accountId, [params.id]));
      if (row === undefined) throw problem('no_such_user', { value: params.id });
      return presentUser(row);
    },
  }),
];
