import type { Tx } from '../db/pool.ts';
import { announceConversation } from './announce.ts';
import { endConversation } from './end.ts';
import { type ConversationRow, findConversations, lockOthers, writeConversation } from './store.ts';

/**
 * Writes a conversation in which the visitor speaks for the first time and emits `conversation.started`. What he was in
 * with other bots is closed by it (contract 8.1). His contact must be locked, which keeps two starts of his apart.
 */
export async function engage(tx: Tx, accountId: string, row: ConversationRow, now: number): Promise<ConversationRow> {
  const others = await lockOthers(tx, accountId, row.contact_id, row.bot_id);
  for (const other of others.length === 0 ? [] : await findConversations(tx, accountId, others)) {
    await endConversation(tx, accountId, other, 'closed', now);
  }
  const engaged = { ...row, engaged: true };
  await writeConversation(tx, accountId, engaged);
  await announceConversation(tx, accountId, 'conversation.started', engaged, now);
  return engaged;
}
