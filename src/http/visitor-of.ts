import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import type { Visitor } from './route.ts';

/** Where a request comes from, and its cookies: for this server alone, unreadable for scripts, over https where people use that. */
export function visitorOf(c: Context, address: string, baseUrl: string): Visitor {
  const kept = { path: '/', httpOnly: true, sameSite: 'Lax', secure: baseUrl.startsWith('https:') } as const;
  return {
    address,
    userAgent: (c.req.header('user-agent') ?? '').replaceAll('\0', '\ufffd').toWellFormed().slice(0, 300),
    cookie: (name) => getCookie(c, name),
    setCookie: (name, value, maxAge) => setCookie(c, name, value, { ...kept, maxAge }),
  };
}
