import type { Tx } from '../db/pool.ts';
import { problem } from '../http/problem.ts';
import { endConversation } from './end.ts';
import { type ConversationRow, lockConversation } from './store.ts';

/** The flow has reached its end; emits `conversation.closed`. Refused with `conversation_over` if it was over before. */
export async function closeConversation(tx: Tx, accountId: string, id: string, now: number): Promise<ConversationRow> {
  const row = await lockConversation(tx, accountId, id);
  if (row === undefined) throw problem('no_such_conversation', { value: id });
  if (row.status !== 'started') throw problem('conversation_over', { value: id });
  return endConversation(tx, accountId, row, 'closed', now);
}
