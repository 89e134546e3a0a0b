import type { Reader } from '../language/dates.ts';
import type { Texts } from '../language/languages.ts';
import { type Changes, linkTo } from './link-to.ts';

/** The times of a month as a guest sees them. Plain data: the server sends it along, and the browser shows it anew. */
export interface TimesView {
  /** Path of the page, and the query that brought the guest here. */
  path: string;
  query: string;
  reader: Reader;
  texts: Texts['times'];
  /** ISO weekday on which weeks begin. */
  weekStart: number;
  /** `YYYY-MM` of the month shown, and of the first and the last that can be. */
  month: string;
  firstMonth: string;
  lastMonth: string;
  /** Ascending free starts, epoch minutes, of the month and a day on either side, so that every zone finds its own. */
  starts: readonly number[];
  /** The first free start after the month, epoch minutes, if the month has none. */
  next: number | null;
  /** The day picked, `YYYY-MM-DD`; the month's first with a time if it has none. */
  date: string | null;
  /** The starts picked so far, epoch minutes. */
  chosen: readonly number[];
  /** How many are picked in all. */
  wanted: number;
  durationMinutes: number;
  /** True if the server is asked to hold what was picked; else the address carries it on. */
  holds: boolean;
  /** What tells one showing of the times from another, where a pick may book at once; else null. */
  key: string | null;
  /** True if guests see the host's zone, whatever theirs is. */
  fixedZone: boolean;
}

/** What to add to an instant to read a zone's wall clock, ms. */
export type OffsetAt = (zone: string, instant: number) => number;

/** A link to the same page with these changes; what was said of a time that is gone has been read. */
export function linkFrom({ path, query }: TimesView, changes: Changes): string {
  return linkTo(path, query, { taken: null, ...changes });
}

/** Epoch minutes as addresses and forms carry them. */
export function isoOf(start: number): string {
  return new Date(start * 60_000).toISOString();
}
