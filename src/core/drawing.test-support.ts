/** Draws a day as text, one character per quarter of an hour, so that a test shows the rule it states. */
import type { Host, Hours, Rules, Standing } from './question.ts';
import { listSlots } from './slots.ts';

const minute = 60_000;
const quarter = 15 * minute;

/** Monday 2026-03-02 09:00 in UTC, where every drawing begins unless told otherwise. */
export const nine = Date.UTC(2026, 2, 2, 9);

/** Fifteen-minute meetings on every quarter of an hour, no other rule. */
export const plainRules: Rules = {
  durationMinutes: 15,
  bufferBeforeMinutes: 0,
  bufferAfterMinutes: 0,
  leadTime: { unit: 'minutes', amount: 0 },
  horizon: { kind: 'none' },
  caps: {},
  weekStart: 1,
  startMinutes: [0, 15, 30, 45],
  spacingMinutes: 15,
  published: true,
};

/** Flat [start, end, …] instants of each run of `#`, from `at` on. */
export function busy(drawing: string, at: number = nine): Float64Array {
  return Float64Array.from(runs(drawing).flatMap(([from, to]) => [at + from * quarter, at + to * quarter]));
}

/** Hours in UTC that are open on every day where the drawing has `#`, which begins at 09:00. */
export function open(drawing: string): Hours {
  const blocks = runs(drawing).map(([from, to]) => [540 + from * 15, 540 + to * 15] as const);
  return { zone: 'UTC', weekly: Array.from({ length: 7 }, () => blocks), overrides: new Map() };
}

/** A host open as drawn and busy as drawn. */
export function host(openDrawing: string, busyDrawing = ''): Host {
  return { hours: open(openDrawing), busy: busy(busyDrawing) };
}

/** What one calendar offers: `#` where a meeting may start, `.` elsewhere, one character per quarter from `at` on. */
export function free(
  hosts: Host | readonly Host[],
  length: number,
  changes: Partial<Rules> = {},
  rest: { now?: number; mode?: 'any' | 'all'; at?: number } = {},
): string {
  const at = rest.at ?? nine;
  const slots = listSlots({ ...standing(hosts, changes, rest), from: at, to: at + length * quarter });
  const drawing = Array<string>(length).fill('.');
  for (const start of slots.starts) drawing[(start - at) / quarter] = '#';
  return drawing.join('');
}

/** The question without its window; it is 09:00 unless told otherwise. */
export function standing(
  hosts: Host | readonly Host[],
  changes: Partial<Rules> = {},
  rest: { now?: number; mode?: 'any' | 'all' } = {},
): Standing {
  return {
    now: rest.now ?? nine,
    mode: rest.mode ?? 'any',
    hosts: Array.isArray(hosts) ? hosts : [hosts as Host],
    rules: { ...plainRules, ...changes },
  };
}

/** The instant of a UTC date and time such as `2026-03-02 10:15`. */
export function at(text: string): number {
  return Date.parse(text.replace(' ', 'T') + 'Z');
}

function runs(drawing: string): [number, number][] {
  return [...drawing.matchAll(/#+/g)].map((run) => [run.index, run.index + run[0].length]);
}
