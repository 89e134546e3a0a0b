import type { Tx } from '../db/pool.ts';
import { expandConversations } from './expand.ts';
import { presentConversation } from './present.ts';
import { findConversations } from './store.ts';

/** The conversations with these ids as the API shows them, by id, with what `wanted` names expanded. */
export async function loadConversations(
  tx: Tx,
  accountId: string,
  ids: readonly string[],
  wanted: ReadonlySet<string> = new Set(),
): Promise<Map<string, object>> {
  const rows = await findConversations(tx, accountId, ids);
  const shown = await expandConversations(tx, accountId, rows.map(presentConversation), wanted);
  return new Map(rows.map((row, i) => [row.id, shown[i]!]));
}
