import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { HttpBindings } from '@hono/node-server';
import type { Hono, MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Database } from '../db/pool.ts';
import { listen } from './server.ts';

/** What is measured, for a Prometheus to read. Slices add what they measure to the registry. */
export interface Metrics {
  registry: Registry;
  /** Counts and times every request of an app whose routes come after it. */
  middleware: MiddlewareHandler;
}

/** Starts to measure the process, its requests and its connections to the database. */
export function openMetrics(db: Database): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const requests = new Counter({
    name: 'daybook_http_requests_total',
    help: 'Requests answered, by method, route (its pattern, or none) and status.',
    labelNames: ['method', 'route', 'status'],
    registers,
  });
  const durations = new Histogram({
    name: 'daybook_http_request_duration_seconds',
    help: 'Time from a request to its answer, by method and route.',
    labelNames: ['method', 'route'],
    buckets: [0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  });
  new Gauge({
    name: 'daybook_database_connections',
    help: 'Connections to the database that this process has open, by what they do.',
    labelNames: ['state'],
    registers,
    collect() {
      const { open, idle } = db.load();
      this.set({ state: 'busy' }, open - idle);
      this.set({ state: 'idle' }, idle);
    },
  });
  new Gauge({
    name: 'daybook_database_waiting',
    help: 'Requests and jobs of this process that wait for a connection to the database.',
    registers,
    collect() {
      this.set(db.load().waiting);
    },
  });
  return {
    registry,
    middleware: async (c, next) => {
      const begin = performance.now();
      await next();
      const found = routePath(c);
      // Never the path itself: whoever asks for ten thousand paths would make as many series.
      const labels = { method: c.req.method, route: found === '/*' ? 'none' : found };
      durations.observe(labels, (performance.now() - begin) / 1000);
      requests.inc({ ...labels, status: c.res.status });
    },
  };
}

/** Offers the metrics at `/metrics` of the app to whoever shows the token, as `Authorization: Bearer …`. */
export function addMetrics(app: Hono<{ Bindings: HttpBindings }>, { registry }: Metrics, token: string): void {
  app.get('/metrics', async (c) => {
    if (!isBearer(c.req.header('authorization'), token)) {
      return c.text('The token of METRICS_TOKEN is needed.\n', 401, { 'WWW-Authenticate': 'Bearer' });
    }
    return c.body(await registry.metrics(), 200, { 'Content-Type': registry.contentType });
  });
}

/** Offers the metrics at `/metrics` of a server of their own, which listens on the loopback alone. */
export async function serveMetrics(
  { registry }: Metrics,
  { port, token }: { port: number; token: string | undefined },
): Promise<Server> {
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    if (request.url !== '/metrics') return response.writeHead(404).end();
    if (token !== undefined && !isBearer(request.headers.authorization, token)) {
      return response.writeHead(401, { 'WWW-Authenticate': 'Bearer' }).end();
    }
    const text = await registry.metrics();
    return response.writeHead(200, { 'Content-Type': registry.contentType }).end(text);
  };
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.writeHead(500).end());
  });
  await listen(server, port, '127.0.0.1');
  return server;
}

/** Hashed first, so that neither the time it takes nor the length tells anything. */
function isBearer(header: string | undefined, token: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(header ?? ''), hash(`Bearer ${token}`));
}
