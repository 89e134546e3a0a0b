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
 * Those of the ascending starts (epoch ms) at which, beside the people of the meeting, each group has somebody for it who is
 * free and in no other place.
 */
export function seatableStarts(
  people: readonly Host[],
  groups: readonly (readonly Host[])[],
  rules: Rules,
  starts: readonly number[],
): readonly number[] {
  const each = [
    ...people,
    ...groups.flatMap((group) => [...new Map(group.map((host) => [host.person ?? host, host])).values()]),
  ];
  if (allApart(each)) return groups.reduce((kept, group) => freeForOne(group, rules, kept), starts);
  const taken = personsOf(people);
  const freeAt = groups.map((group) => group.map((host) => ({ host, at: new Set(freeStarts(host, rules, starts)) })));
  return starts.filter((start) =>
    canSeat(
      freeAt.map((group) => group.filter(({ at }) => at.has(start)).map(({ host }) => host)),
      taken,
    ),
  );
}

function freeForOne(group: readonly Host[], rules: Rules, starts: readonly number[]): readonly number[] {
  return group.reduce<readonly number[]>((found, host) => mergeStarts(found, freeStarts(host, rules, starts)), []);
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
