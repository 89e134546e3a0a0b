import type { Tx } from '../db/pool.ts';
import { parsePhone } from '../http/phone.ts';
import type { LinkRow } from '../links/store.ts';
import { consentToSms, type SmsWays } from './consent-to-sms.ts';
import { type Field, formFields, questionPrefix } from './form-fields.ts';
import { paramOf } from './link-to.ts';
import type { OfferedPlace } from './list-times.ts';
import type { Subject } from './look-at-page.ts';
import { type FormRules, placeValue, readForm } from './read-form.ts';
import type { Visit } from './read-visit.ts';

/** What is known of a guest before he says anything: from the page's address, or from his one-time link. */
export interface Known {
  /** The form as it is filled in for him, by its controls. */
  filled: URLSearchParams;
  /** Controls whose values nobody is shown (private mode, product description 9.2). They can be left empty. */
  secret: ReadonlySet<string>;
  /** Controls that are not shown, as there is no need. */
  hidden: ReadonlySet<string>;
  /** True if the form need not be shown at all. */
  complete: boolean;
}

/** Nothing is known of whoever comes by himself. */
export const stranger: Known = { filled: new URLSearchParams(), secret: new Set(), hidden: new Set(), complete: false };

/** What a form is read against, and where what is known of its guest comes from. */
export type KnowingRules = FormRules & { places: readonly OfferedPlace[]; link: LinkRow | undefined };

/** Whom a form is asked for, and how its guest could be told by SMS. */
interface Asking {
  accountId: string;
  sms: SmsWays;
}

/** The rules of a form for these starts, which can be met in these ways. */
export async function rulesFor(
  tx: Tx,
  { accountId, visit, settings, link, sms }: Pick<KnowingRules, 'visit' | 'settings' | 'link'> & Asking,
  subject: Subject,
  { starts, places }: Pick<KnowingRules, 'starts' | 'places'>,
): Promise<KnowingRules> {
  const settled = Object.keys(link?.booking_form ?? {});
  const mustPlace = places.length > 1;
  const smsConsent = await consentToSms(tx, accountId, subject, { settings, places, sms });
  return { visit, settings, link, offering: subject.offering, starts, places, settled, mustPlace, smsConsent };
}

/**
 * Finds out what is known of a guest: each parameter of contract 12.4 by the name that calendars or Classic pages have for it,
 * and what his one-time link holds. Values that the form would refuse are passed over, so that it asks.
 */
export function knowGuest(rules: KnowingRules): Known {
  const { visit, link } = rules;
  const said = fill((name) => paramOf(visit.params, name), rules);
  const held = fill((name) => textOf(link?.booking_form[name]), rules);
  const all = merge(held, said);
  if (link === undefined && [...all.keys()].every((name) => name === 'location')) return stranger;
  const read = readForm({ fields: all, files: [] }, rules);
  const wrong = 'errors' in read ? read.errors : new Map<string, string>();
  const filled = new URLSearchParams([...all].filter(([name]) => !wrong.has(name)));
  const secret = new Set(
    link?.hide_url_params ? [...held.keys()].filter((name) => filled.has(name) && name !== 'location') : [],
  );
  const hides = hidesBy(visit, link);
  const fields = formFields(rules.offering, rules.settings, visit.language.texts);
  const shown = fields.filter(({ name }) => !(filled.has(name) && hides(name)));
  const hidden = [...filled.keys()].filter(hides);
  const skipped = ['contact_info', 'questions', ...filled.keys()].every(hides);
  // Nobody but the guest himself consents to SMS.
  const asks = shown.some(({ required }) => required) || rules.smsConsent !== null;
  const complete = skipped && !('errors' in read) && !asks;
  return { filled, secret, hidden: new Set(hidden), complete };
}

/** A form as the guest sent it, with what he was not asked for. */
export function withKnown(sent: URLSearchParams, { filled, secret, hidden }: Known): URLSearchParams {
  const fields = new URLSearchParams(sent);
  for (const name of new Set(filled.keys())) {
    const blank = fields.getAll(name).every((value) => value.trim() === '');
    if (!blank || !(secret.has(name) || hidden.has(name))) continue;
    fields.delete(name);
    for (const value of filled.getAll(name)) fields.append(name, value);
  }
  return fields;
}

/** Which parts a guest is not asked for once they are known: all with `skip=1`, those that his link names. */
function hidesBy({ params }: Visit, link: LinkRow | undefined): (name: string) => boolean {
  if (params.get('skip') === '1') return () => true;
  const skip = params.get('skip') === '0' ? [] : (link?.skip ?? []);
  return (name) => {
    const contact = ['contact_info', 'name', 'email', 'email_again', 'phone', 'number', 'address', 'location'];
    if (contact.includes(name)) return skip.includes('contact_info');
    return name === 'guests' ? skip.includes('co_hosts') : skip.includes('questions');
  };
}

/** The controls of a form for values by the names that the contract has for them. */
function fill(
  said: (name: string) => string | null,
  { offering, settings, visit, places }: KnowingRules,
): URLSearchParams {
  const filled = new URLSearchParams();
  const add = (control: string, value: string | null) => {
    if (value !== null) filled.append(control, value);
  };
  const number = said('mobile_phone') ?? said('phone') ?? said('mobile');
  const phone = number === null ? null : phoneOf(number);
  for (const field of formFields(offering, settings, visit.language.texts)) {
    const { name } = field;
    if (name === 'email_again') add(name, said('email'));
    else if (name === 'phone') add(name, phone);
    else if (name.startsWith(questionPrefix)) addAnswer(filled, field, said(name.slice(questionPrefix.length)));
    else add(name, said(name));
  }
  if (settings.most_guests > 0) add('guests', said('customerGuests'));
  const place = placeFor(places, said('location'), phone);
  if (place !== undefined) filled.append('location', placeValue(place));
  if (place?.type === 'guest_phone') add('number', phone);
  if (place?.type === 'in_person_by_guest') add('address', said('location'));
  return filled;
}

/** Options are known in any case of letters; several are apart by commas. */
function addAnswer(filled: URLSearchParams, { name, type, options }: Field, value: string | null): void {
  if (value === null || type === 'attachment') return;
  if (type === 'single_select' || type === 'multi_select') {
    const wanted = (type === 'multi_select' ? value.split(',') : [value]).map((each) => each.trim().toLowerCase());
    for (const option of options) if (wanted.includes(option.toLowerCase())) filled.append(name, option);
  } else if (type === 'checkbox') {
    if (/^(true|yes|on|1)$/i.test(value)) filled.append(name, 'true');
  } else filled.append(name, type === 'phone' ? phoneOf(value) : value);
}

/** As the form would take it: Classic addresses have no `+` before a number, and one that is not escaped arrives as a blank. */
function phoneOf(value: string): string {
  return parsePhone(value) ?? value;
}

/** The way to meet that is known: the only one there is, the one that is named, or the guest's own place. */
function placeFor(
  places: readonly OfferedPlace[],
  said: string | null,
  phone: string | null,
): OfferedPlace | undefined {
  const [only, ...others] = places;
  if (only !== undefined && others.length === 0)
    return only.type === 'guest_phone' && phone === null ? undefined : only;
  if (said === null) return undefined;
  const named = places.find(({ type, value }) => [type, value?.toLowerCase()].includes(said.toLowerCase()));
  return named ?? places.find(({ type }) => type === 'in_person_by_guest');
}

function merge(held: URLSearchParams, said: URLSearchParams): URLSearchParams {
  const all = new URLSearchParams(said);
  for (const name of new Set(held.keys())) {
    all.delete(name);
    for (const value of held.getAll(name)) all.append(name, value);
  }
  return all;
}

function textOf(value: LinkRow['booking_form'][string] | undefined): string | null {
  const text = Array.isArray(value) ? value.join(',') : String(value ?? '');
  return text.trim() || null;
}
