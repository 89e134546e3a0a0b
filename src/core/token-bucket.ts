/** A bucket that fills steadily and is emptied by requests. */
export interface Bucket {
  tokens: number;
  /** When `tokens` was last right, in milliseconds. */
  at: number;
}

/** How fast a bucket fills and how many requests it can serve at once. */
export interface BucketRule {
  perSecond: number;
  burst: number;
}

/** Takes one token, and answers 0, or the milliseconds until one will be there. Changes the bucket in place. */
export function take(bucket: Bucket, rule: BucketRule, now: number): number {
  const elapsed = Math.max(0, now - bucket.at);
  bucket.tokens = Math.min(rule.burst, bucket.tokens + (elapsed * rule.perSecond) / 1000);
  bucket.at = now;
  // A hair under one is a rounding error of the refill, not a missing token.
  if (bucket.tokens >= 1 - 1e-9) {
    bucket.tokens -= 1;
    return 0;
  }
  return ((1 - bucket.tokens) * 1000) / rule.perSecond;
}

/** A bucket that nobody has used. */
export function fullBucket(rule: BucketRule, now: number): Bucket {
  return { tokens: rule.burst, at: now };
}
