import { touchContact } from '../contacts/touch.ts';
import type { Tx } from '../db/pool.ts';
import { problem } from '../http/problem.ts';
import { addAnswers } from './add-answers.ts';
import { engage } from './engage.ts';
import type { NewAnswers } from './schema.ts';
import { type ConversationRow, findConversations, lockConversation, writeConversation } from './store.ts';

/**
 * The visitor says something, which resets his ten minutes of silence. His first answer to a bot that reached out starts
 * the conversation and emits `conversation.started`. Refused with `conversation_over` once it was closed or abandoned, and with
 * `conversation_full` if that were too many answers.
 */
export async function answerInConversation(
  tx: Tx,
  accountId: string,
  id: string,
  answers: NewAnswers,
  now: number,
): Promise<ConversationRow> {
  const [found] = await findConversations(tx, accountId, [id]);
  if (found === undefined) throw problem('no_such_conversation', { value: id });
  // The contact is locked before the conversation, as in a start, so that the two never wait for each other.
  await touchContact(tx, accountId, found.contact_id, now);
  const before = (await lockConversation(tx, accountId, id))!;
  if (before.status !== 'started') throw problem('conversation_over', { value: id });
  const row: ConversationRow = {
    ...addAnswers(before, answers),
    version: before.version + 1,
    last_updated_time: now,
    last_interacted_time: now,
  };
  if (!before.engaged) return engage(tx, accountId, row, now);
  await writeConversation(tx, accountId, row);
  return row;
}
