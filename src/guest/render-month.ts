import { dateOfDay, dayOfDate, weekdayOfDay } from '../core/days.ts';
import { addMonths, daysInMonth } from '../core/months.ts';
import { type Html, html } from '../http/html.ts';
import { dayOfMonthText, dayText, monthText, weekdayTexts } from '../language/dates.ts';
import { say } from '../language/say.ts';
import { icons } from './render-icons.ts';
import { linkFrom, type TimesView } from './times-view.ts';

/** A month with its free days as links; `days` has the starts of each, `picked` is the one whose times are shown. */
export function renderMonth(
  view: TimesView,
  days: ReadonlyMap<number, readonly number[]>,
  picked: number | undefined,
): Html {
  return html`${header(view)}
<table>
<thead><tr>${weekdayTexts(view.reader.locale, view.weekStart).map(
    ({ long, short }) => html`<th scope="col" abbr="${long}">${short}</th>`,
  )}</tr></thead>
<tbody>
${weeksOf(view).map(
  (
    week,
  ) => html`<tr>${week.map((day) => html`<td>${day !== null && dayCell(view, days, day, day === picked)}</td>`)}</tr>
`,
)}</tbody>
</table>`;
}

function header(view: TimesView): Html {
  const { month, firstMonth, lastMonth, reader, texts } = view;
  const step = (to: string, text: string, icon: Html, rel: string) =>
    to < firstMonth || to > lastMonth
      ? html`<span class="step">${icon}</span>`
      : html`<a class="step" href="${linkFrom(view, { month: to, date: null })}" data-month="${to}" rel="${rel}"><span class="hidden">${text}</span>${icon}</a>`;
  return html`<div class="month-head">
<h2 id="month" tabindex="-1">${monthText(reader.locale, dayOfDate(`${month}-01`))}</h2>
${step(addMonths(month, -1), texts.previousMonth, icons.back, 'prev')}
${step(addMonths(month, 1), texts.nextMonth, icons.on, 'next')}
</div>`;
}

/** The month's days in weeks; null before its first and after its last. */
function weeksOf({ month, weekStart }: TimesView): (number | null)[][] {
  const first = dayOfDate(`${month}-01`);
  const before = (weekdayOfDay(first) + 8 - weekStart) % 7;
  const count = daysInMonth(month);
  return Array.from({ length: Math.ceil((before + count) / 7) }, (_, week) =>
    Array.from({ length: 7 }, (__, weekday) => {
      const index = week * 7 + weekday - before;
      return index < 0 || index >= count ? null : first + index;
    }),
  );
}

function dayCell(view: TimesView, days: ReadonlyMap<number, readonly number[]>, day: number, picked: boolean): Html {
  const { locale } = view.reader;
  const number = dayOfMonthText(locale, day);
  const count = days.get(day)?.length ?? 0;
  if (count === 0) return html`<span class="day">${number}</span>`;
  const label = say(locale, view.texts.dayWithTimes, { day: dayText(locale, day), count });
  const date = dateOfDay(day);
  return html`<a class="day free" href="${linkFrom(view, { date, month: null })}#slots" data-date="${date}" aria-label="${label}" ${picked && html`aria-current="date"`}>${number}</a>`;
}
