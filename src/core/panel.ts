import { freeStarts } from './free.ts';
import { mergeStarts } from './intervals.ts';
import type { Host, Rules } from './question.ts';

/** Who these hosts are; somebody without a name is nobody else. */
export function personsOf(hosts: readonly Host[]): Set<string> {
  return new Set(hosts.flatMap((host) => host.person ?? []));
}

/** True if no person is among them twice. */
export function allApart(hosts: readonly Host[]): boolean {
  return personsOf(hosts).size === hosts.filter((host) => host.person !== undefined).length;
}

/**
 * Leaves of each list of ascending starts (epoch ms) those at which, beside the list's own people, each group has somebody for
 * it who is free and in no other place.
 */
export function seatableStarts(
  lists: readonly { people: readonly Host[]; starts: readonly number[] }[],
  groups: readonly (readonly Host[])[],
  rules: Rules,
): (readonly number[])[] {
  const all = lists.reduce<readonly number[]>((union, { starts }) => mergeStarts(union, starts), []);
  const freeAt = groups.map((group) => {
    const free = new Map<number, Host[]>(all.map((start) => [start, []]));
    for (const host of group) for (const start of freeStarts(host, rules, all)) free.get(start)!.push(host);
    return free;
  });
  const somebody = all.filter((start) => freeAt.every((free) => free.get(start)!.length > 0));
  const open = new Map(somebody.map((start) => [start, freeAt.map((free) => free.get(start)!)]));
  return lists.map(({ people, starts }) => {
    const taken = personsOf(people);
    return starts.filter((start) => open.has(start) && canSeat(open.get(start)!, taken));
  });
}

/** True if each group can send somebody who is not taken, no person twice: a matching of groups and persons. */
export function canSeat(groups: readonly (readonly Host[])[], taken: ReadonlySet<string>): boolean {
  const seated = new Map<string | Host, number>();
  const find = (group: number, tried: Set<string | Host>): boolean =>
    groups[group]!.some((host) => {
      const person = host.person ?? host;
      if (tried.has(person) || taken.has(person as string)) return false;
      tried.add(person);
      const holder = seated.get(person);
      if (holder !== undefined && !find(holder, tried)) return false;
      seated.set(person, group);
      return true;
    });
  return groups.every((_, group) => find(group, new Set()));
}
