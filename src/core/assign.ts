/** How a meeting finds its host among those who are free (product description 2.2). */
export type Method = 'longest_idle' | 'priority' | 'round_robin';

/** What fairness knows of a member. `lastBooked` in epoch ms: when a booking was last made for him. */
export interface Tally {
  received: number;
  removed: number;
  lastBooked: number;
}

/** A member who never was booked. */
export const untallied: Tally = { received: 0, removed: 0, lastBooked: Number.NEGATIVE_INFINITY };

/** Somebody who waits for meetings: `counted` where bookings are counted, `idle` where idle time is. */
export interface Waiting {
  priority: number;
  counted: Tally;
  idle: Tally;
}

/**
 * Puts members in the order in which they are next. Longest idle: since the last booking was made for them, never booked
 * before all others. By priority: the highest first, then longest idle. Round robin: the fewest bookings first, with
 * correction those that were lost taken off, then longest idle. Ties fall to `random`, a number in [0, 1) drawn per member.
 */
export function nextFirst<Member extends Waiting>(
  members: readonly Member[],
  method: Method,
  correction: boolean,
  random: () => number,
): Member[] {
  const rank = ({ priority, counted }: Member): number => {
    if (method === 'priority') return -priority;
    if (method === 'round_robin') return counted.received - (correction ? counted.removed : 0);
    return 0;
  };
  return members
    .map((member) => ({ member, rank: rank(member), tie: random() }))
    .sort((a, b) => a.rank - b.rank || compare(a.member.idle.lastBooked, b.member.idle.lastBooked) || a.tie - b.tie)
    .map((each) => each.member);
}

/** Infinities are equal to themselves, which their difference does not say. */
function compare(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
