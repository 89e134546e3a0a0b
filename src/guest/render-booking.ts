import { guestLinks } from '../bookings/guest-links.ts';
import type { GuestBooking } from '../bookings/load-for-guest.ts';
import { shownAnswers } from '../bookings/schema.ts';
import type { BookingRow } from '../bookings/store.ts';
import { type Html, type HtmlValue, html } from '../http/html.ts';
import { zoneText } from '../language/dates.ts';
import { say } from '../language/say.ts';
import { calendarLinks } from './calendar-links.ts';
import { linkTo } from './link-to.ts';
import type { Visit } from './read-visit.ts';
import type { Redirect } from './redirect-of.ts';
import { renderTime } from './render-form.ts';
import { icons } from './render-icons.ts';
import { durationText } from './render-intro.ts';

/** What a guest's look at his booking shows. */
export interface BookingView extends GuestBooking {
  visit: Visit;
  /** True for the guest's own link; who comes by the booking's id alone is told nothing about the guest. */
  own: boolean;
  /** Path below which the server stands. */
  root: string;
  /** The page where it was booked; null if it is gone. */
  bookedAt: string | null;
}

/** A booking with all that its guest wants to know and can do. After he did something, with what came of it. */
export function renderBooking(view: BookingView, goesOn: Redirect | null): Html {
  const { booking, visit, rights } = view;
  const { texts } = visit.language;
  const living = booking.status === 'scheduled' || booking.status === 'rescheduled';
  const upcoming = living && (booking.ending_time ?? 0) > visit.now;
  return html`${heading(view)}
${goesOn !== null && onward(goesOn, visit)}
<dl class="details">
${detail(texts.booking.what, booking.subject)}
${times(view)}
${upcoming && place(view)}
${view.hostName !== '' && detail(texts.booking.withWhom, view.hostName)}
${view.own && whoBooked(booking, visit)}
${booking.status === 'canceled' && booking.cancel_reason && detail(texts.booking.reason, booking.cancel_reason)}
${detail(texts.booking.id, booking.id)}
</dl>
${upcoming && view.own && addToCalendar(view)}
${
  (rights.reschedule.allowed || rights.cancel.allowed) &&
  html`<nav class="actions" aria-label="${texts.booking.manage}">
${rights.reschedule.allowed && html`<a class="button quiet" href="${linkTo(`${visit.path}/reschedule`, keptQuery(visit))}" data-go>${texts.booking.reschedule}</a>`}
${rights.cancel.allowed && html`<a class="button quiet" href="${linkTo(`${visit.path}/cancel`, keptQuery(visit))}" data-go>${texts.booking.cancel}</a>`}
</nav>`
}
${
  booking.status === 'canceled' &&
  view.bookedAt !== null &&
  !rights.reschedule.allowed &&
  html`<p class="actions"><a class="button quiet" href="${view.bookedAt}">${texts.booking.another}</a></p>`
}`;
}

/** Where the guest is about to be sent, for whoever is not or does not want to wait. */
function onward({ url }: Redirect, { language }: Visit): Html {
  const { done } = language.texts;
  return html`<p class="onward">${say(language.locale, done.onward, { site: new URL(url).host })} <a href="${url}" target="_top" rel="noopener">${done.goOn}</a></p>`;
}

/** What of the address goes along to the booking's other pages. */
export function keptQuery({ params }: Pick<Visit, 'params'>): string {
  const kept = ['Params', 'lang', 'clock', 'iana_time_zone', 'embed'];
  return new URLSearchParams([...params].filter(([name]) => kept.includes(name))).toString();
}

function heading(view: BookingView): Html {
  const { booking, visit, hostName, sessions, own } = view;
  const { texts, locale } = visit.language;
  const { done: said } = texts;
  const done = visit.params.get('done');
  const email = booking.form_submission?.email;
  const sent = own && email !== undefined && html`<p>${say(locale, said.sentTo, { email })}</p>`;
  const announce = (text: string, more: HtmlValue) =>
    html`<div class="done" role="status">${icons.check}<div><h1 id="done" tabindex="-1">${text}</h1>${more}</div></div>`;
  const asked = booking.status === 'canceled' && booking.reschedule_requested && view.rights.reschedule.allowed;
  switch (done) {
    case 'scheduled':
      if (booking.status !== 'scheduled') break;
      return announce(
        sessions.length > 1 ? say(locale, said.scheduledSessions, { count: sessions.length }) : said.scheduled,
        sent,
      );
    case 'requested':
      if (booking.status !== 'requested') break;
      return announce(
        said.requested,
        html`<p>${say(locale, booking.proposed_times === null ? said.requestedText : said.proposedText, { name: hostName })}</p>`,
      );
    case 'rescheduled':
      if (booking.status !== 'rescheduled') break;
      return announce(said.rescheduled, sent);
    case 'canceled':
      if (booking.status !== 'canceled') break;
      return announce(said.canceled, '');
  }
  return html`<p class="state ${booking.status}">${texts.booking.status[booking.status]}</p>
<h1 id="booking" tabindex="-1">${booking.subject}</h1>
${asked && html`<div class="notice"><p>${say(locale, texts.booking.askedForAnother, { name: hostName })}</p></div>`}`;
}

function detail(term: string, value: HtmlValue): Html {
  return html`<div><dt>${term}</dt><dd>${value}</dd></div>
`;
}

function times({ booking, sessions, visit, root, own }: BookingView): Html {
  const { texts } = visit.language;
  const { reader } = visit;
  if (booking.proposed_times !== null && booking.starting_time === null)
    return detail(
      texts.booking.whenProposed,
      html`${booking.proposed_times.map((start) => html`<p>${renderTime(visit, start, booking.duration_minutes)}</p>`)}<span class="fine">${zoneText(reader, booking.proposed_times[0]!)}</span>`,
    );
  const zone = (row: BookingRow) => html`<span class="fine">${zoneText(reader, row.starting_time!)}</span>`;
  if (sessions.length <= 1)
    return detail(
      texts.booking.when,
      html`<p${booking.status === 'canceled' && html` class="was"`}>${renderTime(visit, booking.starting_time!, booking.duration_minutes)}</p>
<p class="fine">${durationText(visit.language, booking.duration_minutes)} · ${zoneText(reader, booking.starting_time!)}</p>`,
    );
  const one = (row: BookingRow) => {
    const time = html`<span${row.status === 'canceled' && html` class="was"`}>${renderTime(visit, row.starting_time!, row.duration_minutes)}</span>`;
    if (row.id === booking.id) return html`<li aria-current="true">${time}</li>`;
    const href = own
      ? linkTo(guestLinks(row, root).manage.split('?')[0]!, `Params=${row.guest_token}`)
      : `${root}/m/${row.id}`;
    return html`<li>${time} <a href="${href}">${row.status === 'canceled' ? texts.booking.status.canceled : texts.page.change}</a></li>`;
  };
  return html`${detail(texts.booking.when, html`<ul class="sessions">${sessions.map(one)}</ul>${zone(booking)}`)}
${sessions.length > 1 && detail(texts.page.duration, durationText(visit.language, booking.duration_minutes))}`;
}

function place({ booking, visit }: BookingView): HtmlValue {
  const { texts } = visit.language;
  const { join_url, location_description, location } = booking;
  if (join_url !== null)
    return detail(
      texts.booking.where,
      html`${texts.places.virtual}: <a href="${join_url}" rel="noopener noreferrer">${texts.booking.join}</a>`,
    );
  if (location_description === null || location === null) return '';
  const type = location.type as keyof typeof texts.places;
  return detail(texts.booking.where, html`${texts.places[type] ?? ''}: ${location_description}`);
}

function whoBooked({ form_submission: form }: BookingRow, { language }: Visit): HtmlValue {
  if (form === null) return '';
  const { booking } = language.texts;
  const answers = shownAnswers(form).filter(({ value }) => value !== null);
  return html`${detail(booking.who, html`${form.name}<br>${form.email}`)}
${form.guests.length > 0 && detail(booking.guests, form.guests.join(', '))}
${
  (answers.length > 0 || form.note !== null) &&
  detail(
    booking.answers,
    html`${answers.map(({ name, value }) => html`<p dir="auto"><span class="fine">${name.replaceAll('_', ' ')}</span><br>${Array.isArray(value) ? value.join(', ') : String(value)}</p>`)}${form.note !== null && html`<p dir="auto">${form.note}</p>`}`,
  )
}`;
}

function addToCalendar({ booking, sessions, visit, root }: BookingView): Html {
  const { booking: texts } = visit.language.texts;
  const links = calendarLinks(booking);
  const all = sessions.length > 1 ? [] : [links];
  return html`<section class="calendars" aria-labelledby="calendars">
<h2 class="label" id="calendars">${texts.addToCalendar}</h2>
<ul>
<li><a href="${guestLinks(booking, root).ics}">${icons.calendar}${texts.ics}</a></li>
${all.map(
  ({
    google,
    outlook,
  }) => html`<li><a href="${google}" target="_blank" rel="noopener noreferrer">${texts.google}</a></li>
<li><a href="${outlook}" target="_blank" rel="noopener noreferrer">${texts.outlook}</a></li>`,
)}
</ul>
</section>`;
}
