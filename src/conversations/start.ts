import { touchContact } from '../contacts/touch.ts';
import type { Tx } from '../db/pool.ts';
import { addAnswers } from './add-answers.ts';
import { engage } from './engage.ts';
import { openConversation } from './open.ts';
import type { NewConversation } from './schema.ts';
import type { ConversationRow } from './store.ts';

/** A visitor begins to chat; emits `conversation.started`. Returns the conversation. */
export async function startConversation(
  tx: Tx,
  accountId: string,
  wanted: NewConversation,
  now: number,
): Promise<ConversationRow> {
  const row = await openConversation(tx, accountId, wanted, 'contact', now);
  await touchContact(tx, accountId, row.contact_id, now);
  return engage(tx, accountId, addAnswers(row, wanted.answers), now);
}
