import { newId } from '../core/id.ts';
import { idParam } from '../http/fields.ts';
import { foundPage, listOf, listReply } from '../http/list.ts';
import { problem } from '../http/problem.ts';
import { openRoute, route } from '../http/route.ts';
import { beginSignOn } from './begin.ts';
import { checkIssuer } from './check-issuer.ts';
import { discover, type SignOnTools } from './discover.ts';
import { presentProvider } from './present.ts';
import {
  newProvider,
  provider,
  providerChange,
  providerListQuery,
  removedProvider,
  signOnOptions,
  signOnQuery,
  signOnStart,
  signOnWish,
} from './schema.ts';
import {
  deleteProvider,
  findOffered,
  findProvider,
  insertProvider,
  listProviders,
  lockProvider,
  updateProvider,
} from './store.ts';

const tag = 'Single sign-on';
const params = idParam('IDP-4KQZ81M0XB');

/** How people sign in by a provider of their company: OpenID Connect. */
export const signOnRoutes = (tools: SignOnTools) => [
  openRoute({
    method: 'GET',
    path: '/v2/session/single-sign-on',
    id: 'getSignOnOptions',
    tag,
    summary: 'Get the providers to sign in with',
    description: 'Those that speak for the address’s domain. Without an address, all of a server that has one account.',
    extension: true,
    query: signOnQuery,
    reply: signOnOptions,
    problems: ['invalid_value'],
    handle: async ({ query: { email } }, { db }) => {
      const domain =
        email === undefined
          ? ''
          : email
              .slice(email.lastIndexOf('@') + 1)
              .trim()
              .toLowerCase() || '-';
      return {
        object: 'sign_on_options' as const,
        providers: await db.system((tx) => findOffered(tx, domain)),
      };
    },
  }),
  openRoute({
    method: 'POST',
    path: '/v2/session/single-sign-on',
    id: 'beginSignOn',
    tag,
    summary: 'Begin to sign in with a provider',
    description:
      'The browser goes to the address of the answer, within ten minutes. The provider sends it back to `/sign-on/callback`, which sets the ' +
      'session’s cookie and leads to `/console`, or to `/console/sign-in?problem=…` with what went wrong.',
    extension: true,
    reachesOut: true,
    body: signOnWish,
    example: { provider: 'IDP-4KQZ81M0XB' },
    status: 201,
    reply: signOnStart,
    problems: [
      'invalid_value',
      'unsupported_fields',
      'no_such_sign_on_provider',
      'sign_on_unreachable',
      'foreign_request',
    ],
    handle: async ({ body }, context) => ({
      object: 'sign_on' as const,
      url: await beginSignOn(context, body.provider, tools),
    }),
  }),
  route({
    method: 'POST',
    path: '/v2/sign-on-providers',
    id: 'createSignOnProvider',
    tag,
    summary: 'Add a provider',
    extension: true,
    body: newProvider,
    example: {
      name: 'Acme login',
      issuer: 'https://login.example.com',
      client_id: 'daybook',
      client_secret: 'c2VjcmV0',
      domains: ['example.com'],
      auto_join: true,
    },
    status: 201,
    reply: provider,
    problems: ['too_long', 'invalid_value', 'unsupported_fields', 'invalid_issuer'],
    handle: async ({ body: { client_secret, ...wanted } }, { db, caller: { accountId }, now, baseUrl }) => {
      checkIssuer(wanted.issuer, tools.signOnGuard.allowed);
      const secret = client_secret === undefined ? null : tools.seal.seal(client_secret);
      const row = { ...wanted, secret, account_id: accountId, id: newId('IDP'), creation_time: now };
      await db.transaction(accountId, (tx) => insertProvider(tx, row));
      return presentProvider(row, baseUrl);
    },
  }),
  route({
    method: 'GET',
    path: '/v2/sign-on-providers',
    id: 'listSignOnProviders',
    tag,
    summary: 'List providers',
    extension: true,
    query: providerListQuery,
    reply: listOf(provider),
    problems: ['limit_out_of_range', 'both_cursors', 'no_such_sign_on_provider'],
    handle: async ({ query }, context) => {
      const { accountId } = context.caller;
      const page = await context.db.read(accountId, (tx) => listProviders(tx, accountId, query));
      const found = foundPage(page, 'no_such_sign_on_provider', query);
      return listReply(found, context, query.limit, (row) => presentProvider(row, context.baseUrl));
    },
  }),
  route({
    method: 'GET',
    path: '/v2/sign-on-providers/{id}',
    id: 'getSignOnProvider',
    tag,
    summary: 'Get a provider',
    extension: true,
    params,
    reply: provider,
    problems: ['no_such_sign_on_provider'],
    handle: async ({ params: { id } }, { db, caller: { accountId }, baseUrl }) => {
      const row = await db.read(accountId, (tx) => findProvider(tx, accountId, id));
      if (row === undefined) throw problem('no_such_sign_on_provider', { value: id });
      return presentProvider(row, baseUrl);
    },
  }),
  route({
    method: 'PATCH',
    path: '/v2/sign-on-providers/{id}',
    id: 'updateSignOnProvider',
    tag,
    summary: 'Change a provider',
    extension: true,
    params,
    body: providerChange,
    example: { name: 'Acme', auto_join: false },
    reply: provider,
    problems: [
      'too_long',
      'invalid_value',
      'unsupported_field',
      'nothing_to_update',
      'invalid_issuer',
      'no_such_sign_on_provider',
    ],
    handle: async ({ params: { id }, body }, { db, caller: { accountId }, now, baseUrl }) =>
      db.transaction(accountId, async (tx) => {
        const row = await lockProvider(tx, accountId, id);
        if (row === undefined) throw problem('no_such_sign_on_provider', { value: id });
        const { client_secret, ...rest } = body;
        if (rest.issuer !== undefined) checkIssuer(rest.issuer, tools.signOnGuard.allowed);
        const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
        const secret = client_secret === undefined ? row.secret : tools.seal.seal(client_secret);
        const changed = { ...row, ...given, secret };
        await updateProvider(tx, changed, now);
        return presentProvider(changed, baseUrl);
      }),
  }),
  route({
    method: 'DELETE',
    path: '/v2/sign-on-providers/{id}',
    id: 'deleteSignOnProvider',
    tag,
    summary: 'Remove a provider',
    description: 'Nobody signs in by it any more. Sessions that began by it go on.',
    extension: true,
    params,
    reply: removedProvider,
    problems: ['no_such_sign_on_provider'],
    handle: async ({ params: { id } }, { db, caller: { accountId } }) => {
      if (!(await db.transaction(accountId, (tx) => deleteProvider(tx, accountId, id))))
        throw problem('no_such_sign_on_provider', { value: id });
      return { id, deleted: true as const };
    },
  }),
  route({
    method: 'POST',
    path: '/v2/sign-on-providers/{id}/test',
    id: 'testSignOnProvider',
    tag,
    summary: 'See whether a provider answers',
    extension: true,
    reachesOut: true,
    params,
    reply: provider,
    problems: ['no_such_sign_on_provider', 'sign_on_unreachable'],
    handle: async ({ params: { id } }, { db, caller: { accountId }, baseUrl }) => {
      const row = await db.read(accountId, (tx) => findProvider(tx, accountId, id));
      if (row === undefined) throw problem('no_such_sign_on_provider', { value: id });
      await discover(row, tools);
      return presentProvider(row, baseUrl);
    },
  }),
];
