import { dateOfDay } from './days.ts';
import { dayAt } from './zone.ts';

/** After how long a pool counts anew (product description 2.2). */
export type Cycle = 'continuous' | 'monthly' | 'quarterly';

/** The cycle that an instant (epoch ms) lies in, in the zone's calendar: `2026-11`, `2026-Q4`, or null if it never ends. */
export function periodOf(cycle: Cycle, zone: string, instant: number): string | null {
  if (cycle === 'continuous') return null;
  const [year, month] = dateOfDay(dayAt(zone, instant)).split('-');
  return cycle === 'monthly' ? `${year}-${month}` : `${year}-Q${Math.ceil(Number(month) / 3)}`;
}
