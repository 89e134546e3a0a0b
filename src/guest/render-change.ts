import { offsetAt } from '../core/zone.ts';
import { type Html, type HtmlValue, html } from '../http/html.ts';
import { momentText, zoneText } from '../language/dates.ts';
import { say } from '../language/say.ts';
import { linkTo } from './link-to.ts';
import { type BookingView, keptQuery } from './render-booking.ts';
import { labelled } from './render-field.ts';
import { renderTime } from './render-form.ts';
import { paragraphs } from './render-intro.ts';
import { renderNotice } from './render-stage.ts';
import { renderTimes } from './render-times.ts';
import type { TimesView } from './times-view.ts';

/** Asks whether a booking is to be cancelled, and why. `error` is what was wrong with the answer. */
export function renderCancel(view: BookingView, error?: string): Html {
  const { booking, visit } = view;
  const { texts } = visit.language;
  const request = booking.status === 'requested';
  const guests = (booking.form_submission?.guests ?? []).length > 0;
  return html`<h1 id="cancel" tabindex="-1">${request ? texts.cancel.headingRequest : texts.cancel.heading}</h1>
${meeting(view)}
${view.own && guests && html`<p>${texts.cancel.withGuests}</p>`}
${policyNote(view, 'cancel')}
<form class="form" method="post" action="${linkTo(`${parent(view)}/cancel`, keptQuery(visit))}" data-go>
${reasonField(texts.cancel.reason, view, error)}
<div class="send">
<button class="button danger" data-busy="${texts.form.busy}">${request ? texts.cancel.confirmRequest : texts.cancel.confirm}</button>
<a class="button quiet" href="${linkTo(parent(view), keptQuery(visit))}" data-go>${texts.cancel.keep}</a>
</div>
</form>`;
}

/** Times that a booking can move to. */
export function renderMoves(view: BookingView, times: TimesView, taken: boolean): Html {
  const { texts } = view.visit.language;
  return html`<h1 id="reschedule" tabindex="-1">${texts.reschedule.heading}</h1>
${meeting(view)}
${policyNote(view, 'reschedule')}
${taken && html`<div class="notice" role="alert"><h2>${texts.gone.heading}</h2><p>${texts.gone.textPick}</p></div>`}
${
  times.starts.length === 0 && times.next === null && times.month === times.firstMonth
    ? renderNotice(texts.closed.noTimes, texts.closed.noTimesText)
    : renderTimes(times, offsetAt)
}
<p><a class="button quiet" href="${linkTo(parent(view), keptQuery(view.visit))}" data-go>${texts.reschedule.keep}</a></p>`;
}

/** Asks whether a booking is to move to the time picked, epoch ms, and why. */
export function renderMove(view: BookingView, start: number, needsApproval: boolean, error?: string): Html {
  const { booking, visit, hostName } = view;
  const { texts, locale } = visit.language;
  const minutes = booking.duration_minutes;
  const back = linkTo(`${parent(view)}/reschedule`, visit.query, { start: null });
  return html`<h1 id="reschedule" tabindex="-1">${texts.reschedule.confirmHeading}</h1>
<dl class="details">
${
  booking.starting_time !== null &&
  html`<div><dt>${texts.reschedule.from}</dt><dd class="was">${renderTime(visit, booking.starting_time, minutes)}</dd></div>`
}
<div><dt>${texts.reschedule.to}</dt><dd>${renderTime(visit, start, minutes)}<br><span class="fine">${zoneText(visit.reader, start)}</span></dd></div>
</dl>
${needsApproval && html`<p>${say(locale, texts.reschedule.approval, { name: hostName })}</p>`}
<form class="form" method="post" action="${linkTo(`${parent(view)}/reschedule`, visit.query, { start: null, taken: null })}" data-go>
<input type="hidden" name="start" value="${new Date(start).toISOString()}">
<input type="hidden" name="iana_time_zone" value="${visit.reader.zone}">
${reasonField(texts.reschedule.reason, view, error)}
<div class="send">
<button class="button" data-busy="${texts.form.busy}">${texts.reschedule.confirm}</button>
<a class="button quiet" href="${back}" data-go>${texts.form.changeTime}</a>
</div>
</form>`;
}

/** Says that the guest may not do this any more, until when he could, and whom to ask. */
export function renderRefused(view: BookingView, what: 'cancel' | 'reschedule'): Html {
  const { visit, hostName, rights } = view;
  const { texts, locale } = visit.language;
  const { until } = rights[what];
  const time = until === null ? '' : momentText(visit.reader, until);
  return html`<h1 id="refused" tabindex="-1">${texts.refused[what]}</h1>
${until !== null && until <= visit.now && html`<p>${say(locale, texts.refused[`${what}Until`], { time })}</p>`}
${hostName !== '' && html`<p>${say(locale, texts.refused.contact, { name: hostName })}</p>`}
${meeting(view)}
<p class="actions"><a class="button quiet" href="${linkTo(parent(view), keptQuery(visit))}" data-go>${texts.page.back}</a></p>`;
}

/** The policy of the booking in its own words, or until when it lets the guest do this. */
export function policyNote({ booking, rights, visit }: BookingView, what: 'cancel' | 'reschedule'): HtmlValue {
  const { texts, locale } = visit.language;
  const words = booking.policy?.policy_text ?? null;
  if (words !== null) return html`<div class="fine">${paragraphs(words)}</div>`;
  const { until } = rights[what];
  if (until === null || until === booking.starting_time) return '';
  const time = momentText(visit.reader, until);
  return html`<p class="fine">${say(locale, texts[what].until, { time })}</p>`;
}

/** The booking's own page, above those of what can be done to it. */
function parent({ root, booking }: BookingView): string {
  return `${root}/m/${booking.id}`;
}

function meeting({ booking, visit }: BookingView): HtmlValue {
  const start = booking.starting_time ?? booking.proposed_times?.[0];
  return html`<div class="meeting"><p dir="auto"><strong>${booking.subject}</strong></p>
${start !== undefined && html`<p>${renderTime(visit, start, booking.duration_minutes)}</p><p class="fine">${zoneText(visit.reader, start)}</p>`}</div>`;
}

function reasonField(label: string, { visit, rights }: BookingView, error: string | undefined): HtmlValue {
  if (rights.reason === 'off') return '';
  const required = rights.reason === 'required';
  const control = html`<textarea id="f-reason" name="reason" dir="auto" rows="3" maxlength="5000" ${required && html`required`} ${error !== undefined && html`aria-invalid="true" aria-describedby="f-reason-error"`}></textarea>`;
  return labelled({ name: 'reason', label, required }, { values: [], error, texts: visit.language.texts }, control);
}
