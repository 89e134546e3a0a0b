import { candidates } from './candidates.ts';
import { freeStarts } from './free.ts';
import { gridOf } from './grid.ts';
import { type Block, blockAt } from './hours.ts';
import { allApart, seatableStarts } from './panel.ts';
import type { Host, Question, Rules, Standing } from './question.ts';
import { unite } from './union.ts';

/** Starts that are offered, ascending, and who can take each. `host` is an index into the question's hosts. */
export interface Slots {
  /** Epoch ms. */
  readonly starts: Float64Array;
  isFree(slot: number, host: number): boolean;
  /** Indices of the free hosts, ascending. */
  freeHosts(slot: number): number[];
  /** The block of the host's working hours in which the slot starts, which says the meeting locations he offers there. */
  blockOf(slot: number, host: number): Block | undefined;
}

/**
 * The starts in [from, to) that the calendar offers, and the hosts free at each. A pool (`any`) unites its hosts, each on
 * his own grid and rules; a panel (`all`) takes the starts of its first host at which all are free, so `freeHosts` is
 * everyone. Unknown zone, or a date that is none: RangeError. The rules: docs/time.md.
 */
export function listSlots(question: Question): Slots {
  const { hosts, rules, now, from, to, mode, required = [], oneOf = [] } = question;
  const grid = gridOf(rules);
  const mayLead = rules.published && from < to;
  const listFor = (people: readonly Host[]) => ({
    people,
    starts: mayLead && allApart(people) ? candidates(people, rules, grid, now, from, to) : [],
  });
  const panels =
    mode === 'any' ? hosts.map((host) => [host, ...required]) : hosts.length === 0 ? [] : [[...hosts, ...required]];
  const lists = panels.map(listFor);
  const open = oneOf.length === 0 ? lists.map((each) => each.starts) : seatableStarts(lists, oneOf, rules);
  const startsOfHosts = mode === 'any' ? open : hosts.map(() => open[0]!);
  const { starts, words, bits } = unite(startsOfHosts);

  const isFree = (slot: number, host: number): boolean =>
    ((bits[slot * words + (host >> 5)]! >>> (host & 31)) & 1) === 1;
  return {
    starts,
    isFree,
    freeHosts: (slot) => hosts.flatMap((_, host) => (isFree(slot, host) ? [host] : [])),
    blockOf: (slot, host) => blockAt(hosts[host]!.hours, starts[slot]!),
  };
}

/**
 * Which of the group can take this start (epoch ms) beside a host who can: their indices, ascending.
 */
export function judgeGroup(group: readonly Host[], rules: Rules, start: number): number[] {
  return group.flatMap((host, index) => (freeStarts(host, rules, [start]).length > 0 ? [index] : []));
}

/**
 * Indices of the hosts that can take this very start (epoch ms), empty when it is not offered. The same computation as the
 * list, so what was listed and what can be booked cannot differ.
 */
export function judge(standing: Standing, start: number): number[] {
  const slots = listSlots({ ...standing, from: start, to: start + 1 });
  return slots.starts.length === 0 ? [] : slots.freeHosts(0);
}
