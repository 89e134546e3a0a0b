import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * True if Daybook signed these very bytes with this secret, not more than five minutes ago. `header` is the value of
 * `Oncehub-Signature`; `rawBody` is the body as it came in, before any parsing; `now` is in milliseconds.
 */
export function verifySignature(
  secret: string,
  header: string | null | undefined,
  rawBody: string | Uint8Array,
  { toleranceSeconds = 300, now = Date.now() }: { toleranceSeconds?: number; now?: number } = {},
): boolean {
  const match = /^t=(\d+),s=([0-9a-f]{64})$/.exec(header ?? '');
  if (match === null) return false;
  const [, t, s] = match as unknown as [string, string, string];
  const expected = createHmac('sha256', secret).update(`${t}.`).update(rawBody).digest();
  return timingSafeEqual(Buffer.from(s, 'hex'), expected) && Math.abs(now / 1000 - Number(t)) <= toleranceSeconds;
}
