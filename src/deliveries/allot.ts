import type { OwedEndpoint } from './store.ts';

/** How much may be under way at once. */
export interface DeliveryLimits {
  perEndpoint: number;
  total: number;
}

/** What is under way to one endpoint. */
export interface UnderWay {
  count: number;
  failing: boolean;
}

/** How `UnderWay` is kept by endpoint. */
export function endpointKey(endpoint: { account_id: string; webhook_id: string }): string {
  return `${endpoint.account_id} ${endpoint.webhook_id}`;
}

/**
 * Deals the free slots to the endpoints one at a time, in turn, so that none gets a second before each has one; who has
 * waited longest comes first. An endpoint that fails gets one slot, and all that fail together at most half of them: however
 * many hang until their time limit, the others go on.
 */
export function allot(
  endpoints: readonly OwedEndpoint[],
  underWay: ReadonlyMap<string, UnderWay>,
  limits: DeliveryLimits,
): { account_id: string; webhook_id: string; slots: number }[] {
  let free = limits.total;
  let freeForFailing = Math.floor(limits.total / 2);
  for (const { count, failing } of underWay.values()) {
    free -= count;
    if (failing) freeForFailing -= count;
  }
  const dealt = endpoints
    .filter((endpoint) => !endpoint.deleted && endpoint.due_since !== null)
    .sort((a, b) => a.due_since! - b.due_since!)
    .map((endpoint) => {
      const most = endpoint.failing ? 1 : limits.perEndpoint;
      return { endpoint, most: most - (underWay.get(endpointKey(endpoint))?.count ?? 0), slots: 0 };
    });
  for (let turn = 1; turn <= limits.perEndpoint && free > 0; turn++) {
    for (const hand of dealt) {
      if (free <= 0 || hand.most < turn || (hand.endpoint.failing && freeForFailing <= 0)) continue;
      hand.slots++;
      free--;
      if (hand.endpoint.failing) freeForFailing--;
    }
  }
  return dealt
    .filter(({ slots }) => slots > 0)
    .map(({ endpoint, slots }) => ({ account_id: endpoint.account_id, webhook_id: endpoint.webhook_id, slots }));
}
