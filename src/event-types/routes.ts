import { removed } from '../http/deleted.ts';
import { idParam } from '../http/fields.ts';
import { foundPage, listOf, listReply } from '../http/list.ts';
import { problem } from '../http/problem.ts';
import { route } from '../http/route.ts';
import { listQuery } from '../offerings/schema.ts';
import { changeEventType } from './change.ts';
import { createEventType } from './create.ts';
import { duplicateEventType } from './duplicate.ts';
import { presentEventType, presentEventTypeSettings, presentLivingEventType } from './present.ts';
import { removeEventType } from './remove.ts';
import * as schema from './schema.ts';
import * as store from './store.ts';

const listProblems = ['limit_out_of_range', 'both_cursors'] as const;
const textProblems = ['missing_fields', 'invalid_value', 'too_long'] as const;

/** Who may read the event types that pages of his are to offer. */
const toRead = { teamManager: 'all', member: 'none' } as const;
const types = { tag: 'Event types', params: idParam('ET-7I7PKDTFJS') };

export const eventTypeRoutes = [
  route({
    method: 'GET',
    path: '/v2/event-types',
    id: 'listEventTypes',
    reach: toRead,
    tag: types.tag,
    summary: 'List event types',
    query: listQuery,
    reply: listOf(schema.eventType),
    problems: [...listProblems, 'no_such_event_type'],
    handle: async ({ query }, context) => {
      const { db, caller } = context;
      const page = await db.read(caller.accountId, (tx) => store.listEventTypes(tx, caller.accountId, query));
      return listReply(foundPage(page, 'no_such_event_type', query), context, query.limit, presentLivingEventType);
    },
  }),
  route({
    ...types,
    method: 'GET',
    path: '/v2/event-types/{id}',
    id: 'getEventType',
    reach: toRead,
    summary: 'Get an event type',
    reply: schema.eventTypeOrDeleted,
    problems: ['no_such_event_type'],
    handle: async ({ params }, { db, caller }) => {
      const [row] = await db.read(caller.accountId, (tx) => store.findEventTypes(tx, caller.accountId, [params.id]));
      if (row === undefined) throw problem('no_such_event_type', { value: params.id });
      return presentEventType(row);
    },
  }),
  route({
    method: 'POST',
    path: '/v2/event-types',
    id: 'createEventType',
    tag: types.tag,
    summary: 'Create an event type',
    extension: true,
    body: schema.newEventType,
    example: { name: 'Live demo', durations: [60], buffer_after_minutes: 15, caps: { day: 4 } },
    status: 201,
    reply: schema.eventType,
    problems: [...textProblems, 'settings_conflict', 'unsupported_fields'],
    handle: async ({ body }, { db, caller, now }) =>
      db.transaction(caller.accountId, async (tx) => {
        const id = await createEventType(tx, caller.accountId, body, now);
        const [row] = await store.findEventTypes(tx, caller.accountId, [id]);
        return presentLivingEventType(row!);
      }),
  }),
  route({
    ...types,
    method: 'GET',
    path: '/v2/event-types/{id}/settings',
    id: 'getEventTypeSettings',
    summary: 'Get the settings of an event type',
    extension: true,
    reply: schema.eventTypeSettings,
    problems: ['no_such_event_type'],
    handle: async ({ params }, { db, caller }) => {
      const [row] = await db.read(caller.accountId, (tx) => store.findEventTypes(tx, caller.accountId, [params.id]));
      if (row === undefined || row.deleted_time !== null) throw problem('no_such_event_type', { value: params.id });
      return presentEventTypeSettings(row);
    },
  }),
  route({
    ...types,
    method: 'PATCH',
    path: '/v2/event-types/{id}',
    id: 'updateEventType',
    summary: 'Change an event type',
    description: 'What is left out stays. The change holds on every page that offers the event type.',
    extension: true,
    body: schema.eventTypeChange,
    example: { durations: [45] },
    reply: schema.eventTypeSettings,
    problems: [...textProblems, 'settings_conflict', 'no_such_event_type', 'nothing_to_update', 'unsupported_field'],
    handle: async ({ params, body }, { db, caller, now }) =>
      presentEventTypeSettings(
        await db.transaction(caller.accountId, (tx) => changeEventType(tx, caller.accountId, params.id, body, now)),
      ),
  }),
  route({
    ...types,
    method: 'POST',
    path: '/v2/event-types/{id}/duplicate',
    id: 'duplicateEventType',
    summary: 'Duplicate an event type',
    description: 'The copy stands on no page yet.',
    extension: true,
    body: schema.duplicateBody,
    example: { name: 'Long demo' },
    bodyOptional: true,
    status: 201,
    reply: schema.eventType,
    problems: ['no_such_event_type', ...textProblems, 'unsupported_fields'],
    handle: async ({ params, body }, { db, caller, now }) =>
      db.transaction(caller.accountId, async (tx) => {
        const id = await duplicateEventType(tx, caller.accountId, params.id, body, now);
        const [row] = await store.findEventTypes(tx, caller.accountId, [id]);
        return presentLivingEventType(row!);
      }),
  }),
  route({
    ...types,
    method: 'DELETE',
    path: '/v2/event-types/{id}',
    id: 'deleteEventType',
    summary: 'Delete an event type',
    description: 'It is taken off all pages. Its bookings stay as they are.',
    extension: true,
    reply: removed,
    problems: ['no_such_event_type'],
    handle: async ({ params }, { db, caller, now }) =>
      db.transaction(caller.accountId, (tx) => removeEventType(tx, caller.accountId, params.id, now)),
  }),
];
