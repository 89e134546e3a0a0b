import { z } from 'zod';
import { removed } from '../http/deleted.ts';
import { idParam } from '../http/fields.ts';
import { foundPage, listOf, listReply } from '../http/list.ts';
import { problem } from '../http/problem.ts';
import { route } from '../http/route.ts';
import { changeAccount } from './change.ts';
import { issueKey } from './issue-key.ts';
import { presentAccount, presentKey, presentLivingKey } from './present.ts';
import { removeKey } from './remove-key.ts';
import {
  accountChange,
  apiKey,
  apiKeyListQuery,
  apiKeyOrDeleted,
  createdApiKey,
  newKey,
  shownAccount,
} from './schema.ts';
import { findAccount, findKey, listKeys } from './store.ts';

const keys = 'API keys';
const params = idParam('KEY-4KQZ81M0XB');

export const accountRoutes = [
  route({
    method: 'GET',
    path: '/v2/test',
    id: 'testKey',
    tag: 'Test',
    summary: 'Check an API key',
    description: 'Says whose account the key opens.',
    reach: { teamManager: 'all', member: 'all' },
    reply: z.object({
      message: z.string().meta({ examples: ['The API key is valid for account: admin@example.com'] }),
    }),
    problems: [],
    handle: async (_, { caller }) => ({ message: `The API key is valid for account: ${caller.accountEmail}` }),
  }),
  route({
    method: 'GET',
    path: '/v2/account',
    id: 'getAccount',
    tag: 'Account',
    summary: 'Get the account',
    extension: true,
    reach: { teamManager: 'all', member: 'all' },
    reply: shownAccount,
    problems: [],
    handle: async (_, { db, caller }) =>
      presentAccount((await db.read(caller.accountId, (tx) => findAccount(tx, caller.accountId)))!),
  }),
  route({
    method: 'PATCH',
    path: '/v2/account',
    id: 'updateAccount',
    tag: 'Account',
    summary: 'Update the account',
    description: 'Users keep the zones that they have.',
    extension: true,
    body: accountChange,
    example: { name: 'Acme', timezone: 'America/New_York', week_start: 'Monday' },
    reply: shownAccount,
    problems: [
      'nothing_to_update',
      'unsupported_field',
      'invalid_text',
      'too_long',
      'invalid_email',
      'invalid_time_zone',
      'invalid_value',
    ],
    handle: async ({ body }, { db, caller }) =>
      presentAccount(await db.transaction(caller.accountId, (tx) => changeAccount(tx, caller.accountId, body))),
  }),
  route({
    method: 'POST',
    path: '/v2/api-keys',
    id: 'createApiKey',
    tag: keys,
    summary: 'Create an API key',
    description:
      'The answer is the only one that holds the key. Without `user` the key acts as an administrator of the account; with it, ' +
      'as that user with his role, once he has accepted his invitation. An account has at most 25 keys.',
    extension: true,
    body: newKey,
    example: { name: 'Warehouse' },
    status: 201,
    showsSecret: true,
    reply: createdApiKey,
    problems: [
      'unsupported_fields',
      'too_long',
      'invalid_api_key_name',
      'no_such_user',
      'invalid_value',
      'api_key_name_taken',
      'api_key_limit',
    ],
    handle: async ({ body }, { db, caller, now }) => {
      const made = await db.transaction(caller.accountId, (tx) => issueKey(tx, caller.accountId, body, now));
      return { ...presentLivingKey(made.row), key: made.key };
    },
  }),
  route({
    method: 'GET',
    path: '/v2/api-keys',
    id: 'listApiKeys',
    tag: keys,
    summary: 'List API keys',
    extension: true,
    query: apiKeyListQuery,
    reply: listOf(apiKey),
    problems: ['limit_out_of_range', 'both_cursors', 'no_such_api_key'],
    handle: async ({ query }, context) => {
      const { accountId } = context.caller;
      const page = await context.db.read(accountId, (tx) => listKeys(tx, accountId, query));
      return listReply(foundPage(page, 'no_such_api_key', query), context, query.limit, presentLivingKey);
    },
  }),
  route({
    method: 'GET',
    path: '/v2/api-keys/{id}',
    id: 'getApiKey',
    tag: keys,
    summary: 'Get an API key',
    extension: true,
    params,
    reply: apiKeyOrDeleted,
    problems: ['no_such_api_key'],
    handle: async ({ params }, { db, caller }) => {
      const row = await db.read(caller.accountId, (tx) => findKey(tx, caller.accountId, params.id));
      if (row === undefined) throw problem('no_such_api_key', { value: params.id });
      return presentKey(row);
    },
  }),
  route({
    method: 'DELETE',
    path: '/v2/api-keys/{id}',
    id: 'deleteApiKey',
    tag: keys,
    summary: 'Delete an API key',
    description: 'Within a second it answers 401. A key may delete itself.',
    extension: true,
    params,
    reply: removed,
    problems: ['no_such_api_key'],
    handle: async ({ params }, { db, caller, now }) =>
      db.transaction(caller.accountId, (tx) => removeKey(tx, caller.accountId, params.id, now)),
  }),
];
