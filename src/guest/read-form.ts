import type { z } from 'zod';
import { mostFiles } from '../attachments/schema.ts';
import { pageScheduleBody } from '../bookings/schema.ts';
import type { GuestSettings } from '../guest-settings/schema.ts';
import { parsePhone } from '../http/phone.ts';
import { Problem } from '../http/problem.ts';
import { say } from '../language/say.ts';
import type { Offering } from '../offerings/schema.ts';
import type { SmsConsent } from './consent-to-sms.ts';
import { type Field, formFields, questionPrefix } from './form-fields.ts';
import { paramOf } from './link-to.ts';
import type { SentForm } from './read-sent-form.ts';
import type { Visit } from './read-visit.ts';

/** What a form says that cannot be accepted, by the name of the control. */
export type FieldErrors = ReadonlyMap<string, string>;

export type GuestWish = z.output<typeof pageScheduleBody>;

/** What a form is read against. */
export interface FormRules {
  offering: Offering;
  settings: GuestSettings;
  visit: Visit;
  /** Starts, epoch ms. */
  starts: readonly number[];
  /** Questions that the guest's link has answered, which his address cannot change. */
  settled?: readonly string[];
  /** True if several ways to meet are on offer, so that the guest has to say one (product description 1.7). */
  mustPlace: boolean;
  /** Null if the guest was not asked for it. */
  smsConsent: SmsConsent;
}

/** Ways to meet are told apart by their type and by whichever of these says more. */
export function placeValue({ type, id, value }: { type: string; id: string | null; value: string | null }): string {
  return `${type}:${id ?? value ?? ''}`;
}

/** The booking that a filled-in form asks for, its new files left out; or what is wrong with the form. */
export function readForm(sent: SentForm, rules: FormRules): { wish: GuestWish } | { errors: FieldErrors } {
  const { offering, settings, visit, starts, mustPlace, smsConsent } = rules;
  const { fields: form } = sent;
  const { texts } = visit.language;
  const errors = new Map<string, string>();
  for (const field of formFields(offering, settings, texts)) {
    const error = errorOf(field, sent, visit);
    if (error !== undefined) errors.set(field.name, error);
  }
  const [type = '', ...rest] = (form.get('location') ?? '').split(':');
  const said = sayPlace(type, form);
  if (said === '') errors.set(type === 'guest_phone' ? 'number' : 'address', texts.errors.required);
  if (type === '' && mustPlace) errors.set('location', texts.errors.location);
  const guests = splitGuests(form.get('guests') ?? '');
  if (guests.length > settings.most_guests) errors.set('guests', guestsError(visit, settings));
  const phone = form.get('phone')?.trim() || (type === 'guest_phone' ? said : undefined);
  const consents = smsConsent !== null && form.has('sms_consent');
  const answers = answersOf(form, rules);
  if (consents && !phone && !answers.phone) errors.set('sms_consent', texts.errors.smsNumber);
  const result = pageScheduleBody.safeParse(
    {
      start_times: starts.map((start) => new Date(start).toISOString()),
      guest_time_zone: visit.reader.zone,
      guest_locale: new Intl.Locale(visit.language.locale, {
        hourCycle: visit.reader.hour12 ? 'h12' : 'h23',
      }).toString(),
      booking_form: { name: form.get('name'), email: form.get('email'), phone, ...answers },
      sms_consent: smsConsent === null ? undefined : consents,
      location: type === '' ? undefined : { type, value: said ?? (rest.join(':') || null) },
      duration_minutes: offering.durationMinutes,
      guests: guests.slice(0, 10),
      utm_params: utmOf(visit.params),
    },
    { reportInput: true },
  );
  for (const issue of result.error?.issues ?? []) {
    const problem = issue.code === 'custom' ? issue.params?.problem : undefined;
    const known = problem instanceof Problem ? problem : undefined;
    const control = controlOf(known?.param ?? issue.path.join('.'), form.get('phone') ? '' : type);
    if (!errors.has(control)) errors.set(control, messageOf(known, rules, issue.message));
  }
  return errors.size > 0 ? { errors } : { wish: result.data! };
}

/** What a refused booking says, at the control that it is about. */
export function errorsOf(problem: Problem, rules: Pick<FormRules, 'visit' | 'settings'>): FieldErrors {
  return new Map([[controlOf(problem.param ?? '', ''), messageOf(problem, rules, problem.message)]]);
}

/** What is wrong with one field, as far as the page itself can say. */
function errorOf(field: Field, { fields, files }: SentForm, { language }: Visit): string | undefined {
  const { errors } = language.texts;
  const answers = fields.getAll(field.name).filter((each) => each.trim() !== '');
  const given = answers.length + files.filter(({ control }) => control === field.name).length;
  if (field.required && given === 0) return field.options.length > 0 ? errors.choose : errors.required;
  switch (field.type) {
    case 'email_again':
      return fields.get('email')?.trim().toLowerCase() === answers[0]?.trim().toLowerCase()
        ? undefined
        : errors.emailAgain;
    case 'phone':
      return given === 0 || parsePhone(answers[0]!) !== undefined ? undefined : errors.phone;
    case 'attachment':
      return given > mostFiles ? say(language.locale, errors.files, { count: mostFiles }) : undefined;
    default:
      return (answers[0]?.length ?? 0) > field.maxLength
        ? say(language.locale, errors.tooLong, { count: field.maxLength })
        : undefined;
  }
}

/** What the guest himself says of the place; undefined where it is the host's to say. */
function sayPlace(type: string, form: URLSearchParams): string | undefined {
  if (type === 'guest_phone') return (form.get('number') ?? '').trim() || (form.get('phone') ?? '').trim();
  if (type === 'in_person_by_guest') return (form.get('address') ?? '').trim();
  return undefined;
}

/** Answers by the names of the questions. Hidden ones are answered by the page's address alone. */
function answersOf(
  form: URLSearchParams,
  { offering, settings, visit, settled = [] }: FormRules,
): Record<string, string | string[] | null> {
  const answers: Record<string, string | string[] | null> = {};
  for (const name of ['company', 'note'] as const)
    if (settings[`${name}_field`] !== 'off') answers[name] = form.get(name);
  for (const { name, type } of offering.rules.questions) {
    const control = questionPrefix + name;
    if (type === 'hidden') {
      const value = settled.includes(name) ? null : paramOf(visit.params, name);
      if (value !== null) answers[name] = value;
    } else if (type === 'multi_select' || type === 'attachment') answers[name] = form.getAll(control);
    else if (form.has(control)) answers[name] = form.get(control);
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
  if (name === 'phone') return placeType === 'guest_phone' ? 'number' : 'phone';
  return ['name', 'email', 'company', 'note'].includes(name) ? name : questionPrefix + name;
}

function guestsError({ language }: Visit, { most_guests }: GuestSettings): string {
  return say(language.locale, language.texts.errors.guests, { count: most_guests });
}

function messageOf(
  problem: Problem | undefined,
  { visit, settings }: Pick<FormRules, 'visit' | 'settings'>,
  fallback: string,
): string {
  const { texts, locale } = visit.language;
  const { errors } = texts;
  switch (problem?.name) {
    case 'invalid_email':
      return problem.param === 'guests' ? guestsError(visit, settings) : errors.email;
    case 'invalid_phone':
      return errors.phone;
    case 'invalid_location':
      return errors.location;
    case 'booking_form_missing':
    case 'missing_fields':
      return errors.required;
    case 'has_booking_already':
      return errors.hasBooking;
    case 'too_long':
      return say(locale, errors.tooLong, { count: Number(/\d+/.exec(problem.message)?.[0] ?? 0) });
    default:
      return say(locale, errors.refused, { message: problem?.message ?? fallback });
  }
}
