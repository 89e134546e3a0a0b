import type { HttpBindings } from '@hono/node-server';
import type { Hono } from 'hono';
import type { Logger } from 'pino';
import { randomText } from '../core/id.ts';
import type { Database } from '../db/pool.ts';
import { addressOf } from '../http/address-of.ts';
import type { Limit } from '../http/limits.ts';
import { Problem } from '../http/problem.ts';
import { visitorOf } from '../http/visitor-of.ts';
import type { SignOnTools } from './discover.ts';
import { finishSignOn } from './finish.ts';
import { callbackPath } from './redirect-uri.ts';

/** Takes people in whom a provider sends back, and sends them on to the console, or to its sign-in page with what went wrong. */
export function serveSignOn(
  app: Hono<{ Bindings: HttpBindings }>,
  options: SignOnTools & {
    db: Database;
    log: Logger;
    clock: () => number;
    baseUrl: string;
    trustedProxies: number;
    mostUsers: number;
    limit: Limit;
  },
): void {
  const { db, log, clock, baseUrl, limit } = options;
  app.get(callbackPath, async (c) => {
    const now = clock();
    const address = addressOf(c, options.trustedProxies);
    const headers = { 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' };
    if (limit.secondsToWait(address, now) > 0) return c.redirect(`${baseUrl}/console/sign-in?problem=rate_limit`, 302);
    const visitor = visitorOf(c, address, baseUrl);
    const requestId = `req_${randomText(16, '0123456789abcdef')}`;
    const { search } = new URL(c.req.url);
    const refusal = await finishSignOn({ db, now, baseUrl, visitor, requestId, log }, search, options).catch(
      (error: unknown) => {
        if (error instanceof Problem) return error.name;
        throw error;
      },
    );
    for (const [name, value] of Object.entries(headers)) c.header(name, value);
    return c.redirect(
      refusal === undefined ? `${baseUrl}/console` : `${baseUrl}/console/sign-in?problem=${refusal}`,
      302,
    );
  });
}
