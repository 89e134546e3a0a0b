import { dayAt } from './zone.ts';

/**
 * As many of each day's ascending starts (epoch ms) as are to be shown, spread over the day as evenly as they allow, the
 * first one always among them: their indices. Days are those of the zone (product description 1.4).
 */
export function spreadOverDays(starts: ArrayLike<number>, zone: string, perDay: number): number[] {
  const days = Map.groupBy(
    Array.from(starts, (_, index) => index),
    (index) => dayAt(zone, starts[index]!),
  );
  return [...days.values()].flatMap((day) =>
    day.length <= perDay ? day : Array.from({ length: perDay }, (_, i) => day[Math.ceil((i * day.length) / perDay)]!),
  );
}
