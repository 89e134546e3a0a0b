import type { Context } from 'hono';
import { compressed } from '../http/compressed.ts';

/** How an HTML page goes out. */
export interface ReplyOptions {
  status: number;
  /** What the page's own style is known by. */
  nonce: string;
  /** Origins whose frames may hold the page; `*` for any. */
  embedOrigins: readonly string[];
}

/**
 * Sends a page: compressed, kept by nobody, and with a policy under which it loads from this server alone and runs nothing but
 * its own files.
 */
export function reply(c: Context, text: string, { status, nonce, embedOrigins }: ReplyOptions): Response {
  const { body, headers } = compressed(text, c.req.header('accept-encoding'));
  return c.body(body, status as 200, {
    ...headers,
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': policy(nonce, embedOrigins),
    'Cache-Control': 'no-store',
    'Referrer-Policy': 'same-origin',
    'X-Content-Type-Options': 'nosniff',
    'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=()',
  });
}

function policy(nonce: string, embedOrigins: readonly string[]): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    `frame-ancestors ${embedOrigins.length === 0 ? "'none'" : embedOrigins.join(' ')}`,
  ].join('; ');
}

/** The same for what only a page's own script reads. */
export function replyData(c: Context, value: unknown): Response {
  const { body, headers } = compressed(JSON.stringify(value), c.req.header('accept-encoding'));
  return c.body(body, 200, {
    ...headers,
    'Content-Type': 'application/json',
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
  });
}
