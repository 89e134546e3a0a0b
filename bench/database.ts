import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { createAccount } from '../src/accounts/create.ts';
import { createKey } from '../src/accounts/create-key.ts';
import type { Location } from '../src/availability/schema.ts';
import { setSchedule } from '../src/availability/set.ts';
import { createCalendar } from '../src/calendars/create.ts';
import { type SocketSettings, startEmbedded } from '../src/db/embedded.ts';
import { migrate } from '../src/db/migrate.ts';
import { type Database, openDatabase, statement } from '../src/db/pool.ts';
import { createUser } from '../src/users/create.ts';

/** A PostgreSQL of a bench's own, in a temporary folder that goes with it. */
export interface BenchDatabase {
  /** As the product's role. */
  settings: SocketSettings;
  /** The process that all of PostgreSQL's others come from. */
  pid: number;
  /** For DATABASE_URL. */
  url: string;
  /** The product's own pool, in this process. */
  db: Database;
  /** Runs SQL as the superuser, in this database unless another is named. */
  asAdmin(sql: string, database?: string): Promise<void>;
  stop(): Promise<void>;
}

/** Starts the embedded server as the product starts it, as durable as there, with room for the bare clients beside it. */
export async function startBenchDatabase(settings: Record<string, string> = {}): Promise<BenchDatabase> {
  const folder = await mkdtemp(path.join(tmpdir(), 'daybook-bench-'));
  const server = await startEmbedded({
    dataDir: folder,
    log: () => {},
    settings: { max_connections: '140', ...settings },
  });
  await migrate(server.connection);
  const db = openDatabase(server.connection);
  const { host, port, user, database } = server.connection;
  const pidFile = await readFile(path.join(folder, 'postgres', 'postmaster.pid'), 'utf8');
  return {
    settings: server.connection,
    pid: Number(pidFile.split('\n')[0]),
    url: `postgres://${user}@localhost/${database}?${new URLSearchParams({ host, port: String(port) })}`,
    db,
    async asAdmin(sql, elsewhere = database) {
      const client = new pg.Client({ ...server.admin, database: elsewhere });
      await client.connect();
      try {
        await client.query(sql);
      } finally {
        await client.end();
      }
    },
    async stop() {
      await db.close();
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/**
 * Start options for a bare connection: the settings of the product's own sessions, so that both have the same plans, and
 * the account that row-level security lets it see.
 */
export function bareOptions(db: Database, accountId: string): Promise<string> {
  return db.read(accountId, async (tx) => {
    const rows = await tx.rows(
      statement<{ name: string; setting: string }>(
        `select name, setting from pg_settings
         where source = 'client' and name not in ('application_name', 'client_encoding', 'DateStyle')`,
      ),
    );
    const options = [...rows, { name: 'daybook.account', setting: accountId }];
    return options.map(({ name, setting }) => `-c ${name}=${setting}`).join(' ');
  });
}

/** An account with many hosts, each with one calendar of 30-minute meetings, Monday to Friday from nine to five in New York. */
export interface Company {
  accountId: string;
  key: string;
  hosts: string[];
  /** One for each host, in the same order. */
  calendars: string[];
}

const video: Location = { type: 'online_static_link', value: 'https://meet.example.com/room', id: null };
const phone: Location = { type: 'phone_by_guest', value: null, id: null };
const nineToFive = [{ start: 540, end: 1020, locations: [video, phone] }];
const weekly = {
  Monday: nineToFive,
  Tuesday: nineToFive,
  Wednesday: nineToFive,
  Thursday: nineToFive,
  Friday: nineToFive,
};

/** Furnishes a company through the product's own verbs. */
export function makeCompany(db: Database, hostCount: number): Promise<Company> {
  const now = Date.now();
  return db.system(async (tx) => {
    const accountId = await createAccount(
      tx,
      { name: 'Bench', email: 'admin@bench.example', timezone: 'America/New_York' },
      now,
    );
    const company: Company = { accountId, key: await createKey(tx, accountId, 'Bench', now), hosts: [], calendars: [] };
    for (let i = 0; i < hostCount; i++) {
      const name = { first_name: `Host${i}`, last_name: 'Bench', email: `host${i}@bench.example` };
      const host = await createUser(
        tx,
        accountId,
        { ...name, role_name: 'Member', timezone: 'America/New_York', status: 'active' },
        now,
      );
      await setSchedule(tx, accountId, host, { weekly });
      company.hosts.push(host);
      company.calendars.push(await makeCalendar(tx, accountId, host, `Calendar ${i}`, 30));
    }
    return company;
  });
}

/** One more calendar for a host; a start on every quarter-hour. */
export function makeCalendar(
  tx: Parameters<typeof createCalendar>[0],
  accountId: string,
  hostId: string,
  name: string,
  minutes: number,
): Promise<string> {
  const rules = { durations: [minutes], start_minutes: [0, 15, 30, 45], spacing_minutes: 15 };
  return createCalendar(tx, accountId, { name, subject: name, hostId, rules }, Date.now());
}
