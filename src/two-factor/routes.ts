import type { Seal } from '../db/seal.ts';
import { removed } from '../http/deleted.ts';
import { idParam } from '../http/fields.ts';
import { problem } from '../http/problem.ts';
import { personalRoute, route } from '../http/route.ts';
import { confirmIdentity } from '../passwords/confirm-identity.ts';
import { identity } from '../passwords/schema.ts';
import { endSessionsOf } from '../sessions/end-sessions-of.ts';
import { requireBelow } from '../users/require-below.ts';
import { confirmTwoFactor } from './confirm.ts';
import { dropTwoFactor } from './drop-two-factor.ts';
import { enrol } from './enrol.ts';
import { makeRecoveryCodes } from './make-recovery-codes.ts';
import { confirmation, enrolment, recoveryCodes, shownTwoFactor } from './schema.ts';
import { showTwoFactor } from './show-two-factor.ts';

const tag = 'Sign-in';
const whoAsks = ['too_long', 'invalid_value', 'unsupported_fields', 'missing_fields'] as const;
const proofs = ['wrong_password', 'sign_in_again', 'too_many_guesses'] as const;

/** How people add a second factor to their password: codes of an authenticator app. */
export const twoFactorRoutes = ({ seal }: { seal: Seal }) => [
  personalRoute({
    method: 'GET',
    path: '/v2/two-factor',
    id: 'getTwoFactor',
    tag,
    summary: 'Get whether you sign in with a code',
    extension: true,
    reply: shownTwoFactor,
    problems: [],
    handle: async (_, { db, caller }) =>
      db.read(caller.accountId, (tx) => showTwoFactor(tx, caller.accountId, caller.actor.id)),
  }),
  personalRoute({
    method: 'POST',
    path: '/v2/two-factor',
    id: 'enrolTwoFactor',
    tag,
    summary: 'Get a secret for an authenticator app',
    description: 'It does not count before one of its codes was sent to `POST /v2/two-factor/confirm`.',
    extension: true,
    body: identity,
    bodyOptional: true,
    example: { password: 'tr0mbone-Kettle' },
    status: 201,
    showsSecret: true,
    reply: enrolment,
    problems: [...whoAsks, ...proofs, 'two_factor_on'],
    handle: async ({ body }, context) => {
      await confirmIdentity(context, body.password);
      const { db, caller, now } = context;
      return db.transaction(caller.accountId, (tx) => enrol(tx, caller.accountId, caller.actor.id, seal, now));
    },
  }),
  personalRoute({
    method: 'POST',
    path: '/v2/two-factor/confirm',
    id: 'confirmTwoFactor',
    tag,
    summary: 'Begin to sign in with codes',
    description: 'Takes a code of the app. The answer is the only one that holds the recovery codes.',
    extension: true,
    body: confirmation,
    example: { code: '492039' },
    status: 201,
    showsSecret: true,
    reply: recoveryCodes,
    problems: ['too_long', 'invalid_value', 'unsupported_fields', 'wrong_code'],
    handle: async ({ body: { code } }, { db, caller, now }) => {
      const { accountId, actor, through } = caller;
      const wanted = { userId: actor.id, sessionId: through.id, code, seal };
      const codes = await db.transaction(accountId, (tx) => confirmTwoFactor(tx, accountId, wanted, now));
      return { object: 'recovery_codes' as const, codes };
    },
  }),
  personalRoute({
    method: 'POST',
    path: '/v2/two-factor/recovery-codes',
    id: 'replaceRecoveryCodes',
    tag,
    summary: 'Get new recovery codes',
    extension: true,
    body: identity,
    bodyOptional: true,
    example: { password: 'tr0mbone-Kettle' },
    status: 201,
    showsSecret: true,
    reply: recoveryCodes,
    problems: [...whoAsks, ...proofs, 'two_factor_off'],
    handle: async ({ body }, context) => {
      await confirmIdentity(context, body.password);
      const { accountId, actor } = context.caller;
      const codes = await context.db.transaction(accountId, async (tx) => {
        if (!(await showTwoFactor(tx, accountId, actor.id)).enabled) throw problem('two_factor_off');
        return makeRecoveryCodes(tx, accountId, actor.id);
      });
      return { object: 'recovery_codes' as const, codes };
    },
  }),
  personalRoute({
    method: 'POST',
    path: '/v2/two-factor/disable',
    id: 'disableTwoFactor',
    tag,
    summary: 'Sign in without codes again',
    extension: true,
    body: identity,
    bodyOptional: true,
    example: { password: 'tr0mbone-Kettle' },
    reply: shownTwoFactor,
    problems: [...whoAsks, ...proofs, 'two_factor_off'],
    handle: async ({ body }, context) => {
      await confirmIdentity(context, body.password);
      const { accountId, actor } = context.caller;
      return context.db.transaction(accountId, async (tx) => {
        if (!(await dropTwoFactor(tx, accountId, actor.id))) throw problem('two_factor_off');
        return showTwoFactor(tx, accountId, actor.id);
      });
    },
  }),
  route({
    method: 'DELETE',
    path: '/v2/users/{id}/two-factor',
    id: 'resetTwoFactorOfUser',
    tag,
    summary: 'Let a user who lost his device sign in without a code',
    description: 'For administrators. His sessions end. Nobody but he himself resets the owner’s.',
    extension: true,
    params: idParam('USR-FSD4234231'),
    reply: removed,
    problems: ['no_such_user', 'user_deleted', 'cannot_update_owner', 'two_factor_off'],
    handle: async ({ params: { id } }, { db, caller: { accountId } }) =>
      db.transaction(accountId, async (tx) => {
        await requireBelow(tx, accountId, id);
        if (!(await dropTwoFactor(tx, accountId, id))) throw problem('two_factor_off');
        await endSessionsOf(tx, accountId, id);
        return { id, deleted: true as const };
      }),
  }),
];
