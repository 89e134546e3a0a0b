import { noteEntry } from '../audit/note-entry.ts';
import { idParam } from '../http/fields.ts';
import { foundPage, listOf, listReply } from '../http/list.ts';
import { problem } from '../http/problem.ts';
import { personalRoute } from '../http/route.ts';
import { confirmIdentity } from '../passwords/confirm-identity.ts';
import { identity } from '../passwords/schema.ts';
import { addPasskey } from './add-passkey.ts';
import { useChallenge } from './challenge.ts';
import { offerCreation } from './offer-creation.ts';
import { presentPasskey } from './present.ts';
import { creationOptions, newPasskey, passkey, passkeyChange, passkeyListQuery, removedPasskey } from './schema.ts';
import { deletePasskey, listPasskeys, renamePasskey } from './store.ts';
import { verifyNewPasskey } from './verify-new-passkey.ts';

const tag = 'Sign-in';
const params = idParam('PSK-4KQZ81M0XBJ2');

/** How people keep the devices that they sign in with. */
export const passkeyRoutes = [
  personalRoute({
    method: 'POST',
    path: '/v2/passkeys/options',
    id: 'offerPasskey',
    tag,
    summary: 'Get what a browser needs to make a passkey',
    description: 'For `navigator.credentials.create`, within five minutes. Its answer goes to `POST /v2/passkeys`.',
    extension: true,
    body: identity,
    bodyOptional: true,
    example: { password: 'tr0mbone-Kettle' },
    status: 201,
    reply: creationOptions,
    problems: [
      'too_long',
      'invalid_value',
      'unsupported_fields',
      'missing_fields',
      'wrong_password',
      'sign_in_again',
      'too_many_guesses',
    ],
    handle: async ({ body }, context) => {
      await confirmIdentity(context, body.password);
      const { db, caller, now, baseUrl } = context;
      return {
        ...(await offerCreation(db, { accountId: caller.accountId, userId: caller.actor.id }, { now, baseUrl })),
      };
    },
  }),
  personalRoute({
    method: 'POST',
    path: '/v2/passkeys',
    id: 'createPasskey',
    tag,
    summary: 'Add a passkey',
    extension: true,
    body: newPasskey,
    example: {
      name: 'Laptop',
      credential: {
        id: 'AQIDBAUGBwgJCgsMDQ4PEA',
        rawId: 'AQIDBAUGBwgJCgsMDQ4PEA',
        type: 'public-key',
        clientExtensionResults: {},
        response: {
          clientDataJSON:
            'eyJ0eXBlIjoid2ViYXV0aG4uY3JlYXRlIiwiY2hhbGxlbmdlIjoiQVFJREJBVUdCd2dKQ2dzTURRNFBFQSIsIm9yaWdpbiI6Imh0dHBzOi8vZGF5Ym9vay5leGFtcGxlLmNvbSJ9',
          attestationObject: 'oA',
          transports: ['internal'],
        },
      },
    },
    status: 201,
    reply: passkey,
    problems: ['too_long', 'invalid_value', 'unsupported_fields', 'passkey_refused', 'passkey_limit'],
    handle: async ({ body }, { db, caller: { accountId, actor }, now, baseUrl, requestId }) => {
      const challenge = (given: string) => db.system((tx) => useChallenge(tx, given, actor.id, now));
      const info = await verifyNewPasskey(body, { challenge, baseUrl });
      const made = { name: body.name, info };
      return presentPasskey(
        await db.transaction(accountId, (tx) => addPasskey(tx, accountId, actor.id, made, { requestId, now })),
      );
    },
  }),
  personalRoute({
    method: 'GET',
    path: '/v2/passkeys',
    id: 'listPasskeys',
    tag,
    summary: 'List your passkeys',
    extension: true,
    query: passkeyListQuery,
    reply: listOf(passkey),
    problems: ['limit_out_of_range', 'both_cursors', 'no_such_passkey'],
    handle: async ({ query }, context) => {
      const { accountId, actor } = context.caller;
      const page = await context.db.read(accountId, (tx) => listPasskeys(tx, accountId, actor.id, query));
      return listReply(foundPage(page, 'no_such_passkey', query), context, query.limit, presentPasskey);
    },
  }),
  personalRoute({
    method: 'PATCH',
    path: '/v2/passkeys/{id}',
    id: 'updatePasskey',
    tag,
    summary: 'Rename a passkey',
    extension: true,
    params,
    body: passkeyChange,
    example: { name: 'Old laptop' },
    reply: passkey,
    problems: ['too_long', 'invalid_value', 'unsupported_field', 'nothing_to_update', 'no_such_passkey'],
    handle: async ({ params: { id }, body }, { db, caller: { accountId, actor } }) => {
      const row = await db.transaction(accountId, (tx) => renamePasskey(tx, accountId, actor.id, id, body.name!));
      if (row === undefined) throw problem('no_such_passkey', { value: id });
      return presentPasskey(row);
    },
  }),
  personalRoute({
    method: 'DELETE',
    path: '/v2/passkeys/{id}',
    id: 'deletePasskey',
    tag,
    summary: 'Remove a passkey',
    description: 'The device signs in no more. Sessions that it began go on.',
    extension: true,
    params,
    reply: removedPasskey,
    problems: ['no_such_passkey'],
    handle: async ({ params: { id } }, { db, caller: { accountId, actor }, requestId, now }) =>
      db.transaction(accountId, async (tx) => {
        const row = await deletePasskey(tx, accountId, actor.id, id);
        if (row === undefined) throw problem('no_such_passkey', { value: id });
        const subject = { action: 'deleted' as const, object: 'passkey', objectId: id };
        const details = { user_id: actor.id, name: row.name };
        await noteEntry(tx, accountId, { actor, requestId, ...subject, details, now });
        return { id, deleted: true as const };
      }),
  }),
];
