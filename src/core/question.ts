/** Wall-clock minutes from midnight, [start, end) ascending and disjoint; `end` may be 1440. */
export type DayHours = readonly (readonly [startMinute: number, endMinute: number])[];

/** When a host works, in the wall clock of `zone`. */
export interface Hours {
  /** IANA name, never an offset. */
  zone: string;
  /** Seven entries, Monday first. */
  weekly: readonly DayHours[];
  /** By host date `YYYY-MM-DD`; replaces the weekly hours of that date, an empty list closes it. */
  overrides: ReadonlyMap<string, DayHours>;
}

/** A group or concurrent session that still has a seat, epoch ms. */
export interface OpenSession {
  start: number;
  end: number;
}

export interface Host {
  /** Who he is, where somebody can stand in several places; nobody takes two in one meeting. */
  person?: string;
  hours: Hours;
  /** Flat [start0, end0, start1, end1, …] in epoch ms, sorted by start, may overlap: time that is taken. */
  busy: Float64Array;
  /**
   * Sessions of this very calendar that still have a seat. A start equal to a session's start, with the session's
   * duration, is offered although the session's own busy interval takes the time; it is held to every rule but the caps,
   * because a session counts once whatever the number of its guests.
   */
  openSessions?: readonly OpenSession[];
  /** Starts in epoch ms, sorted: what counts against this host's caps on this calendar. */
  counted?: Float64Array;
}

/** `days` are the host's calendar days: one day means from tomorrow's first moment on. */
export type LeadTime = { unit: 'minutes' | 'hours' | 'days'; amount: number };

/** All dates are the host's, `YYYY-MM-DD`, and inclusive. */
export type Horizon =
  | { kind: 'none' }
  | { kind: 'days'; days: number }
  | { kind: 'bookable_days'; days: number }
  | { kind: 'range'; from: string; to: string };

/** The most sessions a host takes in one of his days, weeks and months. */
export interface Caps {
  day?: number;
  week?: number;
  month?: number;
}

export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

export interface Rules {
  durationMinutes: number;
  bufferBeforeMinutes: number;
  bufferAfterMinutes: number;
  leadTime: LeadTime;
  horizon: Horizon;
  caps: Caps;
  /** ISO weekday on which the weeks of the weekly cap begin, 1 = Monday. */
  weekStart: Weekday;
  /** Allowed minute marks within the hour, such as [0, 15, 30, 45]. */
  startMinutes: readonly number[];
  /**
   * Least distance between two starts of a block, counted in wall clock from the first mark at or after the block's
   * beginning. Busy time plays no part, so a booking never shifts the grid.
   */
  spacingMinutes: number;
  published: boolean;
}

/** `any` is a pool: one free host is enough. `all` is a panel: the first host leads and all must be free. */
export type Mode = 'any' | 'all';

/** Everything a start is judged by. `now` in epoch ms; busy and counted data must reach back to `now`. */
export interface Standing {
  now: number;
  rules: Rules;
  hosts: readonly Host[];
  mode: Mode;
  /** People who must be free as well, whichever host of a pool takes the meeting; every rule but theirs is the host's. */
  required?: readonly Host[];
  /** Groups of people of whom one must be free as well, as in a panel with a place for a pool. */
  oneOf?: readonly (readonly Host[])[];
}

/** Asks for the starts in [from, to), epoch ms. */
export interface Question extends Standing {
  from: number;
  to: number;
}
