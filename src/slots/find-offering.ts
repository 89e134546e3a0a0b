import { offerCalendar } from '../calendars/offer-calendar.ts';
import type { Tx } from '../db/pool.ts';
import { problem } from '../http/problem.ts';
import { offerMasterPage } from '../master-pages/offer-master-page.ts';
import type { Offering, Target } from '../offerings/schema.ts';
import { offerPage } from '../pages/offer-page.ts';

/**
 * What guests book under an address, with all that a booking of it needs. `now`, epoch ms, says in which of its cycles a pool
 * is. Refused if there is no such thing.
 */
export async function findOffering(tx: Tx, accountId: string, target: Target, now: number): Promise<Offering> {
  if ('calendar' in target) return offerCalendar(tx, accountId, target.calendar);
  if ('page' in target && target.master === null) return offerPage(tx, accountId, target);
  return offerMasterPage(tx, accountId, target, now);
}

/** The same offering for meetings of another of its durations; refused if it has none such. */
export function withDuration(offering: Offering, minutes: number | undefined): Offering {
  if (minutes === undefined || minutes === offering.durationMinutes) return offering;
  if (!offering.rules.durations.includes(minutes))
    throw problem('invalid_duration', { value: String(minutes), other: offering.rules.durations.join(', ') });
  return { ...offering, durationMinutes: minutes };
}
