import { nextFirst, untallied } from '../core/assign.ts';
import type { Tx } from '../db/pool.ts';
import { type Candidate, memberOf, type Place } from '../offerings/schema.ts';
import { findTallies } from './store.ts';

/** The members of a place in the order in which they are next, by its way to share meetings out. */
export async function orderMembers(tx: Tx, accountId: string, { members, assignment }: Place): Promise<Candidate[]> {
  if (members.length < 2) return members;
  const { method, correction, idleScope, countScope } = assignment;
  const scopes = [...new Set([idleScope, countScope])];
  const tallies = await findTallies(tx, accountId, scopes, members.map(memberOf));
  const waiting = members.map((member) => ({
    member,
    priority: member.priority,
    counted: tallies.get(countScope)?.get(memberOf(member)) ?? untallied,
    idle: tallies.get(idleScope)?.get(memberOf(member)) ?? untallied,
  }));
  return nextFirst(waiting, method, correction, Math.random).map((each) => each.member);
}
