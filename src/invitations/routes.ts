import { loadAccount } from '../accounts/load-account.ts';
import { idParam } from '../http/fields.ts';
import { problem } from '../http/problem.ts';
import { openRoute, type Route, route } from '../http/route.ts';
import { iso } from '../http/time.ts';
import { hashPassword } from '../passwords/hash-password.ts';
import { requireStrong } from '../passwords/require-strong.ts';
import { dropLinks } from '../personal-links/drop-links.ts';
import type { LinkMailing } from '../personal-links/mail-link.ts';
import { openLink } from '../personal-links/open-link.ts';
import { describeSession } from '../sign-in/describe-session.ts';
import { personalSession } from '../sign-in/schema.ts';
import { loadUser } from '../users/load-user.ts';
import { requireBelow } from '../users/require-below.ts';
import { acceptInvitation } from './accept.ts';
import { inviteByLink } from './invite-by-link.ts';
import {
  acceptance,
  invitation,
  invitationQuery,
  newInvitation,
  openInvitation,
  withdrawnInvitation,
} from './schema.ts';

const tag = 'Users';
const params = idParam('USR-FSD4234231');

/** How users who were added to an account come to sign in to it. */
export const invitationRoutes = ({ jobs, seal, allRoutes }: LinkMailing & { allRoutes: () => readonly Route[] }) => [
  route({
    method: 'POST',
    path: '/v2/users/{id}/invitation',
    id: 'createInvitation',
    tag,
    summary: 'Make a link for an invited user',
    description:
      'It replaces an earlier one, works once and for seven days. He chooses a password by it, or adds a passkey.',
    extension: true,
    params,
    body: newInvitation,
    bodyOptional: true,
    example: { send_mail: true },
    status: 201,
    showsSecret: true,
    reply: invitation,
    problems: [
      'invalid_value',
      'unsupported_fields',
      'no_such_user',
      'user_deleted',
      'cannot_update_owner',
      'already_accepted',
    ],
    handle: async ({ params: { id }, body }, { db, caller, now, baseUrl }) =>
      db.transaction(caller.accountId, (tx) =>
        inviteByLink(tx, caller, { userId: id, sendMail: body.send_mail }, { jobs, seal, now, baseUrl }),
      ),
  }),
  route({
    method: 'DELETE',
    path: '/v2/users/{id}/invitation',
    id: 'withdrawInvitation',
    tag,
    summary: 'Withdraw a user’s link',
    extension: true,
    params,
    reply: withdrawnInvitation,
    problems: ['no_such_user', 'user_deleted', 'cannot_update_owner', 'no_invitation'],
    handle: async ({ params: { id } }, { db, caller: { accountId } }) =>
      db.transaction(accountId, async (tx) => {
        await requireBelow(tx, accountId, id);
        if (!(await dropLinks(tx, accountId, id, 'invitation'))) throw problem('no_invitation');
        return { id, deleted: true as const };
      }),
  }),
  openRoute({
    method: 'GET',
    path: '/v2/invitation',
    id: 'getInvitation',
    tag: 'Sign-in',
    summary: 'Get what a link invites to',
    extension: true,
    query: invitationQuery,
    reply: openInvitation,
    problems: ['missing_fields', 'too_long', 'link_over'],
    handle: async ({ query: { token } }, { db, now }) =>
      db.system(async (tx) => {
        const link = await openLink(tx, token, 'invitation', now);
        const { name } = await loadAccount(tx, link.account_id);
        const user = await loadUser(tx, link.account_id, link.user_id);
        const { email, first_name, last_name, role_name: role } = user;
        const account = { id: link.account_id, name };
        const person = { email, first_name, last_name, role };
        return { object: 'open_invitation' as const, account, ...person, expiry_time: iso(link.expiry_time) };
      }),
  }),
  openRoute({
    method: 'POST',
    path: '/v2/invitation/accept',
    id: 'acceptInvitation',
    tag: 'Sign-in',
    summary: 'Accept an invitation',
    extension: true,
    body: acceptance,
    example: { token: 'qG1pVb0m0eTn8yUe2cR6jX9kW5sZ3hLd', password: 'Fahrradklingel am Deich' },
    status: 201,
    reply: personalSession,
    problems: [
      'too_long',
      'invalid_text',
      'invalid_value',
      'unsupported_fields',
      'password_too_short',
      'password_guessable',
      'link_over',
      'foreign_request',
    ],
    handle: async ({ body }, { db, visitor, requestId, now }) => {
      const { password, token } = body;
      if (password !== undefined) {
        const user = await db.system(async (tx) => {
          const link = await openLink(tx, token, 'invitation', now);
          return loadUser(tx, link.account_id, link.user_id);
        });
        requireStrong(password, user);
      }
      const hash = password === undefined ? undefined : await hashPassword(password);
      const accepted = await db.system((tx) =>
        acceptInvitation(tx, body, { hash, entrance: { visitor, requestId, now } }),
      );
      return db.read(accepted.accountId, (tx) => describeSession(tx, accepted, allRoutes()));
    },
  }),
];
