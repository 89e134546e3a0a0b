import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after } from 'node:test';
import pg from 'pg';
import { pino } from 'pino';
import { type SocketSettings, startEmbedded } from '../../src/db/embedded.ts';
import { migrate } from '../../src/db/migrate.ts';
import { type Database, openDatabase } from '../../src/db/pool.ts';
import { openJobs } from '../../src/jobs/open-jobs.ts';

/** Where `scripts/test.ts` leaves the server that all test files share. */
export const sharedServerVariable = 'DAYBOOK_TEST_SERVER';

export interface TestServer {
  admin: SocketSettings;
  template: string;
}

/** Starts a PostgreSQL in a temporary folder with a migrated database to clone. For one run of tests. */
export async function startTestServer(): Promise<TestServer & { stop(): Promise<void> }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'daybook-test-'));
  const server = await startEmbedded({
    dataDir: folder,
    log: () => {},
    // Test databases are thrown away, so nobody waits for the disk.
    settings: {
      fsync: 'off',
      synchronous_commit: 'off',
      full_page_writes: 'off',
      max_connections: '200',
      deadlock_timeout: '50ms',
    },
  });
  const template = 'daybook_template';
  await asAdmin(server.admin, `create database ${template} owner daybook`);
  const settings = { ...server.admin, user: 'daybook', database: template };
  await migrate(settings);
  // The job queues make their schema themselves, once for all clones.
  await (await openJobs(settings, [], pino({ level: 'silent' }))).stop();
  return {
    admin: server.admin,
    template,
    async stop() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function asAdmin(settings: SocketSettings, sql: string): Promise<void> {
  const client = new pg.Client({ ...settings });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

let own: (TestServer & { stop(): Promise<void> }) | undefined;
const inUse = new Set<string>();
let ending = false;

/** The run's shared server, or one for this file alone if it is run by itself. */
async function testServer(): Promise<TestServer> {
  const shared = process.env[sharedServerVariable];
  if (shared !== undefined) return JSON.parse(shared) as TestServer;
  own ??= await startTestServer();
  return own;
}

/** Hooks run in the order they were made, and this one is the first: the server goes once the last database is closed. */
after(() => {
  ending = true;
  stopIfUnused();
});

function stopIfUnused(): void {
  if (ending && inUse.size === 0) void own?.stop();
}

export interface TestDatabase {
  settings: SocketSettings;
  /** The same for DATABASE_URL. */
  url: string;
  db: Database;
  close(): Promise<void>;
}

/** A migrated database of its own, empty, as the product's role sees it. */
export async function testDatabase(): Promise<TestDatabase> {
  const server = await testServer();
  const name = `test_${randomBytes(6).toString('hex')}`;
  await asAdmin(server.admin, `create database ${name} template ${server.template} owner daybook`);
  inUse.add(name);
  const settings = { ...server.admin, user: 'daybook', database: name };
  const db = openDatabase(settings);
  const query = new URLSearchParams({ host: settings.host, port: String(settings.port) });
  return {
    settings,
    url: `postgres://daybook@localhost/${name}?${query}`,
    db,
    async close() {
      await db.close();
      await asAdmin(server.admin, `drop database ${name} with (force)`);
      inUse.delete(name);
      stopIfUnused();
    },
  };
}
