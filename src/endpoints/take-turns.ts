import { type Allotment, endpointKey } from '../core/allot.ts';
import { takenTurn } from '../core/turn.ts';
import type { Tx } from '../db/pool.ts';
import { takeFreeTurns, type WantedTurn } from './store.ts';

/**
 * Leaves of the allotments those that this process may carry out: turns that several processes have to agree on (probes,
 * and whatever has a pace) are taken in the endpoints' rows, and are another's if he was first.
 */
export async function takeTurns(
  tx: Tx,
  allotted: readonly Allotment[],
  now: number,
  leaseMs: number,
): Promise<Allotment[]> {
  const wanted: WantedTurn[] = [];
  for (const { endpoint, turn, slots } of allotted) {
    const taken = takenTurn(endpoint, turn, slots, now, leaseMs);
    const { account_id, webhook_id } = endpoint;
    if (taken !== undefined) wanted.push({ account_id, webhook_id, seen: endpoint, taken });
  }
  if (wanted.length === 0) return [...allotted];
  const won = new Set((await takeFreeTurns(tx, wanted)).map(endpointKey));
  const lost = new Set(wanted.map(endpointKey).filter((key) => !won.has(key)));
  return allotted.filter(({ endpoint }) => !lost.has(endpointKey(endpoint)));
}
