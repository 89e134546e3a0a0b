import { hourMs, minuteMs } from './days.ts';
import type { LeadTime } from './question.ts';
import { dayAt, firstInstantOfDay } from './zone.ts';

/**
 * The first instant (epoch ms) at which a meeting may start, never before `now`. Three hours at 13:00 mean 16:00; one day
 * means tomorrow's first moment in the host's zone.
 */
export function earliestStart(leadTime: LeadTime, zone: string, now: number): number {
  if (leadTime.unit === 'minutes') return now + leadTime.amount * minuteMs;
  if (leadTime.unit === 'hours') return now + leadTime.amount * hourMs;
  return Math.max(now, firstInstantOfDay(zone, dayAt(zone, now) + leadTime.amount));
}
