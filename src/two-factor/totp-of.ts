import { Secret, TOTP } from 'otpauth';

export const stepMs = 30_000;

/** What authenticator apps compute codes with: what they all know, SHA-1, six digits, thirty seconds (RFC 6238). */
export function totpOf(secret: string, { issuer, label }: { issuer: string; label: string }): TOTP {
  return new TOTP({
    issuer,
    label,
    algorithm: 'SHA1',
    digits: 6,
    period: stepMs / 1000,
    secret: Secret.fromBase32(secret),
  });
}

/**
 * When the step began whose code this is: the one of `now`, the one before or the one after, since clocks differ. Undefined if it
 * is none of theirs.
 */
export function stepOf(secret: string, code: string, now: number): number | undefined {
  const delta = totpOf(secret, { issuer: '', label: '' }).validate({ token: code, timestamp: now, window: 1 });
  return delta === null ? undefined : (Math.floor(now / stepMs) + delta) * stepMs;
}
