import { removed } from '../http/deleted.ts';
import { idParam } from '../http/fields.ts';
import { foundPage, listOf, listReply } from '../http/list.ts';
import { problem } from '../http/problem.ts';
import { route } from '../http/route.ts';
import { listQuery } from '../offerings/schema.ts';
import { changePool } from './change.ts';
import { countPool } from './count.ts';
import { createPool } from './create.ts';
import { loadPool } from './load.ts';
import { presentLivingPool, presentPool } from './present.ts';
import { removePool } from './remove.ts';
import * as schema from './schema.ts';
import * as store from './store.ts';

const poolProblems = [
  'missing_fields',
  'invalid_value',
  'too_long',
  'no_such_booking_page',
  'settings_conflict',
] as const;

const pools = { tag: 'Resource pools', params: idParam('POOL-Q4M8Z1T7KD') };

export const poolRoutes = [
  route({
    method: 'GET',
    path: '/v2/resource-pools',
    id: 'listResourcePools',
    tag: pools.tag,
    summary: 'List resource pools',
    extension: true,
    query: listQuery,
    reply: listOf(schema.resourcePool),
    problems: ['limit_out_of_range', 'both_cursors', 'no_such_pool'],
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
