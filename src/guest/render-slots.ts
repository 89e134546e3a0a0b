import { dateOfDay, dayMs, hourMs, minuteMs } from '../core/days.ts';
import { type Html, type HtmlValue, html } from '../http/html.ts';
import { dayText, offsetText, timeText } from '../language/dates.ts';
import { linkTo } from './link-to.ts';
import { isoOf, linkFrom, type OffsetAt, type TimesView } from './times-view.ts';

/** From which hour on; night comes twice. */
const partsOfDay = [
  { from: 0, until: 6, name: 'night' },
  { from: 6, until: 12, name: 'morning' },
  { from: 12, until: 18, name: 'afternoon' },
  { from: 18, until: 22, name: 'evening' },
  { from: 22, until: 24, name: 'night' },
] as const;

/** The starts of a day, epoch minutes, to pick from, by parts of the day. */
export function renderSlots(view: TimesView, day: number, starts: readonly number[], offsetAt: OffsetAt): Html {
  const { reader, texts } = view;
  const named = namedStarts(view, starts);
  const hourOf = (start: number) => {
    const instant = start * minuteMs;
    return Math.floor(((((instant + offsetAt(reader.zone, instant)) % dayMs) + dayMs) % dayMs) / hourMs);
  };
  const groups = partsOfDay
    .map((part) => ({
      ...part,
      members: named.filter(({ start }) => hourOf(start) >= part.from && hourOf(start) < part.until),
    }))
    .filter(({ members }) => members.length > 0);
  const asButtons = view.holds && view.chosen.length + 1 >= view.wanted;
  const lists = groups.map(
    ({ name, members }) => html`<h3 class="${name}">${texts[name]}</h3>
<ul>${members.map(({ start, text }) => html`<li>${slot(view, day, start, text, asButtons)}</li>`)}</ul>
`,
  );
  const heading = html`<h2 id="slots" tabindex="-1">${dayText(reader.locale, day)}</h2>`;
  if (!asButtons) return html`${heading}${lists}`;
  const action = linkTo(`${view.path}/hold`, view.query, {
    taken: null,
    start: null,
    month: null,
    date: dateOfDay(day),
  });
  return html`${heading}
<form method="post" action="${action}" data-go>
<input type="hidden" name="iana_time_zone" value="${reader.zone}">
${view.key !== null && html`<input type="hidden" name="key" value="${view.key}">`}
${view.chosen.map(isoOf).map((iso) => html`<input type="hidden" name="start" value="${iso}">`)}
${lists}</form>`;
}

/** An hour that comes twice, when clocks are set back, is told apart by how far it is from UTC. */
function namedStarts({ reader }: TimesView, starts: readonly number[]): { start: number; text: string }[] {
  const texts = starts.map((start) => timeText(reader, start * minuteMs));
  return starts.map((start, index) => {
    const text = texts[index]!;
    const twice = texts.indexOf(text) !== texts.lastIndexOf(text);
    return { start, text: twice ? `${text} ${offsetText(reader.locale, reader.zone, start * minuteMs)}` : text };
  });
}

function slot(view: TimesView, day: number, start: number, text: string, asButton: boolean): HtmlValue {
  const { chosen, wanted, texts } = view;
  const picked = chosen.includes(start);
  if (asButton && !picked) return html`<button class="slot" name="start" value="${isoOf(start)}">${text}</button>`;
  const next = wanted === 1 ? [start] : picked ? chosen.filter((each) => each !== start) : [...chosen, start];
  const changes = { start: next.map(isoOf), date: dateOfDay(day), month: null, iana_time_zone: view.reader.zone };
  return html`<a class="slot" href="${linkFrom(view, changes)}" data-go ${picked && html`aria-current="true"`}>${text}${
    picked && html`<span class="hidden">, ${texts.takeOut}</span>`
  }</a>`;
}
