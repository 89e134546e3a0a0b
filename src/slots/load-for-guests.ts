import type { Tx } from '../db/pool.ts';
import type { Offering } from '../offerings/schema.ts';
import { type LoadedStanding, loadStanding } from './load-standing.ts';

/**
 * What the engine needs to judge starts in [from, to) as guests find them: with the offering's horizon, which closes a time for
 * them (product description 1.4).
 */
export async function loadForGuests(
  tx: Tx,
  accountId: string,
  offering: Offering,
  window: { from: number; to: number; now: number },
  except?: readonly string[],
): Promise<LoadedStanding> {
  const { horizon } = offering.rules;
  // Days that still have a free slot are counted from now on.
  const from = horizon.kind === 'bookable_days' ? Math.min(window.now, window.from) : window.from;
  const { standing, claims } = await loadStanding(tx, accountId, offering, { ...window, from }, except);
  return { standing: { ...standing, rules: { ...standing.rules, horizon } }, claims };
}
