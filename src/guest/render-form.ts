import { providerNames } from '../bookings/choose-location.ts';
import { randomText } from '../core/id.ts';
import type { GuestSettings } from '../guest-settings/schema.ts';
import { type Html, type HtmlValue, html } from '../http/html.ts';
import { dateText, offsetText, spanText, timeText, zoneText } from '../language/dates.ts';
import { say } from '../language/say.ts';
import type { Offering } from '../offerings/schema.ts';
import type { LocationType } from '../slots/schema.ts';
import type { SmsConsent } from './consent-to-sms.ts';
import { type Field, formFields } from './form-fields.ts';
import { patienceSeconds } from './guard-pages.ts';
import type { Known } from './know-guest.ts';
import { linkTo } from './link-to.ts';
import type { OfferedPlace } from './list-times.ts';
import { type FieldErrors, placeValue } from './read-form.ts';
import type { Visit } from './read-visit.ts';
import { controlId, describedBy, errorText, type Filled, labelled, renderField } from './render-field.ts';
import { icons } from './render-icons.ts';
import { paragraphs } from './render-intro.ts';

/** What a browser has to do before it sends the form of a page that is under attack. */
export interface Task {
  text: string;
  /** Address of the module that does it. */
  script: string;
}

/** A field that people do not see. What is in it was written by a program. */
export const trap = 'homepage';

/** What the form is about, and what was filled in before. */
export interface FormView {
  visit: Visit;
  offering: Offering;
  settings: GuestSettings;
  /** Whom the guest meets. */
  host: string;
  /** Epoch ms; those that are gone meanwhile are in `gone`. */
  starts: readonly number[];
  places: readonly OfferedPlace[];
  filled: URLSearchParams;
  errors: FieldErrors;
  /** Starts that somebody else has taken, and times that are free instead. */
  gone: readonly number[];
  others: readonly number[];
  /** What the guest need not say again. */
  known: Known;
  /** Until when the server holds the times, epoch ms; null if it does not. */
  heldUntil: number | null;
  /** How the guest is asked whether he wants SMS; null if he is not. */
  smsConsent: SmsConsent;
  task: Task | null;
  /** True if the form came back because it could be a program's. */
  suspect: boolean;
}

/** The booking form: the time picked, who books, the offering's questions, who comes along. */
export function renderForm(view: FormView): Html {
  const { visit, offering, settings, gone, errors, starts, known } = view;
  const { texts } = visit.language;
  const all = formFields(offering, settings, texts);
  const fields = all.filter(({ name }) => !isHidden(view, name));
  const fill = (name: string): Filled => ({ values: view.filled.getAll(name), error: errors.get(name), texts });
  const { path, query } = visit;
  const hasFiles = fields.some(({ type }) => type === 'attachment');
  return html`${gone.length > 0 ? goneNotice(view) : pickedTimes(view)}
<form class="form" method="post" ${hasFiles && html`enctype="multipart/form-data"`} action="${linkTo(path, query, { start: null, taken: null, month: null })}" data-form data-go
data-required="${texts.errors.required}" data-choose="${texts.errors.choose}" data-email="${texts.errors.email}" data-differs="${texts.errors.emailAgain}" ${view.task !== null && html`data-prove="${view.task.script}"`} ${view.suspect && html`data-again`}>
<h2 id="form" tabindex="-1">${texts.form.heading}</h2>
${errorSummary(view, fields)}
${view.task !== null && taskFields(view.task, view)}
<div class="hidden" aria-hidden="true"><input name="${trap}" tabindex="-1" autocomplete="off"></div>
${knownAlready(view, all, fill)}
<input type="hidden" name="key" value="${view.filled.get('key') ?? randomText(16)}">
<input type="hidden" name="iana_time_zone" value="${visit.reader.zone}">
${starts
  .filter((start) => !gone.includes(start))
  .map((start) => html`<input type="hidden" name="start" value="${new Date(start).toISOString()}">`)}
${gone.map((_, index) => otherTimes(view, index))}
${placesField(view)}
${fields.filter(({ name }) => !known.secret.has(name)).map((field) => renderField(field, fill(field.name)))}
${smsField(view, fill('sms_consent'))}
${settings.most_guests > 0 && !isHidden(view, 'guests') && guestsField(view, fill('guests'))}
${settings.policy_text !== null && html`<div class="fine">${paragraphs(settings.policy_text)}</div>`}
<div class="send">
<button class="button" data-busy="${texts.form.busy}">${sendText(view)}</button>
</div>
</form>`;
}

/** The script does the task and takes the notice away; without it, time does. */
function taskFields({ text }: Task, { suspect, visit: { language } }: FormView): Html {
  const wait = say(language.locale, language.texts.errors.crowded, { count: patienceSeconds });
  return html`<input type="hidden" name="challenge" value="${text}"><input type="hidden" name="solution" value="">
${suspect && html`<div class="notice" role="alert" data-wait><p>${wait}</p></div>`}`;
}

/** What is known and need not be shown; what was refused is shown none the less. */
function isHidden({ known, errors }: FormView, name: string): boolean {
  return known.hidden.has(name) && !errors.has(name);
}

/**
 * What is known of the guest and not asked for. Its names alone if it is nobody's to see (private mode, product description
 * 0.3); he can still say something else.
 */
function knownAlready(view: FormView, fields: readonly Field[], fill: (name: string) => Filled): HtmlValue {
  const { known, errors } = view;
  const { form } = view.visit.language.texts;
  const listed = fields.filter(
    ({ name }) => name !== 'email_again' && (isHidden(view, name) || known.secret.has(name)),
  );
  if (listed.length === 0) return '';
  const others = fields.filter(({ name }) => known.secret.has(name) && !isHidden(view, name));
  return html`<div class="known"><p class="label">${form.known}</p>
<ul>${listed.map(
    ({ name, label }) =>
      html`<li>${icons.check}<span>${label}${!known.secret.has(name) && html`: ${known.filled.getAll(name).join(', ')}`}</span></li>`,
  )}</ul>
${
  others.length > 0 &&
  html`<details class="more" ${others.some(({ name }) => errors.has(name) || fill(name).values.some((value) => value !== '')) && html`open`}>
<summary>${form.otherDetails}</summary>
<p class="hint">${form.keptHint}</p>
${others.map((field) => renderField({ ...field, required: false }, fill(field.name)))}
</details>`
}</div>`;
}

/** Never ticked before the guest does it: silence is no consent. */
function smsField({ smsConsent, visit }: FormView, { values, error }: Filled): HtmlValue {
  if (smsConsent === null) return '';
  const { form } = visit.language.texts;
  const id = controlId('sms_consent');
  return html`<div class="field">
<label class="choice"><input id="${id}" name="sms_consent" type="checkbox" value="true" ${values.includes('true') && html`checked`} ${describedBy(id, error, true)}><span>${form.smsConsent}</span></label>
<p class="hint" id="${id}-hint">${form.smsHint}${smsConsent.stoppable && ` ${form.smsStop}`}</p>
${errorText(id, error)}
</div>`;
}

function guestsField({ visit, settings, filled }: FormView, fill: Filled): Html {
  const { texts, locale } = visit.language;
  const id = controlId('guests');
  const value = filled.get('guests') ?? '';
  const hint = say(locale, texts.form.guestsHint, { count: settings.most_guests });
  const area = html`<textarea id="${id}" name="guests" dir="ltr" rows="3" maxlength="3000" ${describedBy(id, fill.error, true)}>${value}</textarea>`;
  return html`<details class="field more" ${(value !== '' || fill.error !== undefined) && html`open`}>
<summary>${texts.form.addGuests}</summary>
${labelled({ name: 'guests', label: texts.form.guests, required: false, hint }, fill, area)}
</details>`;
}

function sendText({ offering: { rules }, visit: { language } }: FormView): string {
  const { form } = language.texts;
  if (rules.approval || rules.proposals > 0) return form.request;
  return rules.sessions > 1 ? say(language.locale, form.bookSessions, { count: rules.sessions }) : form.book;
}

/** `Wednesday, December 2, 2026` and `9:30 – 10:00 AM`; where the clock shows that twice, with how far it is from UTC. */
export function renderTime({ reader }: Pick<Visit, 'reader'>, start: number, minutes: number): Html {
  const end = start + minutes * 60_000;
  const text = spanText(reader, start, end);
  const twice = [-1, 1].some((hour) => timeText(reader, start + hour * 3_600_000) === timeText(reader, start));
  return html`<strong>${dateText(reader, start)}</strong><br>${text}${twice && ` ${offsetText(reader.locale, reader.zone, start)}`}`;
}

function pickedTimes(view: FormView): Html {
  const { visit, starts, offering, heldUntil } = view;
  const { texts } = visit.language;
  const back = linkTo(visit.path, visit.query, { start: null, taken: null });
  return html`<div class="picked">
<div>
<h2 class="label">${starts.length > 1 ? texts.form.selectedTimes : texts.form.selected}</h2>
${starts.map((start) => html`<p>${renderTime(visit, start, offering.durationMinutes)}</p>`)}
<p class="fine">${zoneText(visit.reader, starts[0]!)}</p>
${heldUntil !== null && html`<p class="fine" data-held="${Math.floor((heldUntil - visit.now) / 1000)}" data-text="${texts.times.held}" data-over="${texts.times.heldOver}"></p>`}
</div>
<a class="button quiet" href="${back}" data-go>${texts.form.changeTime}</a>
</div>`;
}

function goneNotice({ visit, gone, starts, offering, others }: FormView): Html {
  const { gone: texts } = visit.language.texts;
  return html`<div class="notice" role="alert">
<h2>${starts.length > 1 ? texts.headingSome : texts.heading}</h2>
${gone.map((start) => html`<p class="was">${renderTime(visit, start, offering.durationMinutes)}</p>`)}
<p>${others.length > 0 ? texts.text : texts.none}</p>
<p><a href="${linkTo(visit.path, visit.query, { start: null, hold: null, taken: null })}" data-go>${texts.all}</a></p>
</div>`;
}

/** Times that are free instead of the one that is gone, by their days: a pick, and the same form goes out again. */
function otherTimes({ visit, others, starts, gone }: FormView, index: number): HtmlValue {
  if (others.length === 0) return '';
  const { reader, language } = visit;
  const was = gone.length > 1 ? ` (${timeText(reader, gone[index]!)})` : '';
  const free = others.filter((start) => !starts.includes(start));
  const days = Map.groupBy(free, (start) => dateText(reader, start));
  return html`<fieldset class="field others">
<legend>${language.texts.gone.others}${was}</legend>
${[...days].map(
  ([day, members]) => html`<p class="label" aria-hidden="true">${day}</p>
<div class="pills">${members.map(
    (start) =>
      html`<label class="choice"><input type="radio" name="start.${index}" value="${new Date(start).toISOString()}" required><span><span class="hidden">${day}, </span>${timeText(reader, start)}</span></label>`,
  )}</div>`,
)}
</fieldset>`;
}

/** Where to meet. One way that is the host's to say needs no question. */
function placesField(view: FormView): HtmlValue {
  const { visit, places, filled, errors } = view;
  const { texts } = visit.language;
  const byGuest = places.filter(({ type }) => type === 'guest_phone' || type === 'in_person_by_guest');
  if (places.length === 0 || (places.length === 1 && byGuest.length === 0)) return '';
  const asked = ['location', 'number', 'address'].filter((name) => view.known.filled.has(name));
  if (asked.includes('location') && asked.every((name) => isHidden(view, name)) && isWhole(view)) return '';
  const fill = (name: string): Filled => ({ values: filled.getAll(name), error: errors.get(name), texts });
  const details = (type: LocationType) => {
    const required = (name: string) => places.length === 1 && !view.known.secret.has(name);
    const input = (name: 'number' | 'address', attributes: Html, hint: boolean) =>
      html`<input id="${controlId(name)}" name="${name}" ${attributes} value="${filled.get(name)}" ${required(name) && html`required`} ${describedBy(controlId(name), errors.get(name), hint)}>`;
    if (type === 'guest_phone') {
      const field = { name: 'number', label: texts.form.numberToCall, required: true, hint: texts.form.phoneHint };
      const attributes = html`type="tel" dir="ltr" autocomplete="tel" inputmode="tel" maxlength="40"`;
      return labelled(field, fill('number'), input('number', attributes, true));
    }
    if (type !== 'in_person_by_guest') return '';
    const field = { name: 'address', label: texts.form.yourPlace, required: true };
    const attributes = html`type="text" dir="auto" autocomplete="street-address" maxlength="1000"`;
    return labelled(field, fill('address'), input('address', attributes, false));
  };
  if (places.length === 1)
    return html`<input type="hidden" name="location" value="${placeValue(places[0]!)}">${details(places[0]!.type)}`;
  const id = controlId('location');
  const error = errors.get('location');
  return html`<fieldset class="field places" id="${id}">
<legend>${texts.form.location}</legend>
${places.map((place) => {
  const value = placeValue(place);
  return html`<label class="choice"><input type="radio" name="location" value="${value}" required ${filled.get('location') === value && html`checked`}><span>${placeText(place, view)}</span></label>
${byGuest.includes(place) && html`<div class="detail">${details(place.type)}</div>`}`;
})}
${error !== undefined && html`<p class="error" id="${id}-error">${error}</p>`}
</fieldset>`;
}

/** True if a place that the guest has to name is known together with it. */
function isWhole({ known: { filled } }: FormView): boolean {
  const [type] = (filled.get('location') ?? '').split(':');
  if (type === 'guest_phone') return filled.has('number');
  return type !== 'in_person_by_guest' || filled.has('address');
}

function placeText({ type, value }: OfferedPlace, { visit }: FormView): string {
  const name = visit.language.texts.places[type];
  if (type === 'physical' && value !== null) return `${name}: ${value}`;
  if (type === 'virtual' && value !== null) return `${name} (${providerNames[value] ?? value})`;
  return name;
}

function errorSummary({ errors, visit }: FormView, fields: readonly { name: string; label: string }[]): HtmlValue {
  if (errors.size === 0) return '';
  const { texts, locale } = visit.language;
  const labels: Record<string, string> = {
    location: texts.form.location,
    number: texts.form.numberToCall,
    address: texts.form.yourPlace,
    guests: texts.form.guests,
    sms_consent: texts.form.smsConsent,
  };
  const shown = [...errors].map(([name, message]) => ({
    name,
    message,
    label: fields.find((field) => field.name === name)?.label ?? labels[name],
  }));
  return html`<div class="notice" role="alert" tabindex="-1" data-errors>
<p>${say(locale, texts.errors.summary, { count: errors.size })}</p>
<ul>${shown.map(
    ({ name, label, message }) =>
      html`<li>${label === undefined ? message : html`<a href="#${controlId(name)}">${label}</a>: ${message}`}</li>`,
  )}</ul>
</div>`;
}
