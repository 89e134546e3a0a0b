import { createHmac } from 'node:crypto';

/**
 * One signature of Standard Webhooks: `v1,<base64>`, an HMAC-SHA256 over `<event id>.<unix seconds>.<body>`. The key is the same
 * as that of `Oncehub-Signature`, the secret's text; libraries take it as `whsec_` and the base64 of that text. `time` is in
 * milliseconds.
 */
export function signStandard(secret: string, eventId: string, body: string, time: number): string {
  const signed = `${eventId}.${Math.floor(time / 1000)}.${body}`;
  return `v1,${createHmac('sha256', secret).update(signed, 'utf8').digest('base64')}`;
}
