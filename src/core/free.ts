import { clashes, forbiddenStarts, joinableStarts } from './busy.ts';
import { minuteMs } from './days.ts';
import { hoursByDay, openIntervals } from './hours.ts';
import { mergeStarts, startsWithin, startWindows } from './intervals.ts';
import type { Host, Rules } from './question.ts';

/**
 * Of these ascending starts (epoch ms) those the host can take: the meeting lies in one open interval of his and, with
 * its buffers, clear of his busy time, or joins an open session. Buffers may reach outside working hours.
 */
export function freeStarts(host: Host, rules: Rules, starts: readonly number[]): readonly number[] {
  if (starts.length === 0) return starts;
  const duration = rules.durationMinutes * minuteMs;
  const first = starts[0]!;
  const last = starts[starts.length - 1]!;
  const open = openIntervals(host.hours.zone, hoursByDay(host.hours), first, last + duration);
  const free = startsWithin(starts, startWindows(open, duration, forbiddenStarts(host.busy, rules, first, last)));

  const joinable = joinableStarts(host, rules);
  if (joinable.size === 0) return free;
  const joined = startsWithin(
    starts.filter((start) => joinable.has(start)),
    startWindows(open, duration, []),
  );
  return mergeStarts(
    free,
    joined.filter((start) => clashes(host, rules, start, true).length === 0),
  );
}
