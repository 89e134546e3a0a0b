import type { GuestSettings } from '../guest-settings/schema.ts';
import type { Texts } from '../language/languages.ts';
import type { Offering, Question } from '../offerings/schema.ts';

/** A field of the booking form, as the page shows it. `name` is the control's. */
export interface Field {
  name: string;
  label: string;
  type: 'name' | 'email' | 'email_again' | 'company' | Exclude<Question['type'], 'hidden'>;
  required: boolean;
  options: readonly string[];
  hint: string | null;
  /** Characters. */
  maxLength: number;
  display: Question['display'];
  preset: string | null;
}

/** Controls of the offering's own questions begin with this, so that none can pass for one of ours. */
export const questionPrefix = 'q.';

const plain = { required: false, options: [], hint: null, maxLength: 5000, display: 'buttons', preset: null } as const;

/** What a guest is asked beside the place to meet, in order: who he is, the offering's questions, a note. */
export function formFields({ rules }: Offering, settings: GuestSettings, { form }: Texts): Field[] {
  const own = (name: 'phone' | 'company' | 'note', type: Field['type'], label: string, maxLength: number): Field[] => {
    const wanted = settings[`${name}_field`];
    const asked = rules.questions.some((question) => question.name === name);
    if (wanted === 'off' || asked) return [];
    const hint = type === 'phone' ? form.phoneHint : null;
    return [{ ...plain, name, type, label, maxLength, hint, required: wanted === 'required' }];
  };
  return [
    { ...plain, name: 'name', label: form.name, type: 'name', required: true, maxLength: 200 },
    { ...plain, name: 'email', label: form.email, type: 'email', required: true, maxLength: 254 },
    ...(settings.confirm_email
      ? [{ ...plain, name: 'email_again', label: form.emailAgain, type: 'email_again' as const, required: true }]
      : []),
    ...own('phone', 'phone', form.phone, 40),
    ...own('company', 'company', form.company, 200),
    ...rules.questions.flatMap((question) => asField(question, form)),
    ...own('note', 'long_text', form.note, 5000),
  ];
}

/** A question as a field; none for a hidden one, which the page's address answers. */
function asField(question: Question, form: Texts['form']): Field[] {
  const { name, type, title, hint, max_length, ...rest } = question;
  if (type === 'hidden') return [];
  return [
    {
      ...rest,
      name: questionPrefix + name,
      type,
      label: title ?? labelOf(name),
      hint: hint ?? (type === 'phone' ? form.phoneHint : type === 'attachment' ? form.filesHint : null),
      maxLength: max_length ?? (type === 'phone' ? 40 : 5000),
    },
  ];
}

/** `company_size` reads as `Company size`. */
function labelOf(name: string): string {
  const words = name.replaceAll('_', ' ').trim();
  return words.charAt(0).toLocaleUpperCase() + words.slice(1);
}
