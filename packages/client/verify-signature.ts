import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * True if Daybook signed these very bytes with this secret, not more than five minutes ago. `header` is the value of
 * `Oncehub-Signature`; `rawBody` is the body as it came in, before any parsing; `now` is in milliseconds. While a secret is
 * rotated, give the new one and the old one: either will do.
 */
export function verifySignature(
  secret: string | readonly string[],
  header: string | null | undefined,
  rawBody: string | Uint8Array,
  { toleranceSeconds = 300, now = Date.now() }: { toleranceSeconds?: number; now?: number } = {},
): boolean {
  const match = /^t=(\d+),s=([0-9a-f]{64})$/.exec(header ?? '');
  if (match === null) return false;
  const [, t, s] = match as unknown as [string, string, string];
  const given = Buffer.from(s, 'hex');
  const made = (key: string) => createHmac('sha256', key).update(`${t}.`).update(rawBody).digest();
  const secrets = typeof secret === 'string' ? [secret] : secret;
  return (
    secrets.some((key) => key !== '' && timingSafeEqual(given, made(key))) &&
    Math.abs(now / 1000 - Number(t)) <= toleranceSeconds
  );
}
