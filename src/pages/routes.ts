import { removed } from '../http/deleted.ts';
import { idParam } from '../http/fields.ts';
import { foundPage, listOf, listReply } from '../http/list.ts';
import { problem } from '../http/problem.ts';
import { requireReach } from '../http/reach.ts';
import { route } from '../http/route.ts';
import { changeBookingPage } from './change-booking-page.ts';
import { changeEventType } from './change-event-type.ts';
import { changeMasterPage } from './change-master-page.ts';
import { changePool } from './change-pool.ts';
import { countPool } from './count-pool.ts';
import { createBookingPage } from './create-booking-page.ts';
import { createEventType } from './create-event-type.ts';
import { createMasterPage } from './create-master-page.ts';
import { createPool } from './create-pool.ts';
import { duplicateBookingPage } from './duplicate-booking-page.ts';
import { duplicateEventType } from './duplicate-event-type.ts';
import { duplicateMasterPage } from './duplicate-master-page.ts';
import { loadMasterSettings } from './load-master-settings.ts';
import { loadPool } from './load-pool.ts';
import {
  presentBookingPage,
  presentBookingPageSettings,
  presentEventType,
  presentEventTypeSettings,
  presentLivingBookingPage,
  presentLivingEventType,
  presentLivingMasterPage,
  presentLivingPool,
  presentMasterPage,
  presentPool,
} from './present.ts';
import { removeBookingPage } from './remove-booking-page.ts';
import { removeEventType } from './remove-event-type.ts';
import { removeMasterPage } from './remove-master-page.ts';
import { removePool } from './remove-pool.ts';
import * as schema from './schema.ts';
import * as store from './store.ts';

const listProblems = ['limit_out_of_range', 'both_cursors'] as const;
const textProblems = ['missing_fields', 'invalid_value', 'too_long'] as const;
const addressProblems = ['invalid_slug', 'slug_taken'] as const;
/** How a page's own hours can be wrong. */
const hourProblems = [
  'invalid_time_zone',
  'hours_overlap',
  'not_a_quarter',
  'end_not_after_start',
  'invalid_text',
  'invalid_date',
  'duplicate_day',
  'duplicate_location',
  'both_online_types',
] as const;
const pageProblems = [
  ...textProblems,
  ...addressProblems,
  ...hourProblems,
  'no_such_user',
  'no_such_event_type',
  'settings_conflict',
] as const;
const masterProblems = [
  ...textProblems,
  ...addressProblems,
  'no_such_booking_page',
  'no_such_event_type',
  'no_such_pool',
  'settings_conflict',
] as const;
const poolProblems = [...textProblems, 'no_such_booking_page', 'settings_conflict'] as const;

const pages = {
  tag: 'Booking pages',
  params: idParam('BP-3F7JAWT4UA'),
  reach: { teamManager: 'team', member: 'own', of: 'booking_page' },
} as const;
/** Who may read the event types that pages of his are to offer. */
const toRead = { teamManager: 'all', member: 'none' } as const;
const types = { tag: 'Event types', params: idParam('ET-7I7PKDTFJS') };
const masters = { tag: 'Master pages', params: idParam('MP-73E6RHFU77') };
const pools = { tag: 'Resource pools', params: idParam('POOL-Q4M8Z1T7KD') };

export const pageRoutes = [
  route({
    method: 'GET',
    path: '/v2/booking-pages',
    id: 'listBookingPages',
    tag: pages.tag,
    reach: { teamManager: 'team', member: 'own' },
    summary: 'List booking pages',
    query: schema.bookingPageListQuery,
    reply: listOf(schema.bookingPage),
    problems: [...listProblems, 'no_such_booking_page'],
    handle: async ({ query }, context) => {
      const { db, caller, within, baseUrl } = context;
      const page = await db.read(caller.accountId, (tx) => store.listBookingPages(tx, caller.accountId, query, within));
      const found = foundPage(page, 'no_such_booking_page', query);
      return listReply(found, context, query.limit, (row) => presentLivingBookingPage(row, baseUrl));
    },
  }),
  route({
    ...pages,
    method: 'GET',
    path: '/v2/booking-pages/{id}',
    id: 'getBookingPage',
    summary: 'Get a booking page',
    reply: schema.bookingPageOrDeleted,
    problems: ['no_such_booking_page'],
    handle: async ({ params }, { db, caller, baseUrl }) => {
      const [row] = await db.read(caller.accountId, (tx) => store.findBookingPages(tx, caller.accountId, [params.id]));
      if (row === undefined) throw problem('no_such_booking_page', { value: params.id });
      return presentBookingPage(row, baseUrl);
    },
  }),
  route({
    method: 'POST',
    path: '/v2/booking-pages',
    id: 'createBookingPage',
    tag: pages.tag,
    reach: { teamManager: 'team', member: 'own' },
    summary: 'Create a booking page',
    extension: true,
    body: schema.newBookingPage,
    example: {
      name: 'Andrea Hartie',
      label: 'AndreaHartie',
      owner: 'USR-FSD4234231',
      slug: 'andreahartie',
      durations: [30],
      lead_time: { unit: 'hours', amount: 3 },
      weekly: [{ day: 'Monday', working_hours: [{ start_time: '09:00', end_time: '12:00' }] }],
    },
    status: 201,
    reply: schema.bookingPage,
    problems: [...pageProblems, 'unsupported_fields', 'role_forbidden'],
    handle: async ({ body }, context) => {
      const { db, caller, now, baseUrl } = context;
      requireReach(context, body.owner);
      return db.transaction(caller.accountId, async (tx) => {
        const id = await createBookingPage(tx, caller.accountId, body, now);
        const [row] = await store.findBookingPages(tx, caller.accountId, [id]);
        return presentLivingBookingPage(row!, baseUrl);
      });
    },
  }),
  route({
    ...pages,
    method: 'GET',
    path: '/v2/booking-pages/{id}/settings',
    id: 'getBookingPageSettings',
    summary: 'Get the settings of a booking page',
    extension: true,
    reply: schema.bookingPageSettings,
    problems: ['no_such_booking_page'],
    handle: async ({ params }, { db, caller }) => {
      const [row] = await db.read(caller.accountId, (tx) => store.findBookingPages(tx, caller.accountId, [params.id]));
      if (row === undefined || row.deleted_time !== null) throw problem('no_such_booking_page', { value: params.id });
      return presentBookingPageSettings(row);
    },
  }),
  route({
    ...pages,
    method: 'PATCH',
    path: '/v2/booking-pages/{id}',
    id: 'updateBookingPage',
    summary: 'Change, open or close a booking page',
    description: 'What is left out stays. Hours and event types are replaced as a whole.',
    extension: true,
    body: schema.bookingPageChange,
    example: { active: true, durations: [30, 60] },
    reply: schema.bookingPageSettings,
    problems: [...pageProblems, 'no_such_booking_page', 'nothing_to_update', 'unsupported_field', 'role_forbidden'],
    handle: async ({ params, body }, context) => {
      const { db, caller, now } = context;
      if (body.owner !== undefined) requireReach(context, body.owner);
      return presentBookingPageSettings(
        await db.transaction(caller.accountId, (tx) => changeBookingPage(tx, caller.accountId, params.id, body, now)),
      );
    },
  }),
  route({
    ...pages,
    method: 'POST',
    path: '/v2/booking-pages/{id}/duplicate',
    id: 'duplicateBookingPage',
    summary: 'Duplicate a booking page',
    description: 'The copy has an address of its own, is disabled and stands on no master page.',
    extension: true,
    body: schema.duplicateBody,
    example: { label: 'Andrea in summer' },
    bodyOptional: true,
    status: 201,
    reply: schema.bookingPage,
    problems: ['no_such_booking_page', ...textProblems, 'unsupported_fields'],
    handle: async ({ params, body }, { db, caller, now, baseUrl }) =>
      db.transaction(caller.accountId, async (tx) => {
        const id = await duplicateBookingPage(tx, caller.accountId, params.id, body, now);
        const [row] = await store.findBookingPages(tx, caller.accountId, [id]);
        return presentLivingBookingPage(row!, baseUrl);
      }),
  }),
  route({
    ...pages,
    method: 'DELETE',
    path: '/v2/booking-pages/{id}',
    id: 'deleteBookingPage',
    summary: 'Delete a booking page',
    description: 'Its bookings stay as they are.',
    extension: true,
    reply: removed,
    problems: ['no_such_booking_page'],
    handle: async ({ params }, { db, caller, now }) =>
      db.transaction(caller.accountId, (tx) => removeBookingPage(tx, caller.accountId, params.id, now)),
  }),
  route({
    method: 'GET',
    path: '/v2/event-types',
    id: 'listEventTypes',
    reach: toRead,
    tag: types.tag,
    summary: 'List event types',
    query: schema.listQuery,
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
    body: schema.duplicateEventTypeBody,
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
  route({
    method: 'GET',
    path: '/v2/master-pages',
    id: 'listMasterPages',
    tag: masters.tag,
    summary: 'List master pages',
    query: schema.listQuery,
    reply: listOf(schema.masterPage),
    problems: [...listProblems, 'no_such_master_page'],
    handle: async ({ query }, context) => {
      const { db, caller, baseUrl } = context;
      const page = await db.read(caller.accountId, (tx) => store.listMasterPages(tx, caller.accountId, query));
      const found = foundPage(page, 'no_such_master_page', query);
      return listReply(found, context, query.limit, (row) => presentLivingMasterPage(row, baseUrl));
    },
  }),
  route({
    ...masters,
    method: 'GET',
    path: '/v2/master-pages/{id}',
    id: 'getMasterPage',
    summary: 'Get a master page',
    reply: schema.masterPageOrDeleted,
    problems: ['no_such_master_page'],
    handle: async ({ params }, { db, caller, baseUrl }) => {
      const [row] = await db.read(caller.accountId, (tx) => store.findMasterPages(tx, caller.accountId, [params.id]));
      if (row === undefined) throw problem('no_such_master_page', { value: params.id });
      return presentMasterPage(row, baseUrl);
    },
  }),
  route({
    method: 'POST',
    path: '/v2/master-pages',
    id: 'createMasterPage',
    tag: masters.tag,
    summary: 'Create a master page',
    extension: true,
    body: schema.newMasterPage,
    example: {
      name: 'Star Software LLC',
      slug: 'dana',
      scenario: 'rule_based',
      event_types: [{ event_type: 'ET-7I7PKDTFJS', owner: 'POOL-Q4M8Z1T7KD', additional_members: ['BP-3F7JAWT4UA'] }],
    },
    status: 201,
    reply: schema.masterPage,
    problems: [...masterProblems, 'unsupported_fields'],
    handle: async ({ body }, { db, caller, now, baseUrl }) =>
      db.transaction(caller.accountId, async (tx) => {
        const id = await createMasterPage(tx, caller.accountId, body, now);
        const [row] = await store.findMasterPages(tx, caller.accountId, [id]);
        return presentLivingMasterPage(row!, baseUrl);
      }),
  }),
  route({
    ...masters,
    method: 'GET',
    path: '/v2/master-pages/{id}/settings',
    id: 'getMasterPageSettings',
    summary: 'Get the settings of a master page',
    extension: true,
    reply: schema.masterPageSettings,
    problems: ['no_such_master_page'],
    handle: async ({ params }, { db, caller }) =>
      db.read(caller.accountId, (tx) => loadMasterSettings(tx, caller.accountId, params.id)),
  }),
  route({
    ...masters,
    method: 'PATCH',
    path: '/v2/master-pages/{id}',
    id: 'updateMasterPage',
    summary: 'Change, open or close a master page',
    description: 'What is left out stays, and so does the scenario. Pages and event types are replaced as a whole.',
    extension: true,
    body: schema.masterPageChange,
    example: { active: true },
    reply: schema.masterPageSettings,
    problems: [...masterProblems, 'no_such_master_page', 'nothing_to_update', 'unsupported_field'],
    handle: async ({ params, body }, { db, caller, now }) =>
      db.transaction(caller.accountId, async (tx) => {
        await changeMasterPage(tx, caller.accountId, params.id, body, now);
        return loadMasterSettings(tx, caller.accountId, params.id);
      }),
  }),
  route({
    ...masters,
    method: 'POST',
    path: '/v2/master-pages/{id}/duplicate',
    id: 'duplicateMasterPage',
    summary: 'Duplicate a master page',
    description: 'The copy offers the same under an address of its own, and is disabled.',
    extension: true,
    body: schema.duplicateBody,
    example: { name: 'Star Software in summer' },
    bodyOptional: true,
    status: 201,
    reply: schema.masterPage,
    problems: ['no_such_master_page', ...textProblems, 'unsupported_fields'],
    handle: async ({ params, body }, { db, caller, now, baseUrl }) =>
      db.transaction(caller.accountId, async (tx) => {
        const id = await duplicateMasterPage(tx, caller.accountId, params.id, body, now);
        const [row] = await store.findMasterPages(tx, caller.accountId, [id]);
        return presentLivingMasterPage(row!, baseUrl);
      }),
  }),
  route({
    ...masters,
    method: 'DELETE',
    path: '/v2/master-pages/{id}',
    id: 'deleteMasterPage',
    summary: 'Delete a master page',
    description: 'Its booking pages and bookings stay as they are.',
    extension: true,
    reply: removed,
    problems: ['no_such_master_page'],
    handle: async ({ params }, { db, caller, now }) =>
      db.transaction(caller.accountId, (tx) => removeMasterPage(tx, caller.accountId, params.id, now)),
  }),
  route({
    method: 'GET',
    path: '/v2/resource-pools',
    id: 'listResourcePools',
    tag: pools.tag,
    summary: 'List resource pools',
    extension: true,
    query: schema.listQuery,
    reply: listOf(schema.resourcePool),
    problems: [...listProblems, 'no_such_pool'],
    handle: async ({ query }, context) => {
      const { db, caller } = context;
      return db.read(caller.accountId, async (tx) => {
        const page = foundPage(await store.listPools(tx, caller.accountId, query), 'no_such_pool', query);
        const ids = page.rows.map((row) => row.id);
        const members = await store.findPoolMembers(tx, caller.accountId, ids);
        return listReply(page, context, query.limit, (row) => presentLivingPool(row, members));
      });
    },
  }),
  route({
    ...pools,
    method: 'GET',
    path: '/v2/resource-pools/{id}',
    id: 'getResourcePool',
    summary: 'Get a resource pool',
    extension: true,
    reply: schema.resourcePoolOrDeleted,
    problems: ['no_such_pool'],
    handle: async ({ params }, { db, caller }) =>
      db.read(caller.accountId, async (tx) => {
        const [[row], members] = await Promise.all([
          store.findPools(tx, caller.accountId, [params.id]),
          store.findPoolMembers(tx, caller.accountId, [params.id]),
        ]);
        if (row === undefined) throw problem('no_such_pool', { value: params.id });
        return presentPool(row, members);
      }),
  }),
  route({
    method: 'POST',
    path: '/v2/resource-pools',
    id: 'createResourcePool',
    tag: pools.tag,
    summary: 'Create a resource pool',
    extension: true,
    body: schema.newResourcePool,
    example: {
      name: 'Sales',
      method: 'round_robin',
      cycle: 'monthly',
      members: [{ booking_page: 'BP-3F7JAWT4UA', priority: 5 }],
    },
    status: 201,
    reply: schema.resourcePool,
    problems: [...poolProblems, 'invalid_time_zone', 'unsupported_fields'],
    handle: async ({ body }, { db, caller, now }) =>
      db.transaction(caller.accountId, async (tx) => {
        const id = await createPool(tx, caller.accountId, body, now);
        return loadPool(tx, caller.accountId, id);
      }),
  }),
  route({
    ...pools,
    method: 'PATCH',
    path: '/v2/resource-pools/{id}',
    id: 'updateResourcePool',
    summary: 'Change a resource pool',
    description: 'What is left out stays, and so do method and cycle. Members are replaced as a whole.',
    extension: true,
    body: schema.resourcePoolChange,
    example: { members: [{ booking_page: 'BP-3F7JAWT4UA', priority: 8 }] },
    reply: schema.resourcePool,
    problems: [...poolProblems, 'no_such_pool', 'nothing_to_update', 'unsupported_field'],
    handle: async ({ params, body }, { db, caller, now }) =>
      db.transaction(caller.accountId, async (tx) => {
        await changePool(tx, caller.accountId, params.id, body, now);
        return loadPool(tx, caller.accountId, params.id);
      }),
  }),
  route({
    ...pools,
    method: 'DELETE',
    path: '/v2/resource-pools/{id}',
    id: 'deleteResourcePool',
    summary: 'Delete a resource pool',
    description:
      'Event types whose meetings it took on master pages cannot be booked there until another takes its place.',
    extension: true,
    reply: removed,
    problems: ['no_such_pool'],
    handle: async ({ params }, { db, caller, now }) =>
      db.transaction(caller.accountId, (tx) => removePool(tx, caller.accountId, params.id, now)),
  }),
  route({
    ...pools,
    method: 'GET',
    path: '/v2/resource-pools/{id}/statistics',
    id: 'getResourcePoolStatistics',
    summary: 'Count the bookings of a resource pool',
    description: 'Over all master pages, in the current cycle.',
    extension: true,
    reply: schema.poolStatistics,
    problems: ['no_such_pool'],
    handle: async ({ params }, { db, caller, now }) =>
      db.read(caller.accountId, (tx) => countPool(tx, caller.accountId, params.id, now)),
  }),
];
