import { dayOfDate } from '../../src/core/days.ts';
import { addMonths } from '../../src/core/months.ts';
import { linkTo } from '../../src/guest/link-to.ts';
import { renderTimes } from '../../src/guest/render-times.ts';
import type { TimesView } from '../../src/guest/times-view.ts';
import { monthText } from '../../src/language/dates.ts';
import { modernZone } from '../../src/language/modern-zone.ts';
import { offsetAt } from './offset.ts';
import { announce } from './swap.ts';

type Month = Pick<TimesView, 'month' | 'firstMonth' | 'lastMonth' | 'starts' | 'next'>;

/** What the page brought along, and what was fetched since. */
let view: (TimesView & { zoneGiven: boolean }) | undefined;
let months = new Map<string, Promise<Month>>();

/** Shows the times in the guest's own zone, and another day, month or clock as soon as it is asked for. */
export function startTimes(): void {
  const data = document.getElementById('times-view');
  const stage = document.getElementById('times')?.parentElement;
  // An offering without any times says so, and has none to show.
  view = data === null || stage == null ? undefined : JSON.parse(data.textContent ?? '');
  if (view === undefined || stage == null) return;
  const { month, firstMonth, lastMonth, starts, next } = view;
  months = new Map([[month, Promise.resolve({ month, firstMonth, lastMonth, starts, next })]]);
  if (!view.zoneGiven && !view.fixedZone) {
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    if (timeZone !== undefined) {
      const zone = modernZone(timeZone);
      const differs = zone !== view.reader.zone;
      view = { ...view, reader: { ...view.reader, zone }, query: withQuery(view.query, { iana_time_zone: zone }) };
      if (differs) show();
      else relink();
    }
  }
  stage.addEventListener('click', onClick);
  stage.addEventListener('keydown', onKey);
  prefetch();
}

function onClick(event: MouseEvent): void {
  if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = (event.target as Element).closest<HTMLAnchorElement>('a[data-month], a[data-date], a[data-clock]');
  if (link === null || view === undefined) return;
  event.preventDefault();
  const { month, date, clock } = link.dataset;
  if (clock !== undefined) {
    view = { ...view, reader: { ...view.reader, hour12: clock === '12' }, query: withQuery(view.query, { clock }) };
    show();
    return;
  }
  if (month !== undefined) {
    void showMonth(month, date ?? null);
    return;
  }
  view = { ...view, date: date!, query: withQuery(view.query, { date: date!, month: null }) };
  show();
  announce(document.getElementById('slots')?.textContent ?? '');
  if (!matchMedia('(min-width: 44rem)').matches)
    document.querySelector('.slots')?.scrollIntoView({ block: 'start', behavior: calm() ? 'auto' : 'smooth' });
}

function calm(): boolean {
  return matchMedia('(prefers-reduced-motion: reduce)').matches;
}

function withQuery(query: string, changes: Record<string, string | null>): string {
  return linkTo('', query, changes).slice(1);
}

async function showMonth(month: string, date: string | null): Promise<void> {
  if (view === undefined) return;
  const wanted = view;
  const times = document.getElementById('times');
  const late = setTimeout(() => times?.toggleAttribute('data-loading', true), 100);
  try {
    const found = await load(month);
    if (view !== wanted) return;
    const query = withQuery(view.query, date === null ? { month, date: null } : { date, month: null });
    view = { ...view, ...found, date, query };
    show();
    announce(monthText(view.reader.locale, dayOfDate(`${month}-01`)));
    prefetch();
  } catch {
    location.assign(linkTo(wanted.path, withQuery(wanted.query, { month, date })));
  } finally {
    clearTimeout(late);
  }
}

function load(month: string): Promise<Month> {
  let found = months.get(month);
  if (found === undefined) {
    const { path, query } = view!;
    found = fetch(linkTo(`${path}/times`, query, { month, date: null })).then((response) => {
      if (!response.ok) throw new TypeError(String(response.status));
      return response.json();
    });
    months.set(month, found);
    found.catch(() => months.delete(month));
  }
  return found;
}

/** The months beside the one shown are there before they are asked for. */
function prefetch(): void {
  const { month, firstMonth, lastMonth } = view!;
  const work = () => {
    for (const near of [addMonths(month, 1), addMonths(month, -1)])
      if (view !== undefined && near >= firstMonth && near <= lastMonth) load(near).catch(() => {});
  };
  // Not every browser says when it is idle, and a busy one never may.
  if (window.requestIdleCallback === undefined) setTimeout(work, 50);
  else window.requestIdleCallback(work, { timeout: 300 });
}

function show(): void {
  const times = document.getElementById('times');
  if (times === null || view === undefined) return;
  const focused = document.activeElement?.closest('#times') === null ? null : address(document.activeElement);
  times.outerHTML = renderTimes(view, offsetAt).text;
  history.replaceState(history.state, '', linkTo(view.path, view.query));
  if (focused === null) return;
  const again = document.querySelector<HTMLElement>(`#times ${focused}`) ?? document.getElementById('month');
  again?.focus({ preventScroll: true });
}

/** The links of a page in the guest's own zone carry it on, without a change to what he sees. */
function relink(): void {
  const times = document.getElementById('times');
  if (times !== null && view !== undefined) times.outerHTML = renderTimes(view, offsetAt).text;
}

/** How to find an element again once the times are shown anew. */
function address(element: Element | null): string | null {
  if (!(element instanceof HTMLElement)) return null;
  const { date, month, clock } = element.dataset;
  if (clock !== undefined) return '[data-clock]';
  if (element instanceof HTMLAnchorElement && element.rel !== '') return `a.step[rel="${element.rel}"]`;
  if (date !== undefined) return `[data-date="${date}"]`;
  return month === undefined ? null : '#month';
}

const steps: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

/** Arrow keys walk over the free days, Page up and Page down over the months. */
function onKey(event: KeyboardEvent): void {
  const from = (event.target as Element).closest<HTMLElement>('.day.free');
  if (from === null || view === undefined || event.metaKey || event.ctrlKey || event.altKey) return;
  if (event.key === 'PageUp' || event.key === 'PageDown') {
    const month = addMonths(view.month, event.key === 'PageUp' ? -1 : 1);
    if (month < view.firstMonth || month > view.lastMonth) return;
    event.preventDefault();
    void showMonth(month, null).then(() => document.querySelector<HTMLElement>('.day.free')?.focus());
    return;
  }
  const turned = document.documentElement.dir === 'rtl' && /Left|Right/.test(event.key) ? -1 : 1;
  const step = (steps[event.key] ?? 0) * turned;
  if (step === 0) return;
  event.preventDefault();
  const days = [...document.querySelectorAll<HTMLElement>('.day.free')];
  const dayOf = (element: HTMLElement) => dayOfDate(element.dataset.date!);
  const wanted = dayOf(from) + step;
  const ahead = step > 0 ? days.find((each) => dayOf(each) >= wanted) : days.findLast((each) => dayOf(each) <= wanted);
  ahead?.focus();
}
