import type { GetReportTrendQuery } from '../../../../packages/client/daybook.ts';
import { at } from '../../core/router.ts';
import { dayOf, isoTime, startOfDay } from '../../core/time.ts';
import { type Status, statuses } from '../bookings/filters.ts';

/** What activities are counted by: a report for each, with a row for each user, page and so on. */
export const dimensions = [
  'owner',
  'host',
  'booking_calendar',
  'booking_page',
  'event_type',
  'master_page',
  'contact',
  'utm_source',
] as const;

export type Dimension = (typeof dimensions)[number];

export const reportNames = ['overview', 'activities', ...dimensions] as const;

export type ReportName = (typeof reportNames)[number];

/** What a report can be narrowed to, beside its dates and states. */
export const narrowings = [...dimensions, 'utm_medium', 'utm_campaign', 'utm_term', 'utm_content'] as const;

export type Narrowing = (typeof narrowings)[number];

export const counts = ['all', 'requested', 'scheduled', 'rescheduled', 'completed', 'canceled', 'no_show'] as const;

export type Count = (typeof counts)[number];

/** Ranges that move with the calendar, by name: their first and last day. */
const ranges = {
  last_7: (today: Temporal.PlainDate) => [today.subtract({ days: 6 }), today],
  last_30: (today) => [today.subtract({ days: 29 }), today],
  last_90: (today) => [today.subtract({ days: 89 }), today],
  next_30: (today) => [today, today.add({ days: 29 })],
  this_month: (today) => [today.with({ day: 1 }), today.with({ day: today.daysInMonth })],
  last_month: (today) => {
    const first = today.with({ day: 1 }).subtract({ months: 1 });
    return [first, first.with({ day: first.daysInMonth })];
  },
  this_quarter: (today) => {
    const first = today.with({ day: 1, month: today.month - ((today.month - 1) % 3) });
    return [first, first.add({ months: 3 }).subtract({ days: 1 })];
  },
  this_year: (today) => [today.with({ month: 1, day: 1 }), today.with({ month: 12, day: 31 })],
  last_year: (today) => {
    const year = today.year - 1;
    return [today.with({ year, month: 1, day: 1 }), today.with({ year, month: 12, day: 31 })];
  },
} satisfies Record<string, (today: Temporal.PlainDate) => [Temporal.PlainDate, Temporal.PlainDate]>;

export type RangeName = keyof typeof ranges;

export const rangeNames = Object.keys(ranges) as RangeName[];

export type Interval = NonNullable<GetReportTrendQuery['interval']>;

/** What is asked for; all of it stands in the address. */
export interface Asked {
  report: ReportName;
  /** Undefined if somebody chose the days himself. */
  range: RangeName | undefined;
  /** First and last day, the reader's, as `2026-12-02`. */
  from: string;
  to: string;
  by: 'meeting' | 'creation';
  status: readonly Status[];
  narrowed: Partial<Record<Narrowing, string>>;
  /** By what a summary is sorted, and whether what comes first otherwise comes last. */
  sort: Count;
  turned: boolean;
  interval: Interval | undefined;
}

const intervals: readonly Interval[] = ['hour', 'day', 'week', 'month', 'quarter'];

function daysOf(range: RangeName): { from: string; to: string } {
  const [from, to] = ranges[range](dayOf(Date.now()));
  return { from: from!.toString(), to: to!.toString() };
}

/** The day that a text names, if there is such a day. */
function readDay(text: string | null): string | undefined {
  try {
    return /^\d{4}-\d\d-\d\d$/.test(text ?? '') ? Temporal.PlainDate.from(text!).toString() : undefined;
  } catch {
    return undefined;
  }
}

export function readAsked(query: URLSearchParams): Asked {
  const one = <Name extends string>(name: string, all: readonly Name[]) => all.find((each) => each === query.get(name));
  const first = readDay(query.get('from'));
  const last = readDay(query.get('to'));
  const own = first !== undefined && last !== undefined;
  const range = own ? undefined : (one('range', rangeNames) ?? 'last_30');
  const days = range === undefined ? { from: first!, to: last! } : daysOf(range);
  // A range that ends before it begins is no mistake of somebody who is still choosing.
  if (days.to < days.from) days.to = days.from;
  return {
    report: one('report', reportNames) ?? 'overview',
    range,
    ...days,
    by: one('by', ['meeting', 'creation'] as const) ?? 'meeting',
    status: statuses.filter((status) => query.get('status')?.split(',').includes(status)),
    narrowed: Object.fromEntries(
      narrowings.flatMap((name) => {
        const value = query.get(name);
        return value ? [[name, value]] : [];
      }),
    ),
    sort: one('sort', counts) ?? 'all',
    turned: query.get('order') === 'turned',
    interval: one('interval', intervals),
  };
}

/** The address of what is asked for, at the screen itself or at another that shows the same. */
export function hrefOf(asked: Asked, path = '/reports'): string {
  const { report, range, from, to, by, status, narrowed, sort, turned, interval } = asked;
  return at(path, {
    report: report === 'overview' ? undefined : report,
    range: range === 'last_30' ? undefined : range,
    ...(range === undefined ? { from, to } : {}),
    by: by === 'meeting' ? undefined : by,
    status: status.length === 0 ? undefined : status.join(','),
    ...narrowed,
    sort: sort === 'all' ? undefined : sort,
    order: turned ? 'turned' : undefined,
    interval,
  });
}

/** The activities behind something: the same dates and filters, narrowed further. */
export function drill(asked: Asked, narrower: Partial<Asked['narrowed']>): string {
  return hrefOf({
    ...asked,
    report: 'activities',
    sort: 'all',
    turned: false,
    interval: undefined,
    narrowed: { ...asked.narrowed, ...narrower },
  });
}

/** The days of a range as instants: its first, and the first that is too late. */
export function instantsOf({ from, to }: Pick<Asked, 'from' | 'to'>): { from: number; to: number } {
  return { from: startOfDay(from), to: startOfDay(Temporal.PlainDate.from(to).add({ days: 1 })) };
}

/** Which activities a report is about, as the API is asked. */
export function scopeOf(asked: Asked) {
  const { from, to } = instantsOf(asked);
  return {
    by: asked.by,
    from: isoTime(from),
    to: isoTime(to),
    ...(asked.status.length === 0 ? {} : { status: asked.status.join(',') }),
    ...asked.narrowed,
  };
}

/** The same as the beginning of a key, so that what depends on it is read anew when it changes. */
export function keyOf(asked: Asked): string {
  return new URLSearchParams(scopeOf(asked)).toString();
}

/** How many filters are set beside the dates. */
export function countOf({ status, narrowed }: Asked): number {
  return (status.length > 0 ? 1 : 0) + Object.keys(narrowed).length;
}

/** What a chart has a point for, unless somebody chose: as many as can be told apart. */
export function intervalOf(asked: Asked): Interval {
  const days = Temporal.PlainDate.from(asked.from).until(asked.to).days + 1;
  const fits: Record<Interval, boolean> = {
    hour: days <= 7,
    day: days <= 366,
    week: days <= 366 * 5,
    month: true,
    quarter: true,
  };
  if (asked.interval !== undefined && fits[asked.interval]) return asked.interval;
  if (days <= 45) return 'day';
  if (days <= 190) return 'week';
  return days <= 366 * 3 ? 'month' : 'quarter';
}

/** Intervals that somebody can choose for a range. */
export function intervalsFor(asked: Asked): Interval[] {
  return intervals.filter((interval) => intervalOf({ ...asked, interval }) === interval);
}
