import { allot, type DeliveryLimits, isParkable, type UnderWay } from '../core/allot.ts';
import { isDrained, sendsAgain } from '../core/turn.ts';
import type { Tx } from '../db/pool.ts';
import { endDrains } from '../endpoints/end-drains.ts';
import { takeTurns } from '../endpoints/take-turns.ts';
import { dropDeliveries, type LeasedDelivery, leaseDeliveries, owedEndpoints, parkDue } from './store.ts';

/** What a process may send. */
export interface Claimed {
  deliveries: LeasedDelivery[];
  /** When there may be more, before anything ends and apart from what falls due: endpoints with a pace wait for it. */
  nextTime: number | undefined;
}

/** Of a backlog that is being parked, so much with each look: others wait for the look to end. */
const parkedAtOnce = 1000;

/**
 * Leases what may be sent now, within the limits and fairly among accounts and endpoints, for `leaseMs`; a process that dies
 * gives it back by not coming. What deleted webhooks were owed is dropped on the way.
 */
export async function claim(
  tx: Tx,
  now: number,
  underWay: ReadonlyMap<string, UnderWay>,
  limits: DeliveryLimits & { leaseMs: number },
): Promise<Claimed> {
  const owed = await owedEndpoints(tx, now);
  const deleted = owed.filter((endpoint) => endpoint.deleted);
  if (deleted.length > 0) await dropDeliveries(tx, deleted, now);
  const parkable = owed.filter((endpoint) => isParkable(endpoint, now));
  if (parkable.length > 0) await parkDue(tx, parkable, parkedAtOnce, now);
  await endDrains(
    tx,
    owed.filter((endpoint) => isDrained(endpoint, endpoint.drain_since !== null, now)),
  );
  const allotted = await takeTurns(tx, allot(owed, underWay, limits, now), now, limits.leaseMs);
  const deliveries = allotted.length === 0 ? [] : await leaseDeliveries(tx, allotted, now, now + limits.leaseMs);
  const times = owed.flatMap((endpoint) => sendsAgain(endpoint, now) ?? []);
  return { deliveries, nextTime: times.length === 0 ? undefined : Math.min(...times) };
}
