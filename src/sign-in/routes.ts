import type { Seal } from '../db/seal.ts';
import { openRoute, personalRoute, type Route } from '../http/route.ts';
import { sessionCookie } from '../http/session-cookie.ts';
import { offerSignIn } from '../passkeys/offer-sign-in.ts';
import { passkeySignIn, requestOptions } from '../passkeys/schema.ts';
import { endSession } from '../sessions/end-session.ts';
import { endedSession } from '../sessions/schema.ts';
import { describeSession } from './describe-session.ts';
import { credentials, personalSession } from './schema.ts';
import { signInWithPasskey } from './sign-in-with-passkey.ts';
import { signInWithPassword } from './sign-in-with-password.ts';

const tag = 'Sign-in';

/** What people's sign-in is made from. */
export interface SignInSettings {
  seal: Seal;
  /** Every route of the API, to say what somebody may do. */
  allRoutes: () => readonly Route[];
}

/** How people sign in and out. Extensions: OnceHub's API knows only keys. */
export const signInRoutes = ({ seal, allRoutes }: SignInSettings) => [
  openRoute({
    method: 'POST',
    path: '/v2/session',
    id: 'signIn',
    tag,
    summary: 'Sign in with a password',
    description:
      'The answer sets the cookie `daybook_session`, with which every operation of v2 acts as the user and as his role permits. ' +
      'A change that is sent with the cookie needs the header `Daybook-Console: 1`, which pages of other sites cannot send. ' +
      'After five wrong passwords each further one has to wait twice as long, up to a quarter of an hour; devices on which he has ' +
      'signed in before are counted apart, so that nobody can lock him out.',
    extension: true,
    body: credentials,
    example: { email: 'andrea.hartie@example.com', password: 'tr0mbone-Kettle' },
    status: 201,
    reply: personalSession,
    problems: [
      'invalid_email',
      'too_long',
      'invalid_value',
      'unsupported_fields',
      'wrong_credentials',
      'code_required',
      'wrong_code',
      'too_many_guesses',
      'foreign_request',
    ],
    handle: async ({ body }, context) => {
      const signedIn = await signInWithPassword(context, body, seal);
      return context.db.read(signedIn.accountId, (tx) => describeSession(tx, signedIn, allRoutes()));
    },
  }),
  openRoute({
    method: 'POST',
    path: '/v2/session/passkey-options',
    id: 'offerPasskeySignIn',
    tag,
    summary: 'Get what a browser needs to sign in with a passkey',
    description: 'For `navigator.credentials.get`, within five minutes. Its answer goes to `POST /v2/session/passkey`.',
    extension: true,
    status: 201,
    reply: requestOptions,
    problems: ['foreign_request'],
    handle: async (_, { db, now, baseUrl }) => ({ ...(await db.system((tx) => offerSignIn(tx, { now, baseUrl }))) }),
  }),
  openRoute({
    method: 'POST',
    path: '/v2/session/passkey',
    id: 'signInWithPasskey',
    tag,
    summary: 'Sign in with a passkey',
    extension: true,
    body: passkeySignIn,
    example: {
      credential: {
        id: 'AQIDBAUGBwgJCgsMDQ4PEA',
        rawId: 'AQIDBAUGBwgJCgsMDQ4PEA',
        type: 'public-key',
        clientExtensionResults: {},
        response: { clientDataJSON: 'e30', authenticatorData: 'AA', signature: 'AA', userHandle: 'AA' },
      },
    },
    status: 201,
    reply: personalSession,
    problems: ['invalid_value', 'unsupported_fields', 'passkey_unknown', 'foreign_request'],
    handle: async ({ body }, context) => {
      const signedIn = await signInWithPasskey(context, body.credential);
      return context.db.read(signedIn.accountId, (tx) => describeSession(tx, signedIn, allRoutes()));
    },
  }),
  personalRoute({
    method: 'GET',
    path: '/v2/session',
    id: 'getSession',
    tag,
    summary: 'Get who has signed in',
    extension: true,
    reply: personalSession,
    problems: [],
    handle: async (_, { db, caller }) =>
      db.read(caller.accountId, (tx) =>
        describeSession(tx, { accountId: caller.accountId, sessionId: caller.through.id }, allRoutes()),
      ),
  }),
  personalRoute({
    method: 'DELETE',
    path: '/v2/session',
    id: 'signOut',
    tag,
    summary: 'Sign out',
    extension: true,
    reply: endedSession,
    problems: [],
    handle: async (_, { db, caller, visitor, requestId, now }) => {
      const ending = { by: caller.actor.id, requestId, now };
      const ended = await db.transaction(caller.accountId, (tx) =>
        endSession(tx, caller.accountId, caller.through.id, ending),
      );
      visitor.setCookie(sessionCookie, '', 0);
      return ended;
    },
  }),
];
