import { openRoute, type Route } from '../http/route.ts';
import { hashPassword } from '../passwords/hash-password.ts';
import { requireStrong } from '../passwords/require-strong.ts';
import { describeSession } from '../sign-in/describe-session.ts';
import { personalSession } from '../sign-in/schema.ts';
import { openAccount } from './open-account.ts';
import { newOwner, signUpQuery, signUpState } from './schema.ts';
import { showSignUp } from './show-sign-up.ts';

const tag = 'Sign-in';

/** Who may open an account, and what they may do then. */
export interface SignUpSettings {
  /** True if anybody may open an account, not only the first one of the server. */
  everybodySignsUp?: boolean;
  allRoutes: () => readonly Route[];
}

/** How a server, or an account on it, is taken into use by people. */
export const signUpRoutes = ({ everybodySignsUp = false, allRoutes }: SignUpSettings) => [
  openRoute({
    method: 'GET',
    path: '/v2/signup',
    id: 'getSignUp',
    tag,
    summary: 'Get whether an account can be opened',
    extension: true,
    query: signUpQuery,
    reply: signUpState,
    problems: [],
    handle: async ({ query }, { db }) => db.system((tx) => showSignUp(tx, query.token, everybodySignsUp)),
  }),
  openRoute({
    method: 'POST',
    path: '/v2/signup',
    id: 'signUp',
    tag,
    summary: 'Open an account',
    description:
      'Makes an account and its owner and signs him in. As long as nobody can sign in to a server this takes the token of the link that ' +
      'it printed when it started, so that no stranger can be first. Later accounts can be opened where the setting `SIGN_UP` is on.',
    extension: true,
    body: newOwner,
    example: {
      token: 'qG1pVb0m0eTn8yUe2cR6jX9kW5sZ3hLd',
      email: 'andrea.hartie@example.com',
      password: 'tr0mbone-Kettle',
      first_name: 'Andrea',
      last_name: 'Hartie',
      account_name: 'Acme',
      timezone: 'America/New_York',
    },
    status: 201,
    reply: personalSession,
    problems: [
      'invalid_email',
      'invalid_text',
      'invalid_time_zone',
      'invalid_value',
      'too_long',
      'unsupported_fields',
      'password_too_short',
      'password_guessable',
      'email_taken',
      'sign_up_closed',
      'foreign_request',
    ],
    handle: async ({ body }, { db, visitor, requestId, now }) => {
      requireStrong(body.password, body);
      const hash = await hashPassword(body.password);
      const entrance = { visitor, requestId, now };
      const owner = await db.system((tx) => openAccount(tx, body, { hash, everybody: everybodySignsUp, entrance }));
      return db.read(owner.accountId, (tx) => describeSession(tx, owner, allRoutes()));
    },
  }),
];
