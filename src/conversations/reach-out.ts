import type { Tx } from '../db/pool.ts';
import { announceConversation } from './announce.ts';
import { openConversation } from './open.ts';
import type { NewConversation } from './schema.ts';
import { type ConversationRow, writeConversation } from './store.ts';

/**
 * A bot speaks to a visitor first; emits `conversation.reached_out`. Returns the conversation, which starts with the
 * visitor's first answer.
 */
export async function reachOut(
  tx: Tx,
  accountId: string,
  wanted: NewConversation,
  now: number,
): Promise<ConversationRow> {
  const row = await openConversation(tx, accountId, wanted, 'bot', now);
  await writeConversation(tx, accountId, row);
  await announceConversation(tx, accountId, 'conversation.reached_out', row, now);
  return row;
}
