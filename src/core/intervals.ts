/**
 * Flat ascending pairs [low0, high0, low1, high1, …] over instants in epoch ms, and ascending lists of starts. Whether the
 * ends belong is said where a list is made.
 */
export type Pairs = readonly number[];

/**
 * Where a meeting of `duration` ms may start, both ends included: inside one open interval [start, end) to its end, and
 * strictly inside none of the `forbidden` pairs.
 */
export function startWindows(open: Pairs, duration: number, forbidden: Pairs): number[] {
  const windows: number[] = [];
  let f = 0;
  for (let o = 0; o < open.length; o += 2) {
    let low = open[o]!;
    const last = open[o + 1]! - duration;
    while (f < forbidden.length && forbidden[f + 1]! <= low) f += 2;
    while (low <= last) {
      const forbiddenAfter = f < forbidden.length ? forbidden[f]! : Infinity;
      if (forbiddenAfter >= low) windows.push(low, Math.min(last, forbiddenAfter));
      if (forbiddenAfter >= last) break;
      low = forbidden[f + 1]!;
      if (low <= last) f += 2;
    }
  }
  return windows;
}

/** Those of the ascending starts that lie in a window, both ends included; windows may share an end. */
export function startsWithin(starts: readonly number[], windows: Pairs): number[] {
  const found: number[] = [];
  let i = 0;
  for (let w = 0; w < windows.length; w += 2) {
    const low = windows[w]!;
    const high = windows[w + 1]!;
    while (i < starts.length && starts[i]! < low) i++;
    while (i < starts.length && starts[i]! <= high) found.push(starts[i++]!);
  }
  return found;
}

/** Both ascending lists as one, each start once; the first list itself when it already holds the second. */
export function mergeStarts(a: readonly number[], b: readonly number[]): readonly number[] {
  if (a.length === 0) return b;
  let i = 0;
  let j = 0;
  while (j < b.length && i < a.length && a[i]! <= b[j]!) if (a[i++] === b[j]) j++;
  if (j === b.length) return a;
  const both = a.slice(0, i);
  while (i < a.length || j < b.length) {
    const x = i < a.length ? a[i]! : Infinity;
    const y = j < b.length ? b[j]! : Infinity;
    both.push(Math.min(x, y));
    if (x <= y) i++;
    if (y <= x) j++;
  }
  return both;
}
