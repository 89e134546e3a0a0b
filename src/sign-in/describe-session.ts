import { loadAccount } from '../accounts/load-account.ts';
import { presentAccount } from '../accounts/present.ts';
import type { Tx } from '../db/pool.ts';
import { permissionsOf } from '../http/reach.ts';
import type { Caller, Route } from '../http/route.ts';
import { countPasskeys } from '../passkeys/count-passkeys.ts';
import { hasPassword } from '../passwords/has-password.ts';
import { presentSession } from '../sessions/present.ts';
import { requireSession } from '../sessions/require-session.ts';
import { showTwoFactor } from '../two-factor/show-two-factor.ts';
import { loadUser } from '../users/load-user.ts';

/** Who has signed in, to which account, what he may do there, and how he can sign in. */
export async function describeSession(
  tx: Tx,
  { accountId, sessionId }: { accountId: string; sessionId: string },
  routes: readonly Route[],
) {
  const session = await requireSession(tx, accountId, sessionId);
  const [user, account, password, twoFactor, passkeys] = await Promise.all([
    loadUser(tx, accountId, session.user_id),
    loadAccount(tx, accountId),
    hasPassword(tx, accountId, session.user_id),
    showTwoFactor(tx, accountId, session.user_id),
    countPasskeys(tx, accountId, session.user_id),
  ]);
  const actor: Caller['actor'] = { kind: 'user', id: user.id, role: user.role_name };
  return {
    ...presentSession(session),
    user,
    account: presentAccount(account),
    role: user.role_name,
    permissions: permissionsOf(routes, actor),
    setup: { password, two_factor: twoFactor.enabled, passkeys },
  };
}
