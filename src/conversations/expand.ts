import { loadContacts } from '../contacts/load.ts';
import type { Tx } from '../db/pool.ts';
import { expandWith, type Loader } from '../http/expand.ts';
import { loadUsers } from '../users/load.ts';
import { type presentConversation, presentNamed, presentWebsite } from './present.ts';
import { findAudiences, findBots, findWebsites } from './store.ts';

type Presented = ReturnType<typeof presentConversation>;

/** Puts the objects in place of their ids, one query for each kind. Deleted ones come in their redacted form. */
export async function expandConversations(
  tx: Tx,
  accountId: string,
  conversations: readonly Presented[],
  wanted: ReadonlySet<string>,
): Promise<object[]> {
  const byId = <Row extends { id: string }>(rows: Row[], present: (row: Row) => object) =>
    new Map(rows.map((row) => [row.id, present(row)]));
  const loaders: Partial<Record<keyof Presented, Loader>> = {
    contact: (ids) => loadContacts(tx, accountId, ids),
    owner: (ids) => loadUsers(tx, accountId, ids),
    bot: async (ids) => byId(await findBots(tx, accountId, ids), (row) => presentNamed('bot', row)),
    website: async (ids) => byId(await findWebsites(tx, accountId, ids), presentWebsite),
    audience: async (ids) => byId(await findAudiences(tx, accountId, ids), (row) => presentNamed('audience', row)),
  };
  return expandWith(conversations, wanted, loaders);
}
