import type { Activity } from '../../../../packages/client/daybook.ts';
import { ms, zone } from '../../core/time.ts';
import { locale } from '../../core/words.ts';
import type { Status } from '../bookings/filters.ts';
import { words as bookingWords } from '../bookings/words.ts';
import { words } from './words.ts';

/** What stands in a cell, on the screen, on paper and in a file; `wall` is what a clock on the wall shows, as if it hung in UTC. */
export type Cell = string | number | { wall: number } | undefined;

export type ActivityColumn = Exclude<keyof Activity, 'object' | 'id'>;

/** Times of no zone of their own: the reader's. */
const instants = ['starting_time', 'creation_time', 'last_updated_time'] as const;
/** Times with the offset of somebody else's zone. */
const wallClocks = ['starting_time_customer', 'starting_time_owner'] as const;

export const timeColumns: readonly ActivityColumn[] = [...instants, ...wallClocks];

export const numberColumns: readonly ActivityColumn[] = ['duration_minutes', 'sessions', 'amount_charged'];

/** What the clock on the reader's wall shows. */
export function onTheWall(instant: number): { wall: number } {
  const there = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone.value);
  return { wall: there.toPlainDateTime().toZonedDateTime('UTC').epochMilliseconds };
}

/** What a column says of an activity. */
export function cellOf(column: ActivityColumn, activity: Activity): Cell {
  const value = activity[column];
  if (value === undefined || value === null) return undefined;
  if (column === 'status') return bookingWords.statuses[value as Status];
  if (column === 'canceled_by') return words.canceledBy[value as 'user' | 'customer'];
  if (column === 'answers') {
    const answers = value as NonNullable<Activity['answers']>;
    return answers.map((each) => `${each.name}: ${said(each.value)}`).join('; ') || undefined;
  }
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  if ((instants as readonly string[]).includes(column)) return onTheWall(ms(value as string));
  // The offset is cut off: what is left is the time that was on that wall.
  if ((wallClocks as readonly string[]).includes(column)) return { wall: ms(`${(value as string).slice(0, 23)}Z`) };
  return typeof value === 'number' ? value : said(value) || undefined;
}

function said(value: unknown): string {
  return Array.isArray(value) ? value.map(said).join(', ') : String(value ?? '');
}

const shownTime = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' });

export const number = new Intl.NumberFormat(locale);
const percents = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });

/** A rate, or a dash where there was nothing to divide by. */
export function percent(rate: number | null): string {
  return rate === null ? '–' : percents.format(rate);
}

/** A cell as somebody reads it. */
export function textOf(cell: Cell): string {
  if (cell === undefined) return '';
  if (typeof cell === 'string') return cell;
  return typeof cell === 'number' ? number.format(cell) : shownTime.format(cell.wall);
}

/** Of the meetings that were to take place, those to which nobody came. */
export function noShowRate({ completed, no_show }: { completed: number; no_show: number }): number | null {
  return completed + no_show === 0 ? null : no_show / (completed + no_show);
}
