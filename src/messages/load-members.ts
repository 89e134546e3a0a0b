import type { Tx } from '../db/pool.ts';
import type { Member } from '../invites/schema.ts';
import { loadUsers } from '../users/load.ts';

/** Users as those who take part in meetings; who was deleted is not in it. */
export async function loadMembers(tx: Tx, accountId: string, userIds: readonly string[]): Promise<Member[]> {
  const users = await loadUsers(tx, accountId, userIds);
  return [...users.values()].flatMap((user) =>
    'deleted' in user ? [] : [{ ...user, role: 'host' as const, living: true }],
  );
}
