import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';

/** The caller's address: the connection's, or what the outermost trusted proxy saw. */
export function addressOf(c: Context<{ Bindings: HttpBindings }>, trustedProxies: number): string {
  const direct = c.env?.incoming?.socket?.remoteAddress ?? 'unknown';
  if (trustedProxies === 0) return direct;
  const forwarded = (c.req.header('x-forwarded-for') ?? '').split(',').map((address) => address.trim());
  return forwarded.at(-trustedProxies) || direct;
}
