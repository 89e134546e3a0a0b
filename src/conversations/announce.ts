import type { Tx } from '../db/pool.ts';
import { emit } from '../deliveries/emit.ts';
import type { EventType } from '../webhooks/schema.ts';
import { expandConversations } from './expand.ts';
import { presentConversation } from './present.ts';
import type { ConversationRow } from './store.ts';

/** Events show who and where as whole objects (contract 8.5). */
const expanded = new Set(['contact', 'owner', 'bot', 'website']);

/** Tells the webhooks what happened to a conversation, as it is now. The one place that makes conversation events. */
export async function announceConversation(
  tx: Tx,
  accountId: string,
  type: Extract<EventType, `conversation.${string}`>,
  row: ConversationRow,
  now: number,
): Promise<void> {
  const [data] = await expandConversations(tx, accountId, [presentConversation(row)], expanded);
  await emit(tx, { accountId, type, subjectId: row.id, version: row.version, now, data: data! });
}
