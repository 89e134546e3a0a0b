import { endpointKey, type UnderWay } from '../core/allot.ts';

/** What is under way from this process. */
export interface Tracked {
  size(): number;
  /** Notes that an attempt has begun; what it returns, that it has ended, and whether it succeeded. */
  begin(endpoint: { account_id: string; webhook_id: string }): (delivered: boolean) => void;
  /** As it is now, by endpoint. */
  now(): ReadonlyMap<string, UnderWay>;
}

/** An attempt that takes longer waits for the other side: until it ends it costs this process no more than a socket. */
const slowMs = 500;

/** Keeps track of the attempts under way, and of endpoints whose latest attempt was slow or failed. */
export function trackAttempts(): Tracked {
  const begun = new Map<string, { account_id: string; times: Set<{ at: number }> }>();
  const suspects = new Set<string>();
  let size = 0;
  return {
    size: () => size,
    begin(endpoint) {
      const key = endpointKey(endpoint);
      const entry = begun.get(key) ?? { account_id: endpoint.account_id, times: new Set() };
      begun.set(key, entry);
      const time = { at: performance.now() };
      entry.times.add(time);
      size++;
      return (delivered) => {
        size--;
        entry.times.delete(time);
        if (entry.times.size === 0) begun.delete(key);
        if (delivered && performance.now() - time.at <= slowMs) suspects.delete(key);
        else suspects.add(key);
      };
    },
    now() {
      const since = performance.now() - slowMs;
      const underWay = new Map<string, UnderWay>();
      for (const [key, { account_id, times }] of begun) {
        let slow = 0;
        for (const { at } of times) if (at < since) slow++;
        underWay.set(key, { account_id, count: times.size, slow, suspect: suspects.has(key) });
      }
      for (const key of suspects)
        if (!underWay.has(key)) underWay.set(key, { account_id: key.split(' ')[0]!, count: 0, slow: 0, suspect: true });
      return underWay;
    },
  };
}
