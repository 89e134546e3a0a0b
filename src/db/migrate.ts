import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import pg from 'pg';
import { type ConnectionSettings, errorCode } from './pool.ts';

interface Migration {
  name: string;
  sql: string;
  checksum: string;
}

/** The database cannot serve this Daybook; the message says why and what to do. */
export class UnusableDatabase extends Error {}

/** PostgreSQL 16 is the oldest that is tested. */
const oldestVersion = 160_000;

/** Any number will do, as long as every version of Daybook uses the same. */
const lockKey = 4_207_331_001;

/** What was found and done. */
export interface Migrated {
  /** The names of the files that ran. */
  applied: string[];
  /** True if the role's queries see rows that row-level security hides from others. */
  bypassesRowSecurity: boolean;
}

/**
 * Brings the schema up to this code's version: each file of `migrations/` once, in order, in a transaction of
 * its own, under an advisory lock so that two starting processes take turns. Throws if a file fails, if one
 * that ran has changed since, or if the database is newer than the code.
 */
export async function migrate(settings: ConnectionSettings): Promise<Migrated> {
  const known = await readMigrations();
  const client = await connect({ ...settings, options: '-c timezone=UTC' });
  try {
    const version = await client.query<{ server_version_num: string; server_version: string }>(
      "select current_setting('server_version_num') as server_version_num, current_setting('server_version') as server_version",
    );
    const { server_version_num, server_version } = version.rows[0]!;
    if (Number(server_version_num) < oldestVersion) {
      throw new UnusableDatabase(`Daybook needs PostgreSQL 16 or newer; this one is ${server_version}.`);
    }
    await client.query('select pg_advisory_lock($1)', [lockKey]);
    await client.query(
      `create table if not exists migrations (
         name text primary key, checksum text not null, applied_time timestamptz(3) not null default now())`,
    );
    const { rows } = await client.query<{ name: string; checksum: string }>('select name, checksum from migrations');
    const done = new Map(rows.map((row) => [row.name, row.checksum]));
    const foreign = [...done.keys()].filter((name) => !known.some((migration) => migration.name === name));
    if (foreign.length > 0) {
      throw new UnusableDatabase(
        `The database was made by a newer Daybook (it knows ${foreign.join(', ')}). Start that version, or restore a backup.`,
      );
    }
    const applied: string[] = [];
    for (const migration of known) {
      const checksum = done.get(migration.name);
      if (checksum === migration.checksum) continue;
      if (checksum !== undefined)
        throw new UnusableDatabase(`Migration ${migration.name} was changed after it ran here.`);
      await apply(client, migration);
      applied.push(migration.name);
    }
    const role = await client.query<{ bypasses: boolean }>(
      'select rolsuper or rolbypassrls as bypasses from pg_roles where rolname = current_user',
    );
    return { applied, bypassesRowSecurity: role.rows[0]?.bypasses === true };
  } finally {
    await client.end();
  }
}

/** The names of the migrations that this code brings, oldest first. */
export async function migrationNames(): Promise<string[]> {
  return (await readMigrations()).map((migration) => migration.name);
}

/** "Cannot connect now": the server is there, and starts, recovers or is about to stop. */
const notYet = '57P03';
const patienceMs = 30_000;

/** A connection; a server that is still starting, as beside a Daybook that starts with it, is waited for. */
async function connect(settings: pg.ClientConfig): Promise<pg.Client> {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const client = new pg.Client(settings);
    try {
      await client.connect();
      return client;
    } catch (error) {
      if (errorCode(error) !== notYet || performance.now() > deadline) {
        throw new UnusableDatabase(
          `Daybook cannot connect to its database: ${(error as Error).message || errorCode(error)}`,
          { cause: error },
        );
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

async function apply(client: pg.Client, migration: Migration): Promise<void> {
  await client.query('begin');
  try {
    await client.query(migration.sql);
    await client.query('insert into migrations (name, checksum) values ($1, $2)', [migration.name, migration.checksum]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw new UnusableDatabase(`Migration ${migration.name} failed: ${(error as Error).message}`, { cause: error });
  }
}

async function readMigrations(): Promise<Migration[]> {
  const folder = new URL('./migrations/', import.meta.url);
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(new URL(name, folder), 'utf8');
      return { name: name.replace(/\.sql$/, ''), sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}
