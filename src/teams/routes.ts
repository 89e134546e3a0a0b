import { idParam } from '../http/fields.ts';
import { foundPage, listOf, listReply } from '../http/list.ts';
import { problem } from '../http/problem.ts';
import { route } from '../http/route.ts';
import { presentLivingTeam, presentTeam } from './present.ts';
import { team, teamListQuery, teamOrDeleted } from './schema.ts';
import { findTeam, listTeams } from './store.ts';

export const teamRoutes = [
  route({
    method: 'GET',
    path: '/v2/teams',
    id: 'listTeams',
    tag: 'Teams',
    summary: 'List teams',
    query: teamListQuery,
    reply: listOf(team),
    problems: ['limit_out_of_range', 'both_cursors', 'no_such_team'],
    handle: async ({ query }, context) => {
      const page = await context.db.read(context.caller.accountId, (tx) =>
        listTeams(tx, context.caller.accountId, query),
      );
      return listReply(foundPage(page, 'no_such_team', query), context, query.limit, presentLivingTeam);
    },
  }),
  route({
    method: 'GET',
    path: '/v2/teams/{id}',
    id: 'getTeam',
    tag: 'Teams',
    summary: 'Get a team',
    params: idParam('TM-GCJU8DLBTPY1'),
    reply: teamOrDeleted,
    problems: ['no_such_team'],
    handle: async ({ params }, { db, caller }) => {
      const row = await db.read(caller.accountId, (tx) => findTeam(tx, caller.accountId, params.id));
      if (row === undefined) throw problem('no_such_team', { value: params.id });
      return presentTeam(row);
    },
  }),
];
