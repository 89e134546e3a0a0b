import type { Tx } from '../db/pool.ts';
import { announceConversation } from './announce.ts';
import { type ConversationRow, writeConversation } from './store.ts';

/** Ends an open conversation, which the caller has locked, and emits `conversation.closed` or `conversation.abandoned`. */
export async function endConversation(
  tx: Tx,
  accountId: string,
  row: ConversationRow,
  status: 'closed' | 'abandoned',
  now: number,
): Promise<ConversationRow> {
  const ended: ConversationRow = { ...row, status, version: row.version + 1, last_updated_time: now };
  await writeConversation(tx, accountId, ended);
  await announceConversation(tx, accountId, `conversation.${status}`, ended, now);
  return ended;
}
