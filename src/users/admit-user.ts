import type { Tx } from '../db/pool.ts';
import { lockUser, setStatus, updateUser } from './store.ts';

/** Makes an invited user an active one, with the names that he gave. */
export async function admitUser(
  tx: Tx,
  accountId: string,
  id: string,
  names: { first_name: string | undefined; last_name: string | undefined },
  now: number,
): Promise<void> {
  const user = (await lockUser(tx, accountId, id))!;
  const { first_name = user.first_name, last_name = user.last_name } = names;
  await updateUser(tx, accountId, { ...user, first_name, last_name }, new Date(now));
  await setStatus(tx, accountId, id, 'active', new Date(now));
}
