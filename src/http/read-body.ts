import type { Context } from 'hono';
import { problem } from './problem.ts';

/** A request's body as text, read no further than the limit. Refused if it is longer. */
export async function readText(c: Context, limitBytes: number): Promise<string> {
  const tooLarge = () => problem('body_too_large', { value: String(limitBytes) });
  const announced = c.req.header('content-length');
  if (Number(announced ?? 0) > limitBytes) throw tooLarge();
  // Node reads no further than what was announced, and has the whole text sooner than its pieces.
  if (announced !== undefined) return c.req.text();
  const stream = c.req.raw.body;
  if (stream === null) return '';
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of stream) {
    bytes += chunk.byteLength;
    if (bytes > limitBytes) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
