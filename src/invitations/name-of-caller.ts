import { loadAccount } from '../accounts/load-account.ts';
import type { Tx } from '../db/pool.ts';
import type { Caller } from '../http/route.ts';
import { loadUser } from '../users/load-user.ts';

/** Whose invitation it is: the person's, or the account's if a key of its own made it. */
export async function nameOfCaller(tx: Tx, { accountId, actor }: Caller): Promise<string> {
  if (actor.kind === 'key') return (await loadAccount(tx, accountId)).name;
  const { first_name, last_name } = await loadUser(tx, accountId, actor.id);
  return `${first_name} ${last_name}`.trim();
}
