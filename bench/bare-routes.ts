/**
 * What `overhead.ts` compares Daybook with, in a process of its own: the product's own routes, their input parsed by their own
 * schemas, on Hono and the product's pool. No key, no limits, no roles, no `Idempotency-Key`, nobody to answer for a change.
 */
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { pino } from 'pino';
import { type ConnectionSettings, openDatabase } from '../src/db/pool.ts';
import type { Caller, Context } from '../src/http/route.ts';
import { routes } from '../test/support/document.ts';

/** What it is started with. */
export interface BareRoutes {
  settings: ConnectionSettings;
  connections: number;
  /** Whose objects it serves. */
  caller: Caller;
}

process.once('message', ({ settings, connections, caller }: BareRoutes) => {
  const db = openDatabase(settings, { max: connections });
  const log = pino({ level: 'silent' });
  const app = new Hono();
  const baseUrl = 'http://127.0.0.1';
  for (const route of routes) {
    app.on(route.method, route.path.replaceAll(/\{(\w+)\}/g, ':$1'), async (c) => {
      const url = new URL(c.req.url);
      const params = route.params?.parse(c.req.param());
      const query = route.query?.parse(Object.fromEntries(url.searchParams));
      const body = route.body?.parse(JSON.parse(await c.req.text()));
      const now = Date.now();
      const visitor = { address: '', userAgent: '', cookie: () => undefined, setCookie: () => {} };
      const request = { now, baseUrl, requestId: '', log, links: {}, url, visitor };
      const context: Context = { caller, within: undefined, db, ...request };
      const reply = await route.handle({ params, query, body } as never, context);
      return c.body(JSON.stringify(reply), route.status ?? 200, { 'Content-Type': 'application/json' });
    });
  }
  serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) =>
    process.send!({ url: `http://127.0.0.1:${port}` }),
  );
});
