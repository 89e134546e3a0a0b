import { openRoute, personalRoute } from '../http/route.ts';
import type { LinkMailing } from '../personal-links/mail-link.ts';
import { linkLifeMs } from '../personal-links/make-link.ts';
import { openLink } from '../personal-links/open-link.ts';
import { loadUser } from '../users/load-user.ts';
import { confirmIdentity } from './confirm-identity.ts';
import { hashPassword } from './hash-password.ts';
import { replacePassword } from './replace-password.ts';
import { requireStrong } from './require-strong.ts';
import { changedPassword, newPassword, passwordChange, resetRequest, resetRequested } from './schema.ts';
import { sendResetLinks } from './send-reset-links.ts';
import { findOwnersOf } from './store.ts';

const tag = 'Sign-in';

/** How people change their passwords, or get new ones. */
export const passwordRoutes = (mailing: LinkMailing) => [
  personalRoute({
    method: 'PATCH',
    path: '/v2/password',
    id: 'changePassword',
    tag,
    summary: 'Change your password',
    description: 'His other sessions end.',
    extension: true,
    body: passwordChange,
    example: { current_password: 'tr0mbone-Kettle', password: 'Fahrradklingel am Deich' },
    reply: changedPassword,
    problems: [
      'too_long',
      'invalid_value',
      'unsupported_field',
      'password_too_short',
      'password_guessable',
      'wrong_password',
      'sign_in_again',
      'too_many_guesses',
    ],
    handle: async ({ body }, context) => {
      const { db, caller, now } = context;
      const { accountId, actor, through } = caller;
      await confirmIdentity(context, body.current_password, { param: 'current_password', always: true });
      requireStrong(body.password, await db.read(accountId, (tx) => loadUser(tx, accountId, actor.id)));
      const change = { userId: actor.id, hash: await hashPassword(body.password), keep: through.id };
      const ended_sessions = await db.transaction(accountId, (tx) => replacePassword(tx, accountId, change, now));
      return { object: 'password' as const, user: actor.id, ended_sessions };
    },
  }),
  openRoute({
    method: 'POST',
    path: '/v2/password-resets',
    id: 'requestPasswordReset',
    tag,
    summary: 'Ask for a link to set a new password',
    description:
      'The link is sent by mail and works once, for two hours. The answer is the same whether or not anybody has the address. Where no ' +
      'mail leaves the server, its operator makes the link: `npm run -s admin -- password-link --email …`.',
    extension: true,
    body: resetRequest,
    example: { email: 'andrea.hartie@example.com' },
    status: 201,
    reply: resetRequested,
    problems: ['invalid_email', 'invalid_value', 'unsupported_fields', 'foreign_request'],
    handle: async ({ body: { email } }, { db, now, baseUrl, log }) => {
      const people = await db.system((tx) => findOwnersOf(tx, email));
      // Not waited for: the time would tell whether anybody has the address.
      sendResetLinks(db, people, { ...mailing, now, baseUrl }).catch((error: unknown) =>
        log.error({ err: error }, 'a link to set a password was not sent'),
      );
      return { object: 'password_reset' as const, email, minutes: linkLifeMs.password / 60_000 };
    },
  }),
  openRoute({
    method: 'POST',
    path: '/v2/password',
    id: 'setPassword',
    tag,
    summary: 'Set a new password by a link',
    description:
      'All his sessions end. He signs in with the new password then, and with his code if he has set one up.',
    extension: true,
    body: newPassword,
    example: { token: 'qG1pVb0m0eTn8yUe2cR6jX9kW5sZ3hLd', password: 'Fahrradklingel am Deich' },
    status: 201,
    reply: changedPassword,
    problems: [
      'too_long',
      'invalid_value',
      'unsupported_fields',
      'password_too_short',
      'password_guessable',
      'link_over',
      'foreign_request',
    ],
    handle: async ({ body: { token, password } }, { db, now, requestId }) => {
      const user = await db.system(async (tx) => {
        const link = await openLink(tx, token, 'password', now);
        return { ...(await loadUser(tx, link.account_id, link.user_id)), accountId: link.account_id };
      });
      requireStrong(password, user);
      const hash = await hashPassword(password);
      const work = async (tx: Parameters<typeof openLink>[0]) => {
        await openLink(tx, token, 'password', now);
        return replacePassword(tx, user.accountId, { userId: user.id, hash }, now);
      };
      const author = { kind: 'user' as const, id: user.id, requestId, now };
      const ended_sessions = await db.transaction(user.accountId, work, author);
      return { object: 'password' as const, user: user.id, ended_sessions };
    },
  }),
];
