import { problem } from '../http/problem.ts';
import type { Question } from './schema.ts';

/** Fields of every booking form, and names that addresses of pages use: a question of such a name would never be answered. */
const taken = ['name', 'email', 'phone', 'utm_source', 'utm_medium', 'utm_campaign', 'utm_term', 'utm_content'];

/** Refuses questions that cannot be asked: twice the same name, a field's own name, choices without options. */
export function checkQuestions(questions: readonly Question[]): void {
  const conflict = (value: string) => problem('settings_conflict', { param: 'questions', value });
  const names = questions.map((each) => each.name);
  if (new Set(names).size < names.length) throw conflict('each question has a name of its own');
  const doubled = names.find((name) => taken.includes(name));
  if (doubled !== undefined) throw conflict(`every form has the field ${doubled} already`);
  if (questions.some((each) => each.type.endsWith('_select') && each.options.length === 0))
    throw conflict('a question with choices has options');
  if (questions.some((each) => each.type === 'hidden' && each.required))
    throw conflict('nobody can be made to answer a hidden question');
}
