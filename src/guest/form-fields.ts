import type { Texts } from '../language/languages.ts';
import type { Question } from '../offerings/schema.ts';

/** A field of the booking form, as the page shows it. `name` is the control's. */
export interface Field {
  name: string;
  label: string;
  type: 'name' | 'email' | 'phone' | 'paragraph' | Question['type'];
  required: boolean;
  options: readonly string[];
}

/** Controls of the offering's own questions begin with this, so that none can pass for one of ours. */
export const questionPrefix = 'q.';

/** What a guest is asked beside the place to meet, in order: who he is, the offering's questions, a note. */
export function formFields(questions: readonly Question[], { form }: Texts): Field[] {
  const plain = { options: [], required: false };
  const asked = questions.map(
    (question): Field => ({ ...question, name: questionPrefix + question.name, label: labelOf(question.name) }),
  );
  const hasNote = questions.some(({ name }) => name === 'note');
  return [
    { ...plain, name: 'name', label: form.name, type: 'name', required: true },
    { ...plain, name: 'email', label: form.email, type: 'email', required: true },
    ...asked,
    ...(hasNote ? [] : [{ ...plain, name: `${questionPrefix}note`, label: form.note, type: 'paragraph' as const }]),
  ];
}

/** `company_size` reads as `Company size`. */
function labelOf(name: string): string {
  const words = name.replaceAll('_', ' ').trim();
  return words.charAt(0).toLocaleUpperCase() + words.slice(1);
}
