import { removed } from '../http/deleted.ts';
import { idParam } from '../http/fields.ts';
import { foundPage, listOf, listReply } from '../http/list.ts';
import { problem } from '../http/problem.ts';
import { route } from '../http/route.ts';
import { changeUser } from './change.ts';
import { deactivateUser } from './deactivate.ts';
import { inviteUser } from './invite.ts';
import { presentLivingUser, presentUser } from './present.ts';
import { removeUser } from './remove.ts';
import { newUser, user, userChange, userListQuery, userOrDeleted } from './schema.ts';
import { findUsers, listUsers } from './store.ts';

const tag = 'Users';
const params = idParam('USR-FSD4234231');

/** The operations on users (contract 6.13). `mostUsers` is each account's limit, 0 for none. */
export const userRoutes = ({ mostUsers }: { mostUsers: number }) => [
  route({
    method: 'GET',
    path: '/v2/users',
    id: 'listUsers',
    tag,
    summary: 'List users',
    reach: { teamManager: 'team', member: 'own' },
    query: userListQuery,
    reply: listOf(user),
    problems: ['limit_out_of_range', 'both_cursors', 'no_such_user'],
    handle: async ({ query }, context) => {
      const { accountId } = context.caller;
      const page = await context.db.read(accountId, (tx) => listUsers(tx, accountId, query, context.within));
      return listReply(foundPage(page, 'no_such_user', query), context, query.limit, presentLivingUser);
    },
  }),
  route({
    method: 'POST',
    path: '/v2/users',
    id: 'createUser',
    tag,
    summary: 'Invite a user',
    body: newUser,
    example: {
      email: 'andrea.hartie@example.com',
      first_name: 'Andrea',
      last_name: 'Hartie',
      role_name: 'Member',
      teams: [],
    },
    reply: user,
    problems: [
      'invalid_text',
      'invalid_email',
      'email_taken',
      'not_an_array_of_strings',
      'invalid_teams',
      'unsupported_fields',
      'user_limit',
    ],
    handle: async ({ body }, { db, caller, now }) =>
      presentLivingUser(
        await db.transaction(caller.accountId, (tx) => inviteUser(tx, caller.accountId, body, now, mostUsers)),
      ),
  }),
  route({
    method: 'GET',
    path: '/v2/users/{id}',
    id: 'getUser',
    tag,
    summary: 'Get a user',
    reach: { teamManager: 'team', member: 'own', of: 'user' },
    params,
    reply: userOrDeleted,
    problems: ['no_such_user'],
    handle: async ({ params }, { db, caller }) => {
      const [row] = await db.read(caller.accountId, (tx) => findUsers(tx, caller.accountId, [params.id]));
      if (row === undefined) throw problem('no_such_user', { value: params.id });
      return presentUser(row);
    },
  }),
  route({
    method: 'PATCH',
    path: '/v2/users/{id}',
    id: 'updateUser',
    tag,
    summary: 'Update a user',
    params,
    body: userChange,
    example: { first_name: 'Andrea', role_name: 'Team Manager', teams: ['TM-GCJU8DLBTPY1'] },
    reply: user,
    problems: [
      'nothing_to_update',
      'invalid_text',
      'owner_role_not_assignable',
      'not_an_array_of_strings',
      'invalid_teams',
      'unsupported_field',
      'cannot_update_owner',
      'no_such_user',
      'user_deleted',
    ],
    handle: async ({ params, body }, { db, caller, now }) =>
      presentLivingUser(
        await db.transaction(caller.accountId, (tx) => changeUser(tx, caller.accountId, params.id, body, now)),
      ),
  }),
  route({
    method: 'POST',
    path: '/v2/users/{id}/deactivate',
    id: 'deactivateUser',
    tag,
    summary: 'Shut a user out',
    description:
      'He is as he was before he accepted: his sessions end at once, his keys open nothing, his calendars close, and no booking comes to ' +
      'him. Those that he has stay. Another invitation lets him in again.',
    extension: true,
    params,
    reply: user,
    problems: ['no_such_user', 'user_deleted', 'cannot_update_owner'],
    handle: async ({ params }, { db, caller, now }) =>
      presentLivingUser(
        await db.transaction(caller.accountId, (tx) => deactivateUser(tx, caller.accountId, params.id, now)),
      ),
  }),
  route({
    method: 'DELETE',
    path: '/v2/users/{id}',
    id: 'deleteUser',
    tag,
    summary: 'Delete a user',
    description: 'His calendars close; his bookings stay.',
    params,
    reply: removed,
    problems: ['no_such_user', 'cannot_delete_owner'],
    handle: async ({ params }, { db, caller, now }) =>
      db.transaction(caller.accountId, (tx) => removeUser(tx, caller.accountId, params.id, now)),
  }),
];
