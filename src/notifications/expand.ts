import { loadContacts } from '../contacts/load.ts';
import type { Tx } from '../db/pool.ts';
import { expandWith, type Loader } from '../http/expand.ts';
import { loadUsers } from '../users/load.ts';
import type { presentSms } from './present.ts';

/** Puts the recipients in place of their ids. Deleted ones come in their redacted form. */
export async function expandSms(
  tx: Tx,
  accountId: string,
  notifications: readonly ReturnType<typeof presentSms>[],
  wanted: ReadonlySet<string>,
): Promise<object[]> {
  const recipient: Loader = async (ids) => {
    const [contacts, users] = await Promise.all([loadContacts(tx, accountId, ids), loadUsers(tx, accountId, ids)]);
    return new Map<string, object>([...contacts, ...users]);
  };
  return expandWith(notifications, wanted, { recipient });
}
