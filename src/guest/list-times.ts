import { dayMs, dayOfDate, hourMs, minuteMs } from '../core/days.ts';
import { addMonths, isMonth, monthTextOfDay } from '../core/months.ts';
import { dayAt } from '../core/zone.ts';
import type { Tx } from '../db/pool.ts';
import type { Offering } from '../offerings/schema.ts';
import { slotsOf } from '../slots/list-slots.ts';
import type { LocationType } from '../slots/schema.ts';
import type { Visit } from './read-visit.ts';
import type { TimesView } from './times-view.ts';

/** The free starts of a stretch of time, epoch ms, as `GET …/time-slots` lists them to whoever asks. */
export type ListStarts = (from: number, to: number) => Promise<Starts>;

type Starts = readonly { start_time: string; locations: readonly OfferedPlace[]; booking_pages?: readonly string[] }[];

/** A way to meet, as a start offers it. */
export interface OfferedPlace {
  type: LocationType;
  value: string | null;
  id: string | null;
}

/** No page shows times further ahead than this. */
const mostMonths = 24;
/** Clocks on earth are from 12 hours behind UTC to 14 hours ahead of it. */
const behindMs = 12 * hourMs;
const aheadMs = 14 * hourMs;
const searchMs = 31 * dayMs;
/** An offering whose next time is further away has none worth showing. */
const mostSearches = 13;

/** What of a month a page shows, and the ways to meet that its times offer. */
export interface MonthOfTimes {
  month: Pick<TimesView, 'month' | 'firstMonth' | 'lastMonth' | 'starts' | 'next'>;
  places: LocationType[];
}

/** Lists an offering's starts within its horizon. A hold of the visitor's own does not stand in his way. */
export function startsOf(
  tx: Tx,
  accountId: string,
  offering: Offering,
  now: number,
  except?: readonly string[],
): ListStarts {
  return (from, to) => slotsOf(tx, accountId, offering, { from, to, now, withHorizon: true }, except);
}

/**
 * The times of the month that a visit asks for, or of the first one that has any. `lastDay` is the day number after which
 * there can be none.
 */
export async function listTimes(list: ListStarts, visit: Visit, lastDay: number): Promise<MonthOfTimes> {
  const { params, reader, now } = visit;
  const firstMonth = monthTextOfDay(dayAt(reader.zone, now));
  const farthest = addMonths(firstMonth, mostMonths);
  const last = Number.isFinite(lastDay) ? monthTextOfDay(lastDay) : farthest;
  const lastMonth = last > farthest ? farthest : last < firstMonth ? firstMonth : last;
  const wish = params.get('month') ?? params.get('date')?.slice(0, 7) ?? '';
  const named = isMonth(wish) && wish >= firstMonth && wish <= lastMonth;
  let month = named ? wish : firstMonth;
  let starts = await startsOfMonth(list, month, now);
  let next: number | null = null;
  if (!starts.some((each) => monthOf(each.start_time, reader.zone) === month)) {
    const found = await nextStart(
      list,
      Math.max(now, startOf(addMonths(month, 1)) - aheadMs),
      lastMonth,
      (start) => monthOf(start, reader.zone) > month,
    );
    next = found === undefined ? null : Date.parse(found) / minuteMs;
    if (found !== undefined && !named) {
      month = monthOf(found, reader.zone);
      starts = await startsOfMonth(list, month, now);
      next = null;
    }
  }
  const places = [...new Set(starts.flatMap((each) => each.locations.map(({ type }) => type)))];
  const minutes = starts.map((each) => Date.parse(each.start_time) / minuteMs);
  return { month: { month, firstMonth, lastMonth, starts: minutes, next }, places };
}

function startOf(month: string): number {
  return dayOfDate(`${month}-01`) * dayMs;
}

function monthOf(start: string, zone: string): string {
  return monthTextOfDay(dayAt(zone, Date.parse(start)));
}

/** Those of the month in whatever zone. */
async function startsOfMonth(list: ListStarts, month: string, now: number): Promise<Starts> {
  const from = Math.max(now, startOf(month) - aheadMs);
  const to = startOf(addMonths(month, 1)) + behindMs;
  return to <= from ? [] : list(from, to);
}

async function nextStart(
  list: ListStarts,
  from: number,
  lastMonth: string,
  fits: (start: string) => boolean,
): Promise<string | undefined> {
  const end = startOf(addMonths(lastMonth, 1)) + behindMs;
  for (let search = 0, at = from; search < mostSearches && at < end; search++, at += searchMs) {
    const found = (await list(at, Math.min(at + searchMs, end))).find((each) => fits(each.start_time));
    if (found !== undefined) return found.start_time;
  }
  return undefined;
}

/** The last day, as a day number, on which an offering can have a start; infinite if nothing says so. */
export function lastDayOf({ rules, host }: Offering, now: number): number {
  const { horizon } = rules;
  const zone = host.members[0]?.timezone ?? 'UTC';
  if (horizon.kind === 'days') return dayAt(zone, now) + horizon.days + 1;
  return horizon.kind === 'range' ? dayOfDate(horizon.to) + 1 : Number.POSITIVE_INFINITY;
}
