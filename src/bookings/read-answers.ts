import { problem } from '../http/problem.ts';
import type { Question } from '../offerings/schema.ts';
import type { BookingForm, FormSubmission } from './schema.ts';

/**
 * What the guest filled in, as bookings keep it. Values that a picklist does not have are ignored, a required question
 * without an answer is refused with `booking_form_missing`; answers to questions the calendar does not ask are kept, as
 * nothing that was sent should be lost.
 */
export function readAnswers(
  form: BookingForm,
  questions: readonly Question[],
  guests: readonly string[],
): FormSubmission {
  const { company, note, ...answers } = form.answers;
  // A calendar may ask for these; their answers have fields of their own.
  const own = Object.entries({ company, note }).flatMap(([name, answer]) =>
    textOrNull(answer) === null ? [] : [name],
  );
  const custom: { name: string; value: unknown }[] = [];
  for (const [name, answer] of Object.entries(answers)) {
    const question = questions.find((each) => each.name === name);
    const value = question === undefined ? answer : fitting(question, answer);
    if (!isBlank(value)) custom.push({ name, value });
  }
  const answered = new Set([...custom.map((answer) => answer.name), ...own]);
  const missing = questions.find((question) => question.required && !answered.has(question.name));
  if (missing !== undefined) throw problem('booking_form_missing');
  return {
    name: form.name,
    email: form.email,
    phone: null,
    mobile_phone: form.phone,
    note: textOrNull(note),
    company: textOrNull(company),
    guests: [...guests],
    custom_fields: custom,
  };
}

type Answer = BookingForm['answers'][string];

function fitting(question: Question, answer: Answer): Answer {
  if (question.type === 'text') return answer;
  const chosen = (Array.isArray(answer) ? answer : [String(answer ?? '')]).filter((each) =>
    question.options.includes(each),
  );
  return question.type === 'multi_select' ? chosen : (chosen[0] ?? null);
}

function isBlank(answer: Answer): boolean {
  return (
    answer === null ||
    (typeof answer === 'string' && answer.trim() === '') ||
    (Array.isArray(answer) && answer.length === 0)
  );
}

function textOrNull(answer: Answer | undefined): string | null {
  if (answer === undefined || isBlank(answer)) return null;
  return Array.isArray(answer) ? answer.join(', ') : String(answer);
}
