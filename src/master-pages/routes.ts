import { removed } from '../http/deleted.ts';
import { idParam } from '../http/fields.ts';
import { foundPage, listOf, listReply } from '../http/list.ts';
import { problem } from '../http/problem.ts';
import { route } from '../http/route.ts';
import { duplicateBody, listQuery } from '../offerings/schema.ts';
import { changeMasterPage } from './change.ts';
import { createMasterPage } from './create.ts';
import { duplicateMasterPage } from './duplicate.ts';
import { loadMasterSettings } from './load-settings.ts';
import { presentLivingMasterPage, presentMasterPage } from './present.ts';
import { removeMasterPage } from './remove.ts';
import * as schema from './schema.ts';
import * as store from './store.ts';

const listProblems = ['limit_out_of_range', 'both_cursors'] as const;
const textProblems = ['missing_fields', 'invalid_value', 'too_long'] as const;
const masterProblems = [
  ...textProblems,
  'invalid_slug',
  'slug_taken',
  'no_such_booking_page',
  'no_such_event_type',
  'no_such_pool',
  'settings_conflict',
] as const;

const masters = { tag: 'Master pages', params: idParam('MP-73E6RHFU77') };

export const masterPageRoutes = [
  route({
    method: 'GET',
    path: '/v2/master-pages',
    id: 'listMasterPages',
    tag: masters.tag,
    summary: 'List master pages',
    query: listQuery,
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
    body: duplicateBody,
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
];
