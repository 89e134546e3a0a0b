import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';

/** True if Daybook signed these bytes with this secret, not more than five minutes ago. */
export function isFromDaybook(
  secret: string,
  header: string | undefined,
  rawBody: Buffer,
  now: number = Date.now(),
): boolean {
  const match = /^t=(\d+),s=([0-9a-f]{64})$/.exec(header ?? '');
  if (match === null) return false;
  const [, t, s] = match as unknown as [string, string, string];
  const expected = createHmac('sha256', secret).update(`${t}.`).update(rawBody).digest();
  return timingSafeEqual(Buffer.from(s, 'hex'), expected) && Math.abs(now / 1000 - Number(t)) <= 300;
}

/** A receiver that answers at once and then hands the event on. */
export function receiver(secret: string, handle: (event: { id: string; type: string; data: unknown }) => void) {
  return createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    if (!isFromDaybook(secret, request.headers['oncehub-signature'] as string | undefined, body)) {
      response.writeHead(401).end();
      return;
    }
    response.writeHead(204).end();
    handle(JSON.parse(body.toString()));
  });
}

if (import.meta.main) receiver(process.env.WEBHOOK_SECRET!, console.log).listen(process.env.PORT ?? 4000);
