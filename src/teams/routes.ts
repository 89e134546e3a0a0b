import { removed } from '../http/deleted.ts';
import { idParam } from '../http/fields.ts';
import { foundPage, listOf, listReply } from '../http/list.ts';
import { problem } from '../http/problem.ts';
import { route } from '../http/route.ts';
import { changeTeam } from './change.ts';
import { createTeam } from './create.ts';
import { presentLivingTeam, presentMember, presentTeam } from './present.ts';
import { removeTeam } from './remove.ts';
import { newTeam, team, teamChange, teamListQuery, teamMember, teamOrDeleted } from './schema.ts';
import { setMembers } from './set-members.ts';
import { findMembers, findTeam, listTeams } from './store.ts';

export const teamRoutes = [
  route({
    method: 'GET',
    path: '/v2/teams',
    id: 'listTeams',
    tag: 'Teams',
    summary: 'List teams',
    reach: { teamManager: 'all', member: 'all' },
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
    reach: { teamManager: 'all', member: 'all' },
    params: idParam('TM-GCJU8DLBTPY1'),
    reply: teamOrDeleted,
    problems: ['no_such_team'],
    handle: async ({ params }, { db, caller }) => {
      const row = await db.read(caller.accountId, (tx) => findTeam(tx, caller.accountId, params.id));
      if (row === undefined) throw problem('no_such_team', { value: params.id });
      return presentTeam(row);
    },
  }),
  route({
    method: 'GET',
    path: '/v2/teams/{id}/members',
    id: 'listTeamMembers',
    tag: 'Teams',
    summary: 'List a team’s members',
    description: 'All of them at once, those who joined first in front.',
    extension: true,
    reach: { teamManager: 'all', member: 'all' },
    params: idParam('TM-GCJU8DLBTPY1'),
    reply: listOf(teamMember),
    problems: ['no_such_team'],
    handle: async ({ params }, { db, caller }) =>
      db.read(caller.accountId, async (tx) => {
        const row = await findTeam(tx, caller.accountId, params.id);
        if (row === undefined || row.deleted_time !== null) throw problem('no_such_team', { value: params.id });
        const members = await findMembers(tx, caller.accountId, params.id);
        return { object: 'list' as const, data: members.map(presentMember), has_more: false };
      }),
  }),
  route({
    method: 'POST',
    path: '/v2/teams',
    id: 'createTeam',
    tag: 'Teams',
    summary: 'Create a team',
    description: 'A member’s priority counts where meetings are given by priority; it is 5 unless said otherwise.',
    extension: true,
    body: newTeam,
    example: { name: 'Sales', members: [{ user: 'USR-FSD4234231', priority: 7 }] },
    status: 201,
    reply: team,
    problems: [
      'unsupported_fields',
      'too_long',
      'invalid_team_name',
      'invalid_value',
      'duplicate_member',
      'no_such_user',
    ],
    handle: async ({ body }, { db, caller, now }) =>
      db.transaction(caller.accountId, async (tx) => {
        const id = await createTeam(tx, caller.accountId, { name: body.name, userIds: [] }, now);
        await setMembers(tx, caller.accountId, id, body.members, now);
        return presentLivingTeam((await findTeam(tx, caller.accountId, id))!);
      }),
  }),
  route({
    method: 'PATCH',
    path: '/v2/teams/{id}',
    id: 'updateTeam',
    tag: 'Teams',
    summary: 'Update a team',
    description: 'Members that are sent replace those it has; who stays keeps the time he joined.',
    extension: true,
    params: idParam('TM-GCJU8DLBTPY1'),
    body: teamChange,
    example: { name: 'Sales', members: [{ user: 'USR-FSD4234231', priority: 7 }] },
    reply: team,
    problems: [
      'nothing_to_update',
      'unsupported_field',
      'too_long',
      'invalid_team_name',
      'invalid_value',
      'duplicate_member',
      'no_such_user',
      'no_such_team',
    ],
    handle: async ({ params, body }, { db, caller, now }) =>
      presentLivingTeam(
        await db.transaction(caller.accountId, (tx) => changeTeam(tx, caller.accountId, params.id, body, now)),
      ),
  }),
  route({
    method: 'DELETE',
    path: '/v2/teams/{id}',
    id: 'deleteTeam',
    tag: 'Teams',
    summary: 'Delete a team',
    description: 'Its calendars close; bookings stay.',
    extension: true,
    params: idParam('TM-GCJU8DLBTPY1'),
    reply: removed,
    problems: ['no_such_team'],
    handle: async ({ params }, { db, caller, now }) =>
      db.transaction(caller.accountId, (tx) => removeTeam(tx, caller.accountId, params.id, now)),
  }),
];
