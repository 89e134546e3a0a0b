import type { z } from 'zod';
import { pageScheduleBody } from '../bookings/schema.ts';
import { Problem } from '../http/problem.ts';
import type { Texts } from '../language/languages.ts';
import { say } from '../language/say.ts';
import type { Offering } from '../offerings/schema.ts';
import { formFields, questionPrefix } from './form-fields.ts';
import type { Visit } from './read-visit.ts';

/** What a form says that cannot be accepted, by the name of the control. */
export type FieldErrors = ReadonlyMap<string, string>;

export type GuestWish = z.output<typeof pageScheduleBody>;

/** Ways to meet are told apart by their type and by whichever of these says more. */
export function placeValue({ type, id, value }: { type: string; id: string | null; value: string | null }): string {
  return `${type}:${id ?? value ?? ''}`;
}

/**
 * The booking that a filled-in form asks for, or what is wrong with the form. `mustPlace`: several ways to meet are on offer, so
 * that the guest has to say one (product description 1.7).
 */
export function readForm(
  form: URLSearchParams,
  {
    offering,
    visit,
    starts,
    mustPlace,
  }: { offering: Offering; visit: Visit; starts: readonly number[]; mustPlace: boolean },
): { wish: GuestWish } | { errors: FieldErrors } {
  const { texts, locale } = visit.language;
  const errors = new Map<string, string>();
  for (const field of formFields(offering.rules.questions, texts)) {
    const answers = form.getAll(field.name).filter((each) => each.trim() !== '');
    if (field.required && answers.length === 0)
      errors.set(field.name, field.options.length > 0 ? texts.errors.choose : texts.errors.required);
  }
  const [type = '', ...rest] = (form.get('location') ?? '').split(':');
  const said = sayPlace(type, form);
  if (said === '') errors.set(type === 'guest_phone' ? 'number' : 'address', texts.errors.required);
  if (type === '' && mustPlace) errors.set('location', texts.errors.location);
  const result = pageScheduleBody.safeParse(
    {
      start_times: starts.map((start) => new Date(start).toISOString()),
      guest_time_zone: visit.reader.zone,
      guest_locale: new Intl.Locale(locale, { hourCycle: visit.reader.hour12 ? 'h12' : 'h23' }).toString(),
      booking_form: {
        name: form.get('name'),
        email: form.get('email'),
        phone: type === 'guest_phone' ? said : undefined,
        ...answersOf(form, offering),
      },
      location: type === '' ? undefined : { type, value: said ?? (rest.join(':') || null) },
      duration_minutes: offering.durationMinutes,
      guests: splitGuests(form.get('guests') ?? ''),
      utm_params: utmOf(visit.params),
    },
    { reportInput: true },
  );
  for (const issue of result.error?.issues ?? []) {
    const problem = issue.code === 'custom' ? issue.params?.problem : undefined;
    const known = problem instanceof Problem ? problem : undefined;
    const control = controlOf(known?.param ?? issue.path.join('.'), type);
    if (!errors.has(control)) errors.set(control, messageOf(known, texts, locale, issue.message));
  }
  return errors.size > 0 ? { errors } : { wish: result.data! };
}

/** What a refused booking says, at the control that it is about. */
export function errorsOf(problem: Problem, { texts, locale }: Visit['language']): FieldErrors {
  return new Map([[controlOf(problem.param ?? '', ''), messageOf(problem, texts, locale, problem.message)]]);
}

/** What the guest himself says of the place; undefined where it is the host's to say. */
function sayPlace(type: string, form: URLSearchParams): string | undefined {
  if (type === 'guest_phone') return (form.get('number') ?? '').trim();
  if (type === 'in_person_by_guest') return (form.get('address') ?? '').trim();
  return undefined;
}

function answersOf(form: URLSearchParams, { rules }: Offering): Record<string, string | string[]> {
  const answers: Record<string, string | string[]> = {};
  for (const control of new Set(form.keys())) {
    if (!control.startsWith(questionPrefix)) continue;
    const name = control.slice(questionPrefix.length);
    const question = rules.questions.find((each) => each.name === name);
    if (question === undefined && name !== 'note') continue;
    answers[name] = question?.type === 'multi_select' ? form.getAll(control) : (form.get(control) ?? '');
  }
  return answers;
}

/** Addresses apart by commas, semicolons, blanks or lines. */
function splitGuests(text: string): string[] {
  return text.split(/[\s,;]+/).filter((each) => each !== '');
}

function utmOf(params: URLSearchParams): Record<string, string> {
  const names = ['source', 'medium', 'campaign', 'term', 'content'].map((name) => `utm_${name}`);
  return Object.fromEntries([...params].filter(([name]) => names.includes(name)));
}

/** The control that a parameter of the API is filled in with. */
function controlOf(param: string, placeType: string): string {
  if (param === 'location.value') return placeType === 'in_person_by_guest' ? 'address' : 'number';
  const [first, ...rest] = param.split('.');
  if (first !== 'booking_form') return first!;
  const name = rest.join('.');
  if (name === 'phone') return 'number';
  return ['name', 'email'].includes(name) ? name : questionPrefix + name;
}

function messageOf(problem: Problem | undefined, { errors }: Texts, locale: string, fallback: string): string {
  switch (problem?.name) {
    case 'invalid_email':
      return problem.param === 'guests' ? errors.guests : errors.email;
    case 'invalid_phone':
      return errors.phone;
    case 'invalid_location':
      return errors.location;
    case 'booking_form_missing':
    case 'missing_fields':
      return errors.required;
    case 'too_long':
      return say(locale, errors.tooLong, { count: Number(/\d+/.exec(problem.message)?.[0] ?? 0) });
    default:
      return say(locale, errors.refused, { message: problem?.message ?? fallback });
  }
}
