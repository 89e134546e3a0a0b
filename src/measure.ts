import type { AddressInfo } from 'node:net';
import type { HttpBindings } from '@hono/node-server';
import type { Hono, MiddlewareHandler } from 'hono';
import { measureBacklog } from './backlog/measure-backlog.ts';
import type { Config } from './config.ts';
import type { Database } from './db/pool.ts';
import type { DeliveryOptions } from './deliveries/jobs.ts';
import { measureAttempts } from './deliveries/measure-attempts.ts';
import { addMetrics, openMetrics, serveMetrics } from './http/metrics.ts';
import { close } from './http/server.ts';

/** What is measured, where it is measured, and where it is shown. */
export interface Measures {
  middleware: MiddlewareHandler | undefined;
  deliveries: Pick<DeliveryOptions, 'onRecorded'>;
  /** Shows the metrics where the settings say, and returns the address if that is a server of their own. */
  serve(app: Hono<{ Bindings: HttpBindings }>, started: (() => Promise<void>)[]): Promise<string | undefined>;
}

/** Measures everything, if the settings let anybody read it; else nothing, which costs nothing. */
export function openMeasures(config: Config, db: Database, clock: () => number): Measures {
  const { METRICS_PORT: port, METRICS_TOKEN: token } = config;
  if (port === undefined && token === undefined)
    return { middleware: undefined, deliveries: {}, serve: async () => undefined };
  const metrics = openMetrics(db);
  measureBacklog(metrics.registry, db, clock);
  return {
    middleware: metrics.middleware,
    deliveries: { onRecorded: measureAttempts(metrics.registry) },
    async serve(app, started) {
      if (token !== undefined) addMetrics(app, metrics, token);
      if (port === undefined) return undefined;
      const server = await serveMetrics(metrics, { port, token });
      started.push(() => close(server));
      return `http://127.0.0.1:${(server.address() as AddressInfo).port}/metrics`;
    },
  };
}
