import type { Place } from '../offerings/schema.ts';

/**
 * The places of a meeting without those of single pages whose owner has one already: one person may own two of the pages,
 * and takes part once. The host's place is the first, and stays.
 */
export function seatOnce(places: readonly Place[]): Place[] {
  const seated = new Set<string>();
  return places.filter(({ members, counted: isPool }) => {
    const [owner] = members;
    if (isPool || owner === undefined) return true;
    if (seated.has(owner.id)) return false;
    seated.add(owner.id);
    return true;
  });
}
