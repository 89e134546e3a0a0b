import { orderMembers } from '../assignment/order-members.ts';
import { canSeat } from '../core/panel.ts';
import type { Host } from '../core/question.ts';
import { judgeGroup } from '../core/slots.ts';
import type { Tx } from '../db/pool.ts';
import { problem } from '../http/problem.ts';
import type { Candidate, Offering } from '../offerings/schema.ts';
import type { LoadedStanding } from './load-standing.ts';

/**
 * Who takes a meeting at a start, epoch ms: one of the hosts who are `free` (their indices), and a person for each place of
 * the panel. Refused if somebody is missing.
 */
export async function choosePeople(
  tx: Tx,
  accountId: string,
  offering: Offering,
  free: readonly number[],
  loaded: LoadedStanding,
  start: number,
): Promise<{ host: Candidate; panel: Candidate[] }> {
  if (free.length === 0) throw problem('start_not_available');
  const host = await chooseHost(tx, accountId, offering, free, loaded, start);
  return { host, panel: await choosePanel(tx, accountId, offering, host, loaded, start) };
}

/** A session with a seat left is filled before another host opens one at its start; else whoever is next takes the meeting. */
async function chooseHost(
  tx: Tx,
  accountId: string,
  { host: place, rules }: Offering,
  free: readonly number[],
  { standing }: LoadedStanding,
  start: number,
): Promise<Candidate> {
  const hasSession = (index: number) => standing.hosts[index]!.openSessions?.some((each) => each.start === start);
  const filling = rules.concurrent ? [] : free.filter(hasSession);
  const members = (filling.length > 0 ? filling : free).map((index) => place.members[index]!);
  return (await orderMembers(tx, accountId, { ...place, members }))[0]!;
}

/**
 * A person for each place of the panel: whoever of its members is free, is not in the meeting yet, leaves somebody for the
 * places after it, and is next.
 */
async function choosePanel(
  tx: Tx,
  accountId: string,
  offering: Offering,
  host: Candidate,
  { standing }: LoadedStanding,
  start: number,
): Promise<Candidate[]> {
  const chosen = offering.panel.filter((place) => place.members.length === 1).map((place) => place.members[0]!);
  const open = offering.panel.filter((place) => place.members.length !== 1);
  const taken = new Set([host, ...chosen].map((each) => each.id));
  const free = standing.oneOf!.map((group) => judgeGroup(group, standing.rules, start));
  const after = (place: number) =>
    standing.oneOf!.slice(place + 1).map((group, i) => hostsAt(group, free[place + 1 + i]!));
  for (const [i, place] of open.entries()) {
    const members = free[i]!.map((index) => place.members[index]!).filter((member) => !taken.has(member.id));
    const ordered = await orderMembers(tx, accountId, { ...place, members });
    const next = ordered.find((member) => canSeat(after(i), taken.union(new Set([member.id]))));
    if (next === undefined) throw problem('start_not_available');
    chosen.push(next);
    taken.add(next.id);
  }
  return chosen;
}

function hostsAt(group: readonly Host[], indices: readonly number[]): Host[] {
  return indices.map((index) => group[index]!);
}
