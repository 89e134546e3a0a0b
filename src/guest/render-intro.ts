import { imageUrl } from '../guest-settings/present.ts';
import type { GuestSettings } from '../guest-settings/schema.ts';
import { type Html, type HtmlValue, html } from '../http/html.ts';
import type { Language } from '../language/languages.ts';
import { say } from '../language/say.ts';
import type { Offering } from '../offerings/schema.ts';
import type { LocationType } from '../slots/schema.ts';
import type { Page } from './find-page.ts';
import { linkTo } from './link-to.ts';
import type { Chosen } from './next-step.ts';
import type { Visit } from './read-visit.ts';
import { icons } from './render-icons.ts';

/** A page with what its account says of how it is shown. */
export interface Face {
  page: Page;
  settings: GuestSettings;
  /** Path below which the server stands. */
  root: string;
}

/** What is known of what is booked, beside the choices: whom the guest meets, what for, how long, where. */
interface Known {
  chosen: Chosen | null;
  offering: Offering | null;
  places: readonly LocationType[];
}

/** What a page is called: an event type that was chosen goes before the page's own heading. */
export function titleOf({ page, settings }: Face, { chosen, offering }: Known): string {
  return chosen?.eventType?.name ?? settings.heading ?? offering?.subject ?? page.title;
}

/** The side of a page: what is booked, with whom, and what else its account says of it. */
export function renderIntro(face: Face, visit: Visit, known: Known): Html {
  const { page, settings, root } = face;
  const { chosen, offering, places } = known;
  const { texts } = visit.language;
  const title = titleOf(face, known);
  const host = hostName(page, chosen);
  const above = chosen?.eventType == null ? host : (settings.heading ?? host);
  const about = chosen?.eventType?.description || settings.welcome || '';
  const image = imageUrl(settings.image, root);
  return html`${logo(settings, root)}
<p class="who">${
    image === null
      ? html`<span class="initials" aria-hidden="true">${initialsOf(host)}</span>`
      : html`<img class="face" src="${image}" alt="" width="44" height="44">`
  }${above !== title && above}</p>
<h1 dir="auto">${title}</h1>
${offering !== null && facts(offering, visit.language, places, host)}
${about !== '' && html`<div class="about">${paragraphs(about)}</div>`}
${contact(settings)}
${
  chosen !== null &&
  chosen.changeable.length > 0 &&
  html`<ul class="choices">${chosen.changeable.map((step) => {
    const text = step === 'event_type' ? texts.page.otherEventType : texts.page.otherPage;
    const without = { start: null, hold: null, date: null, month: null, taken: null, duration: null };
    const href = linkTo(visit.path, visit.query, { ...without, [step]: null });
    return html`<li><a href="${href}" data-go>${text}</a></li>`;
  })}</ul>`
}`;
}

function logo({ logo: id, website, heading }: GuestSettings, root: string): HtmlValue {
  const src = imageUrl(id, root);
  if (src === null) return '';
  const name = heading ?? (website === null ? '' : new URL(website).hostname);
  const image = html`<img class="logo" src="${src}" alt="${name}">`;
  return website === null ? image : html`<a class="logo-link" href="${website}" rel="noopener noreferrer">${image}</a>`;
}

/** Where else the guest can turn. */
function contact({ contact_phone, contact_email, website, links }: GuestSettings): HtmlValue {
  const items = [
    ...(contact_phone === null
      ? []
      : [{ url: `tel:${contact_phone.replaceAll(/[^+\d]/g, '')}`, label: contact_phone }]),
    ...(contact_email === null ? [] : [{ url: `mailto:${contact_email}`, label: contact_email }]),
    ...(website === null ? [] : [{ url: website, label: new URL(website).hostname }]),
    ...links,
  ];
  return (
    items.length > 0 &&
    html`<ul class="contact">${items.map(({ url, label }) => html`<li><a href="${url}" rel="noopener noreferrer"><bdi>${label}</bdi></a></li>`)}</ul>`
  );
}

/** Whom guests meet, as they know it so far. */
export function hostName(page: Page, chosen: Chosen | null): string {
  return chosen?.page?.name ?? page.host;
}

/** The first letters of the first and the last word. */
export function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
  const letters = words.length > 1 ? [words[0]!, words.at(-1)!] : words;
  return letters.map((word) => [...word.replace(/^[^\p{L}\p{N}]+/u, '')][0]!.toLocaleUpperCase()).join('');
}

/** Text that was written in paragraphs; addresses of websites in it can be followed. */
export function paragraphs(text: string): HtmlValue {
  return text
    .split(/\n\s*\n/)
    .filter((part) => part.trim() !== '')
    .map(
      (part) =>
        html`<p dir="auto">${part
          .trim()
          .split(/(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)])/)
          .map(linked)}</p>`,
    );
}

/** Every second piece of a text that was split at its addresses is one. */
function linked(piece: string, index: number): HtmlValue {
  return index % 2 === 0 ? piece : html`<a href="${piece}" rel="noopener noreferrer">${piece}</a>`;
}

function facts(
  { durationMinutes, rules }: Offering,
  language: Language,
  places: readonly LocationType[],
  host: string,
): Html {
  const { texts, locale } = language;
  const count = (number: number) => ({ count: number, name: host });
  const lines: { icon: Html; text: string }[] = [
    { icon: icons.clock, text: durationText(language, durationMinutes) },
    ...(places.length === 0 ? [] : [{ icon: placeIcon(places[0]!), text: placesText(language, places) }]),
    ...(rules.sessions > 1
      ? [{ icon: icons.list, text: say(locale, texts.page.sessions, count(rules.sessions)) }]
      : []),
    ...(rules.capacity > 1 && !rules.concurrent
      ? [{ icon: icons.people, text: say(locale, texts.page.group, count(rules.capacity)) }]
      : []),
    ...(rules.proposals > 0
      ? [{ icon: icons.check, text: say(locale, texts.page.proposals, count(rules.proposals)) }]
      : rules.approval
        ? [{ icon: icons.check, text: say(locale, texts.page.approval, { name: host }) }]
        : []),
  ];
  return html`<ul class="facts">${lines.map(({ icon, text }) => html`<li>${icon}<span>${text}</span></li>`)}</ul>`;
}

/** `45 minutes`, `1 hour`, `1 hour 30 minutes`. */
export function durationText({ texts, locale }: Language, minutes: number): string {
  const { page } = texts;
  const part = (text: typeof page.minutes, count: number) => say(locale, text, { count });
  const whole = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (whole === 0) return part(page.minutes, rest);
  if (rest === 0) return part(page.hours, whole);
  return say(locale, page.hoursAndMinutes, { hours: part(page.hours, whole), minutes: part(page.minutes, rest) });
}

const placeIcons: Record<LocationType, Html> = {
  virtual: icons.video,
  virtual_static: icons.video,
  physical: icons.place,
  guest_phone: icons.phone,
  in_person_by_guest: icons.place,
};

function placeIcon(type: LocationType): Html {
  return placeIcons[type];
}

function placesText({ texts, locale }: Language, places: readonly LocationType[]): string {
  const names = [...new Set(places.map((type) => texts.places[type]))];
  return new Intl.ListFormat(locale, { type: 'disjunction' }).format(names);
}
