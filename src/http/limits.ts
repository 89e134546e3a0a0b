import { type Bucket, type BucketRule, fullBucket, take } from '../core/token-bucket.ts';

/** Counts requests by some key, such as an account's id or an address. */
export interface Limit {
  /** 0 if the request may pass, else the whole seconds after which one will. */
  secondsToWait(key: string, now: number): number;
}

const unlimited: Limit = { secondsToWait: () => 0 };

/**
 * A token bucket for each key. Counting is exact: a request takes its token in one step, between two others. Buckets
 * that are full again are forgotten, so that the memory follows the callers of the last minutes.
 */
export function limitBy(rule: BucketRule): Limit {
  if (rule.perSecond <= 0) return unlimited;
  const buckets = new Map<string, Bucket>();
  const fullAfterMs = (rule.burst / rule.perSecond) * 1000;
  let sweepAt = 0;
  return {
    secondsToWait(key, now) {
      if (now >= sweepAt) {
        for (const [other, bucket] of buckets) if (now - bucket.at >= fullAfterMs) buckets.delete(other);
        sweepAt = now + fullAfterMs;
      }
      let bucket = buckets.get(key);
      if (bucket === undefined) {
        bucket = fullBucket(rule, now);
        buckets.set(key, bucket);
      }
      return Math.ceil(take(bucket, rule, now) / 1000);
    },
  };
}
