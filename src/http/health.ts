import type { Hono } from 'hono';
import { migrationNames } from '../db/migrate.ts';
import type { Database } from '../db/pool.ts';
import { isMigrated, isWritable } from '../db/ready.ts';

/** No patience here: a load balancer wants to know how things are now. */
const patienceMs = 500;

/** Why a server cannot serve: its database cannot be reached, takes no changes, or is not of this code's version. */
type Lack = 'database' | 'read_only' | 'schema';

/** `GET /healthz` says that the process is alive, `GET /readyz` that it can serve, or what it lacks. */
// biome-ignore lint/suspicious/noExplicitAny: Hono's environment type is the app's own business
export function addHealth(app: Hono<any>, db: Database): void {
  // What this code brings does not change while it runs.
  const names = migrationNames();
  names.catch(() => {});
  const ask = async (): Promise<Lack | undefined> => {
    const known = await names;
    return db.system(async (tx) => {
      // A standby, or a server that was switched to read-only.
      if (!(await isWritable(tx))) return 'read_only';
      return (await isMigrated(tx, known)) ? undefined : 'schema';
    });
  };
  app.get('/healthz', (c) => c.json({ status: 'ok' }));
  app.get('/readyz', async (c) => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<Lack>((resolve) => {
      timer = setTimeout(resolve, patienceMs, 'database');
    });
    const reason = await Promise.race([ask().catch((): Lack => 'database'), late]);
    clearTimeout(timer);
    return reason === undefined ? c.json({ status: 'ready' }) : c.json({ status: 'unavailable', reason }, 503);
  });
}
