import { idParam } from '../http/fields.ts';
import { problem } from '../http/problem.ts';
import { route } from '../http/route.ts';
import { changeSchedule } from './change.ts';
import { presentSchedule } from './present.ts';
import { schedule, scheduleChange, scheduleQuery } from './schema.ts';
import { findSchedule } from './store.ts';

const tag = 'Users';
const params = idParam('USR-FSD4234231');
const path = '/v2/users/{id}/scheduling-availability';

export const availabilityRoutes = [
  route({
    method: 'GET',
    path,
    id: 'getSchedulingAvailability',
    tag,
    summary: 'Get a user’s availability',
    description: 'Days without hours may be left out.',
    reach: { teamManager: 'team', member: 'own', of: 'user' },
    params,
    query: scheduleQuery,
    reply: schedule,
    problems: ['unknown_parameter', 'invalid_overrides_start', 'no_such_user'],
    handle: async ({ params, query }, { db, caller }) => {
      const row = await db.read(caller.accountId, (tx) => findSchedule(tx, caller.accountId, params.id));
      if (row === undefined) throw problem('no_such_user', { value: params.id });
      return presentSchedule(row, query.overrides_start_time);
    },
  }),
  route({
    method: 'PATCH',
    path,
    id: 'updateSchedulingAvailability',
    tag,
    summary: 'Update a user’s availability',
    description: 'Each day or date that is sent is replaced as a whole; the others stay.',
    reach: { teamManager: 'own', member: 'own', of: 'user' },
    params,
    body: scheduleChange,
    example: {
      weekly: [
        {
          day: 'Monday',
          working_hours: [
            {
              start_time: '09:00',
              end_time: '17:00',
              locations: [{ type: 'online_static_link', value: 'https://meet.example.com/andrea' }],
            },
          ],
        },
      ],
      overrides: [{ date: '2099-12-24', working_hours: [] }],
    },
    reply: schedule,
    problems: [
      'nothing_to_update',
      'unsupported_field',
      'hours_overlap',
      'not_a_quarter',
      'end_not_after_start',
      'invalid_text',
      'invalid_value',
      'invalid_date',
      'override_in_past',
      'duplicate_day',
      'duplicate_location',
      'both_online_types',
      'no_such_user',
    ],
    handle: async ({ params, body }, { db, caller, now }) =>
      presentSchedule(
        await db.transaction(caller.accountId, (tx) => changeSchedule(tx, caller.accountId, params.id, body, now)),
      ),
  }),
];
