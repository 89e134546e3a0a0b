import { dayMs } from '../core/days.ts';
import type { ListStarts, OfferedPlace } from './list-times.ts';

const mostOthers = 12;
const reachMs = 14 * dayMs;

/**
 * Which of the picked starts, epoch ms, are gone, the free ones nearest to them, ascending, and the ways to meet. Looked for
 * from a day before the first of them on, for two weeks.
 */
export async function listOthers(
  list: ListStarts,
  picked: readonly number[],
  now: number,
): Promise<{ gone: number[]; others: number[]; places: readonly OfferedPlace[] }> {
  const from = Math.max(now, picked[0]! - dayMs);
  const around = await list(from, from + reachMs);
  const each = await Promise.all(picked.map((start) => list(start, start + 1)));
  const gone = picked.filter((_, index) => each[index]!.length === 0);
  const near = (start: number) => Math.abs(start - (gone[0] ?? picked[0]!));
  const others = around
    .map(({ start_time }) => Date.parse(start_time))
    .filter((start) => !picked.includes(start))
    .sort((a, b) => near(a) - near(b))
    .slice(0, mostOthers)
    .sort((a, b) => a - b);
  return { gone, others, places: (each.flat()[0] ?? around[0])?.locations ?? [] };
}
