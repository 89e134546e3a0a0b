/** What is compared, by name: each call measures once and returns a figure. */
export type Contestants<Name extends string> = Record<Name, () => Promise<number>>;

/**
 * The median figure of each contestant over rounds that take turns (A B C, B C A, …), so that whatever else the machine does
 * hits all of them alike. One round more goes before, to warm up, and does not count.
 */
export async function medians<Name extends string>(
  rounds: number,
  contestants: Contestants<Name>,
): Promise<Record<Name, number>> {
  const names = Object.keys(contestants) as Name[];
  const figures = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (let round = -1; round < rounds; round++) {
    for (let turn = 0; turn < names.length; turn++) {
      const name = names[(turn + round + names.length) % names.length]!;
      const figure = await contestants[name]();
      if (round >= 0) figures.get(name)!.push(figure);
    }
  }
  return Object.fromEntries(names.map((name) => [name, median(figures.get(name)!)])) as Record<Name, number>;
}

export function median(figures: readonly number[]): number {
  const sorted = [...figures].sort((a, b) => a - b);
  return sorted[sorted.length >> 1]!;
}

/** Calls `work` over and over from `callers` at once for a while; returns calls per second. */
export async function ratePerSecond(callers: number, seconds: number, work: () => Promise<unknown>): Promise<number> {
  const begin = performance.now();
  const end = begin + seconds * 1000;
  let calls = 0;
  const caller = async () => {
    for (; performance.now() < end; calls++) await work();
  };
  await Promise.all(Array.from({ length: callers }, caller));
  return (calls * 1000) / (performance.now() - begin);
}
