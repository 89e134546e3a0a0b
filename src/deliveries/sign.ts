import { createHmac } from 'node:crypto';

/**
 * The value of `Oncehub-Signature`: `t=<unix seconds>,s=<64 hex digits>`, an HMAC-SHA256 over `<t>.<body>` whose key is the
 * secret's text as it stands, not the bytes its hex digits spell (contract 8.6). `time` is in milliseconds.
 */
export function sign(secret: string, body: string, time: number): string {
  const seconds = Math.floor(time / 1000);
  return `t=${seconds},s=${createHmac('sha256', secret).update(`${seconds}.${body}`, 'utf8').digest('hex')}`;
}
