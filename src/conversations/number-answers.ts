import { newId } from '../core/id.ts';
import type { Answer, NewAnswers } from './schema.ts';

/** What a visitor said, each with an id of its own. */
export function numberAnswers(answers: NewAnswers): Answer[] {
  return answers.map(({ question, value, internal_label }) => ({
    id: newId('INT'),
    internal_label: internal_label ?? null,
    question,
    value,
  }));
}
