import { mergeStarts } from './intervals.ts';

/** Ascending starts, and for each which hosts are free: bit `h % 32` of word `row * words + (h >> 5)`. */
export interface Union {
  starts: Float64Array;
  words: number;
  bits: Uint32Array;
}

/** Unites the ascending starts of each host. */
export function unite(startsOfHosts: readonly (readonly number[])[]): Union {
  let all: readonly number[] = [];
  for (const starts of startsOfHosts) all = mergeStarts(all, starts);
  const words = (startsOfHosts.length + 31) >> 5;
  const bits = new Uint32Array(all.length * words);
  for (let host = 0; host < startsOfHosts.length; host++) mark(bits, words, host, all, startsOfHosts[host]!);
  return { starts: Float64Array.from(all), words, bits };
}

function mark(bits: Uint32Array, words: number, host: number, all: readonly number[], starts: readonly number[]): void {
  const bit = 1 << (host & 31);
  let row = 0;
  for (let i = 0; i < starts.length; i++) {
    const start = starts[i]!;
    while (all[row]! < start) row++;
    bits[row * words + (host >> 5)]! |= bit;
  }
}
