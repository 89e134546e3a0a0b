import type { Tx } from '../db/pool.ts';
import { hashKey } from '../http/auth.ts';
import { canAnybodySignIn, findOnlyAccount, hasSetupLink } from './store.ts';

/**
 * Says whether an account can be opened now, with this token or because anybody may (`everybody`), and which demo could be taken
 * over with it. Needs a system transaction.
 */
export async function showSignUp(tx: Tx, token: string | undefined, everybody: boolean) {
  const first = !(await canAnybodySignIn(tx));
  const linked = first && token !== undefined && (await hasSetupLink(tx, hashKey(token)));
  const demo = linked ? await findOnlyAccount(tx) : undefined;
  return {
    object: 'sign_up' as const,
    open: linked || everybody,
    first,
    demo: demo === undefined ? null : { account: demo.account_id, name: demo.name },
  };
}
