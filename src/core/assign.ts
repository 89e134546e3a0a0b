/**
 * Orders the hosts who are free by how long they have been idle, longest first: idle since the last booking was made for
 * them, never booked before all others. Ties fall to `random`, a number in [0, 1) drawn per host. (Pooled availability,
 * product description 2.2.)
 */
export function longestIdleFirst<Host extends { id: string }>(
  free: readonly Host[],
  lastBooked: ReadonlyMap<string, number>,
  random: () => number,
): Host[] {
  return free
    .map((host) => ({ host, last: lastBooked.get(host.id) ?? Number.NEGATIVE_INFINITY, tie: random() }))
    .sort((a, b) => (a.last === b.last ? a.tie - b.tie : a.last < b.last ? -1 : 1))
    .map((each) => each.host);
}
