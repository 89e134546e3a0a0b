import { minuteMs } from '../core/days.ts';
import { offsetAt } from '../core/zone.ts';
import { type Html, type HtmlValue, html } from '../http/html.ts';
import { zoneText } from '../language/dates.ts';
import { modernZone } from '../language/modern-zone.ts';
import { say } from '../language/say.ts';
import { linkTo } from './link-to.ts';
import type { Look } from './look-at-page.ts';
import type { Visit } from './read-visit.ts';
import { renderTime } from './render-form.ts';
import { icons } from './render-icons.ts';
import { durationText, initialsOf, paragraphs } from './render-intro.ts';
import { renderTimes } from './render-times.ts';

/** A choice of one out of several event types or people. */
export function renderOptions({ ask, options }: Extract<Look, { kind: 'choose' }>, visit: Visit): Html {
  const { texts } = visit.language;
  const heading = ask === 'event_type' ? texts.page.chooseEventType : texts.page.choosePage;
  return html`<h2 id="choose" tabindex="-1">${heading}</h2>
<ul class="options">${options.map(
    ({
      id,
      name,
      description,
      minutes,
    }) => html`<li><a class="option" href="${linkTo(visit.path, visit.query, { [ask]: id })}" data-go>
${ask === 'booking_page' && html`<span class="initials" aria-hidden="true">${initialsOf(name)}</span>`}
<span class="what"><span class="name" dir="auto">${name}</span>
${minutes !== null && html`<span class="fine">${durationText(visit.language, minutes)}</span>`}
${description !== '' && html`<span class="fine clipped" dir="auto">${description}</span>`}</span>
${icons.on}</a></li>`,
  )}</ul>`;
}

/** Who is free at the time that was picked; whoever is chosen, his time is held. */
export function renderPeople({ starts, people, offering }: Extract<Look, { kind: 'people' }>, visit: Visit): Html {
  const { texts } = visit.language;
  const back = linkTo(visit.path, visit.query, { start: null, taken: null });
  return html`<div class="picked">
<div>
<h2 class="label">${texts.form.selected}</h2>
${starts.map((start) => html`<p>${renderTime(visit, start, offering.durationMinutes)}</p>`)}
<p class="fine">${zoneText(visit.reader, starts[0]!)}</p>
</div>
<a class="button quiet" href="${back}" data-go>${texts.form.changeTime}</a>
</div>
<h2 id="choose" tabindex="-1">${texts.page.choosePage}</h2>
<ul class="options">${people.map(
    ({
      id,
      name,
    }) => html`<li><form method="post" action="${linkTo(`${visit.path}/hold`, visit.query, { booking_page: id, start: null })}" data-go>
<input type="hidden" name="iana_time_zone" value="${visit.reader.zone}">
${starts.map((start) => html`<input type="hidden" name="start" value="${new Date(start).toISOString()}">`)}
<button class="option"><span class="initials" aria-hidden="true">${initialsOf(name)}</span>
<span class="what"><span class="name" dir="auto">${name}</span></span>${icons.on}</button>
</form></li>`,
  )}</ul>`;
}

/** Times to pick from, with the durations that there are. */
export function renderPick(look: Extract<Look, { kind: 'times' }>, visit: Visit): Html {
  const { texts, locale } = visit.language;
  const { view, taken, wanted, durations } = look;
  if (view.starts.length === 0 && view.next === null && view.month === view.firstMonth)
    return renderNotice(texts.closed.noTimes, texts.closed.noTimesText);
  const heading = wanted > 1 ? say(locale, texts.times.headings, { count: wanted }) : texts.times.heading;
  return html`<h2 class="hidden" id="pick" tabindex="-1">${heading}</h2>
${taken && html`<div class="notice" role="alert"><h2>${texts.gone.heading}</h2><p>${texts.gone.textPick}</p></div>`}
${durations.length > 1 && renderDurations(durations, look.offering.durationMinutes, visit)}
${renderTimes(view, offsetAt)}`;
}

function renderDurations(durations: readonly number[], chosen: number, visit: Visit): HtmlValue {
  const { texts } = visit.language;
  return html`<nav class="durations" aria-label="${texts.page.duration}"><ul>${durations.map(
    (minutes) =>
      html`<li><a href="${linkTo(visit.path, visit.query, { duration: String(minutes), start: null, hold: null, taken: null })}" data-go ${
        minutes === chosen && html`aria-current="true"`
      }>${durationText(visit.language, minutes)}</a></li>`,
  )}</ul></nav>`;
}

/** Every zone to choose from; without script a list and a button are all it takes. */
export function renderZones(visit: Visit): Html {
  const { texts } = visit.language;
  const { reader, now, path } = visit;
  const known = Intl.supportedValuesOf('timeZone').filter((zone) => zone.includes('/') && !zone.startsWith('Etc/'));
  const zones = [...new Set(known.map(modernZone))].sort();
  const shown = zones.includes(reader.zone) ? zones : [reader.zone, ...zones];
  const areas = Map.groupBy(shown, (zone) => zone.split('/')[0]!);
  const kept = [...visit.params].filter(([name]) => !['iana_time_zone', 'choose'].includes(name));
  return html`<form class="form" method="get" action="${path}" data-go>
<h2 id="zone" tabindex="-1">${texts.zone.heading}</h2>
${kept.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
<div class="field">
<label for="f-zone">${texts.zone.label}</label>
<select id="f-zone" name="iana_time_zone">${[...areas].map(
    ([area, members]) =>
      html`<optgroup label="${area}">${members.map(
        (zone) =>
          html`<option value="${zone}" ${zone === reader.zone && html`selected`}>${placeOf(zone, now)}</option>`,
      )}</optgroup>`,
  )}</select>
</div>
<div class="send">
<button class="button">${texts.zone.submit}</button>
<a class="button quiet" href="${linkTo(path, visit.query, { choose: null })}" data-go>${texts.page.back}</a>
</div>
</form>`;
}

/** `New York (GMT-5)`: what ICU would say of four hundred zones takes it a quarter of a second. */
function placeOf(zone: string, now: number): string {
  const minutes = Math.round(offsetAt(zone, now) / minuteMs);
  const size = Math.abs(minutes);
  const rest = size % 60 === 0 ? '' : `:${String(size % 60).padStart(2, '0')}`;
  const offset = minutes === 0 ? 'GMT' : `GMT${minutes < 0 ? '-' : '+'}${Math.floor(size / 60)}${rest}`;
  return `${zone.split('/').slice(1).join(', ').replaceAll('_', ' ') || zone} (${offset})`;
}

/** Something that a page has to say, and nothing else. `alone`: beside no side that has the page's heading. */
export function renderNotice(heading: string, text: string, alone = false): Html {
  return html`<div class="says">
${alone ? html`<h1 id="says" tabindex="-1">${heading}</h1>` : html`<h2 id="says" tabindex="-1">${heading}</h2>`}
${paragraphs(text)}
</div>`;
}
