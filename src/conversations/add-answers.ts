import { newId } from '../core/id.ts';
import { problem } from '../http/problem.ts';
import type { NewAnswers } from './schema.ts';
import type { ConversationRow } from './store.ts';

/** A conversation goes out whole with each of its events, so it does not grow for ever. */
const mostAnswers = 500;
const mostBytes = 256 * 1024;

/** A conversation with what its visitor says now, each answer with an id of its own. Refused if it is full. */
export function addAnswers(row: ConversationRow, said: NewAnswers): ConversationRow {
  const added = said.map(({ question, value, internal_label }) => ({
    id: newId('INT'),
    internal_label: internal_label ?? null,
    question,
    value,
  }));
  const answers = [...row.answers, ...added];
  if (answers.length > mostAnswers || Buffer.byteLength(JSON.stringify(answers)) > mostBytes)
    throw problem('conversation_full');
  return { ...row, answers };
}
