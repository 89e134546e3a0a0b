import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';

/** True if these bytes carry the signature that OnceHub's webhooks have, made with one of the secrets in the last five minutes. */
export function hasOncehubSignature(
  secrets: readonly string[],
  headers: IncomingHttpHeaders,
  rawBody: Buffer,
  now: number = Date.now(),
): boolean {
  const match = /^t=(\d+),s=([0-9a-f]{64})$/.exec(String(headers['oncehub-signature']));
  if (match === null) return false;
  const [, t, s] = match as unknown as [string, string, string];
  const given = Buffer.from(s, 'hex');
  return isRecent(t, now) && secrets.some((secret) => isSame(given, hmac(secret, `${t}.`, rawBody)));
}

/** True if these bytes carry a signature of Standard Webhooks, made with one of the secrets in the last five minutes. */
export function hasStandardSignature(
  secrets: readonly string[],
  headers: IncomingHttpHeaders,
  rawBody: Buffer,
  now: number = Date.now(),
): boolean {
  const [id, t, signatures] = ['id', 'timestamp', 'signature'].map((name) => String(headers[`webhook-${name}`]));
  const given = signatures!
    .split(' ')
    .filter((each) => each.startsWith('v1,'))
    .map((each) => Buffer.from(each.slice(3), 'base64'));
  return (
    isRecent(t!, now) &&
    secrets.some((secret) => given.some((each) => isSame(each, hmac(secret, `${id}.${t}.`, rawBody))))
  );
}

function hmac(secret: string, signed: string, rawBody: Buffer): Buffer {
  return createHmac('sha256', secret).update(signed).update(rawBody).digest();
}

function isRecent(seconds: string, now: number): boolean {
  return Math.abs(now / 1000 - Number(seconds)) <= 300;
}

function isSame(given: Buffer, expected: Buffer): boolean {
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/** A receiver that answers at once and then hands the event on. While a secret is rotated, it knows the new one and the old one. */
export function receiver(
  secrets: readonly string[],
  handle: (event: { id: string; type: string; data: unknown }) => void,
) {
  return createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    // Either of the two will do.
    const { headers } = request;
    if (!hasStandardSignature(secrets, headers, body) && !hasOncehubSignature(secrets, headers, body)) {
      response.writeHead(401).end();
      return;
    }
    response.writeHead(204).end();
    handle(JSON.parse(body.toString()));
  });
}

if (import.meta.main) {
  const secrets = process.env.WEBHOOK_SECRET!.split(',').filter((secret) => secret !== '');
  receiver(secrets, console.log).listen(process.env.PORT ?? 4000);
}
