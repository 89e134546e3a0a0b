import type { Hono } from 'hono';
import { migrationNames } from '../db/migrate.ts';
import type { Database } from '../db/pool.ts';
import { isMigrated } from '../db/ready.ts';

/** `GET /healthz` says that the process is alive, `GET /readyz` that it can serve: database reachable and migrated. */
// biome-ignore lint/suspicious/noExplicitAny: Hono's environment type is the app's own business
export function addHealth(app: Hono<any>, db: Database): void {
  // What this code brings does not change while it runs.
  const names = migrationNames();
  names.catch(() => {});
  app.get('/healthz', (c) => c.json({ status: 'ok' }));
  app.get('/readyz', async (c) => {
    // No patience here: a load balancer wants to know how things are now.
    const ready = await Promise.race([
      db.system(async (tx) => isMigrated(tx, await names)).catch(() => false),
      new Promise<false>((resolve) => setTimeout(resolve, 500, false)),
    ]);
    return ready ? c.json({ status: 'ready' }) : c.json({ status: 'unavailable', reason: 'database' }, 503);
  });
}
