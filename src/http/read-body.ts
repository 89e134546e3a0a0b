import type { Context } from 'hono';
import { problem } from './problem.ts';

/** A request's body, read no further than the limit. Refused if it is longer. */
export async function readBytes(c: Context, limitBytes: number): Promise<Buffer> {
  const tooLarge = () => problem('body_too_large', { value: String(limitBytes) });
  const announced = c.req.header('content-length');
  if (Number(announced ?? 0) > limitBytes) throw tooLarge();
  // Node reads no further than what was announced, and has the whole of it sooner than its pieces.
  if (announced !== undefined) return Buffer.from(await c.req.arrayBuffer());
  const stream = c.req.raw.body;
  if (stream === null) return Buffer.alloc(0);
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of stream) {
    bytes += chunk.byteLength;
    if (bytes > limitBytes) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The same as text. */
export async function readText(c: Context, limitBytes: number): Promise<string> {
  const announced = c.req.header('content-length');
  if (announced !== undefined && Number(announced) <= limitBytes) return c.req.text();
  return (await readBytes(c, limitBytes)).toString('utf8');
}
