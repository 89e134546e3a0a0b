import { dateOfDay, dayMs, dayOfDate, minuteMs } from '../core/days.ts';
import { daysInMonth } from '../core/months.ts';
import { type Html, type HtmlValue, html } from '../http/html.ts';
import { dateText, momentText, monthNameText, zoneText } from '../language/dates.ts';
import { say } from '../language/say.ts';
import { icons } from './render-icons.ts';
import { renderMonth } from './render-month.ts';
import { renderSlots } from './render-slots.ts';
import { isoOf, linkFrom, type OffsetAt, type TimesView } from './times-view.ts';

/** Calendar and times of a month. The same on the server and in the browser, which each know their own way to offsets. */
export function renderTimes(view: TimesView, offsetAt: OffsetAt): Html {
  const dayOf = (start: number) =>
    Math.floor((start * minuteMs + offsetAt(view.reader.zone, start * minuteMs)) / dayMs);
  const days = startsByDay(view, dayOf);
  const wished = view.date === null ? undefined : dayOfDate(view.date);
  const day = wished !== undefined && days.has(wished) ? wished : days.keys().next().value;
  return html`<div class="times" id="times">
${view.wanted > 1 && chosenTimes(view)}
<section class="month" aria-labelledby="month">
${renderMonth(view, days, day)}
${day === undefined && nothingFree(view, dayOf)}
</section>
<section class="slots" aria-labelledby="slots" ${day === undefined && html`hidden`}>
${day !== undefined && renderSlots(view, day, days.get(day)!, offsetAt)}
</section>
${readAs(view)}
</div>`;
}

/**
 * The month's starts by day numbers of the reader's zone, ascending. A start that would overlap one picked before is left out,
 * but that one itself is shown.
 */
function startsByDay(view: TimesView, dayOf: (start: number) => number): Map<number, number[]> {
  const { starts, month, chosen, durationMinutes } = view;
  const first = dayOfDate(`${month}-01`);
  const last = first + daysInMonth(month) - 1;
  const days = new Map<number, number[]>();
  for (const start of starts) {
    const day = dayOf(start);
    if (day < first || day > last) continue;
    if (chosen.some((each) => each !== start && Math.abs(each - start) < durationMinutes)) continue;
    const known = days.get(day);
    if (known === undefined) days.set(day, [start]);
    else known.push(start);
  }
  // Where clocks are set back over midnight, a date comes again after the next.
  return new Map([...days].sort(([a], [b]) => a - b));
}

function nothingFree(view: TimesView, dayOf: (start: number) => number): Html {
  const { reader, texts, month, next } = view;
  if (next === null) return html`<p class="none">${texts.noTimesAtAll}</p>`;
  const date = dateOfDay(dayOf(next));
  const name = monthNameText(reader.locale, dayOfDate(`${month}-01`));
  return html`<p class="none">${say(reader.locale, texts.noTimesInMonth, { month: name })}</p>
<p class="next"><a class="button quiet" href="${linkFrom(view, { month: date.slice(0, 7), date })}" data-month="${date.slice(0, 7)}" data-date="${date}">${say(
    reader.locale,
    texts.nextTime,
    { day: dateText(reader, next * minuteMs) },
  )}</a></p>`;
}

/** What was picked so far, of several. */
function chosenTimes(view: TimesView): HtmlValue {
  const { reader, texts, chosen, wanted } = view;
  return html`<div class="chosen" role="status">
<p>${say(reader.locale, texts.chosen, { count: chosen.length, total: wanted })}</p>
<ul>${chosen.map((start) => {
    const time = momentText(reader, start * minuteMs);
    const others = chosen.filter((each) => each !== start).map(isoOf);
    return html`<li>${time} <a href="${linkFrom(view, { start: others, hold: null })}" data-go aria-label="${say(reader.locale, texts.remove, { time })}">×</a></li>`;
  })}</ul>
</div>`;
}

/** In which zone and on which clock the times are read, and the way to others. */
function readAs(view: TimesView): Html {
  const { reader, texts } = view;
  const first = view.starts[0] ?? view.next;
  const at = first === null || first === undefined ? dayOfDate(`${view.month}-15`) * dayMs : first * minuteMs;
  const zone = zoneText(reader, at);
  const other = reader.hour12 ? '24' : '12';
  return html`<p class="reads">
<span class="zone">${icons.globe}<span><span class="hidden">${texts.zone} </span>${zone}</span></span>
${!view.fixedZone && html`<a href="${linkFrom(view, { choose: 'zone' })}" data-go>${texts.changeZone}</a>`}
<a href="${linkFrom(view, { clock: other })}" data-clock="${other}">${reader.hour12 ? texts.clock24 : texts.clock12}</a>
</p>`;
}
