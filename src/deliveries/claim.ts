import type { Tx } from '../db/pool.ts';
import { allot, type DeliveryLimits, type UnderWay } from './allot.ts';
import { dropDeliveries, type LeasedDelivery, leaseDeliveries, owedEndpoints } from './store.ts';

/**
 * Leases what may be sent now, within the limits and fairly among endpoints, for `leaseMs`; a process that dies gives
 * it back by not coming. What deleted webhooks were owed is dropped on the way.
 */
export async function claim(
  tx: Tx,
  now: number,
  underWay: ReadonlyMap<string, UnderWay>,
  limits: DeliveryLimits & { leaseMs: number },
): Promise<LeasedDelivery[]> {
  const owed = await owedEndpoints(tx, now);
  const deleted = owed.filter((endpoint) => endpoint.deleted);
  if (deleted.length > 0) await dropDeliveries(tx, deleted, now);
  const allotted = allot(owed, underWay, limits);
  return allotted.length === 0 ? [] : leaseDeliveries(tx, allotted, now, now + limits.leaseMs);
}
