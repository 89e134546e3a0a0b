import { mostFiles } from '../attachments/schema.ts';
import { parsePhone } from '../http/phone.ts';
import { problem } from '../http/problem.ts';
import type { Question } from '../offerings/schema.ts';
import type { BookingForm, FormSubmission } from './schema.ts';

/**
 * What the guest filled in, as bookings keep it. Values that a picklist does not have are ignored, a required question
 * without an answer is refused with `booking_form_missing`, an answer that is too long or no phone number as well; answers to
 * questions the calendar does not ask are kept, as nothing that was sent should be lost. A hidden question that nobody answered
 * has its preset.
 */
export function readAnswers(
  form: BookingForm,
  questions: readonly Question[],
  guests: readonly string[],
): FormSubmission {
  const presets = questions.flatMap((each) => (each.type === 'hidden' ? [[each.name, each.preset] as const] : []));
  const { company, note, ...answers } = { ...Object.fromEntries(presets), ...form.answers };
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
  const hidden = questions.flatMap(({ name, type }) => (type === 'hidden' ? [name] : []));
  return {
    name: form.name,
    email: form.email,
    phone: null,
    mobile_phone: form.phone,
    note: textOrNull(note),
    company: textOrNull(company),
    guests: [...guests],
    custom_fields: custom,
    ...(hidden.length > 0 && { hidden }),
  };
}

type Answer = BookingForm['answers'][string];

function fitting(question: Question, answer: Answer): Answer {
  if (!question.type.endsWith('_select')) return fittingText(question, answer);
  const chosen = (Array.isArray(answer) ? answer : [String(answer ?? '')]).filter((each) =>
    question.options.includes(each),
  );
  return question.type === 'multi_select' ? chosen : (chosen[0] ?? null);
}

function fittingText({ name, type, max_length }: Question, answer: Answer): Answer {
  const param = `booking_form.${name}`;
  if (type === 'phone' && typeof answer === 'string' && answer.trim() !== '') {
    const number = parsePhone(answer);
    if (number === undefined) throw problem('invalid_phone', { value: answer, param });
    return number;
  }
  if (type === 'attachment') {
    const files = Array.isArray(answer) ? answer : [answer].filter((each) => typeof each === 'string' && each !== '');
    if (files.length > mostFiles)
      throw problem('invalid_value', { kind: 'number of files', value: `${files.length}`, param });
    return files.map(String);
  }
  if (type === 'checkbox') return isChecked(answer) ? true : null;
  if (max_length !== null && typeof answer === 'string' && answer.length > max_length)
    throw problem('too_long', { param, value: String(max_length) });
  return answer;
}

/** A box that is not ticked counts as not answered. */
function isChecked(answer: Answer): boolean {
  return answer === true || ['true', 'yes', 'on', '1'].includes(String(answer).toLowerCase());
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
