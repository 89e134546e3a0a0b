import type { Tx } from '../db/pool.ts';
import type { Scope } from './schema.ts';
import { countPerLeadTime, type Within } from './store.ts';

/** An hour, four, a day, three, one and two weeks, a month, and what is longer. */
const spans = [1, 4, 24, 72, 168, 336, 720, null];

/** How long before their times activities were booked. */
export async function sumLeadTimes(tx: Tx, accountId: string, scope: Scope, within: Within) {
  const leads = await countPerLeadTime(tx, accountId, scope, within);
  const counted = leads.reduce((sum, { found }) => sum + found, 0);
  const exact = leads.reduce((sum, lead) => sum + lead.exact, 0);
  let least = 0;
  return {
    object: 'report_lead_times' as const,
    counted,
    average_hours: counted === 0 ? null : Math.round((exact / counted) * 10) / 10,
    median_hours: medianOf(leads, counted),
    spans: spans.map((most) => {
      const inside = leads.filter(({ hours }) => hours >= least && hours < (most ?? Number.POSITIVE_INFINITY));
      least = most ?? least;
      return { up_to_hours: most, count: inside.reduce((sum, { found }) => sum + found, 0) };
    }),
  };
}

/** The whole hours that half of them were not booked sooner than; null of none. */
function medianOf(leads: readonly { hours: number; found: number }[], counted: number): number | null {
  let passed = 0;
  for (const { hours, found } of leads) {
    passed += found;
    if (passed * 2 >= counted) return hours;
  }
  return null;
}
