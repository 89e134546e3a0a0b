import { removed } from '../http/deleted.ts';
import { idParam } from '../http/fields.ts';
import { foundPage, listOf, listReply } from '../http/list.ts';
import { problem } from '../http/problem.ts';
import { requireReach } from '../http/reach.ts';
import { route } from '../http/route.ts';
import { change } from './change.ts';
import { create } from './create.ts';
import { presentView } from './present.ts';
import { newSavedView, savedView, savedViewChange, savedViewListQuery } from './schema.ts';
import { deleteView, listViews } from './store.ts';

const tag = 'Saved views';
const params = idParam('VIEW-4R8T0QZK2M');
/** Views are everybody's own; who administers users may see to theirs. */
const reach = { teamManager: 'own', member: 'own' } as const;
const ofOne = { ...reach, of: 'saved_view' } as const;

export const savedViewRoutes = [
  route({
    method: 'GET',
    path: '/v2/saved-views',
    id: 'listSavedViews',
    tag,
    summary: 'List saved views',
    extension: true,
    reach,
    query: savedViewListQuery,
    reply: listOf(savedView),
    problems: ['limit_out_of_range', 'both_cursors', 'no_such_saved_view'],
    handle: async ({ query }, context) => {
      const { caller, within, db } = context;
      const page = await db.read(caller.accountId, (tx) => listViews(tx, caller.accountId, query, within));
      return listReply(foundPage(page, 'no_such_saved_view', query), context, query.limit, presentView);
    },
  }),
  route({
    method: 'POST',
    path: '/v2/saved-views',
    id: 'createSavedView',
    tag,
    summary: 'Save a view',
    description: 'A key that acts as nobody names the user whose view it is.',
    extension: true,
    reach,
    body: newSavedView,
    example: {
      user: 'USR-FSD4234231',
      screen: 'bookings',
      name: 'No-shows of this year',
      query: 'view=past&status=no_show&from=2026-01-01',
    },
    status: 201,
    reply: savedView,
    problems: [
      'unsupported_fields',
      'missing_fields',
      'invalid_value',
      'too_long',
      'no_such_user',
      'role_forbidden',
      'saved_view_limit',
      'saved_view_name_taken',
    ],
    handle: async ({ body }, context) => {
      const { caller, db, now } = context;
      const user = body.user ?? (caller.actor.kind === 'user' ? caller.actor.id : undefined);
      if (user === undefined) throw problem('missing_fields', { param: 'user' });
      requireReach(context, user);
      return presentView(await db.transaction(caller.accountId, (tx) => create(tx, caller.accountId, user, body, now)));
    },
  }),
  route({
    method: 'PATCH',
    path: '/v2/saved-views/{id}',
    id: 'updateSavedView',
    tag,
    summary: 'Change a saved view',
    extension: true,
    reach: ofOne,
    params,
    body: savedViewChange,
    example: { name: 'No-shows' },
    reply: savedView,
    problems: [
      'unsupported_field',
      'missing_fields',
      'invalid_value',
      'too_long',
      'nothing_to_update',
      'no_such_saved_view',
      'saved_view_name_taken',
    ],
    handle: async ({ params, body }, { caller, db }) =>
      presentView(await db.transaction(caller.accountId, (tx) => change(tx, caller.accountId, params.id, body))),
  }),
  route({
    method: 'DELETE',
    path: '/v2/saved-views/{id}',
    id: 'deleteSavedView',
    tag,
    summary: 'Delete a saved view',
    extension: true,
    reach: ofOne,
    params,
    reply: removed,
    problems: ['no_such_saved_view'],
    handle: async ({ params }, { caller, db }) =>
      db.transaction(caller.accountId, async (tx) => {
        if (!(await deleteView(tx, caller.accountId, params.id)))
          throw problem('no_such_saved_view', { value: params.id });
        return { id: params.id, deleted: true as const };
      }),
  }),
];
