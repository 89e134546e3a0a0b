import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import pg from 'pg';
import type { ConnectionSettings } from './pool.ts';

interface Migration {
  name: string;
  sql: string;
  checksum: string;
}

/** Any number will do, as long as every version of Daybook uses the same. */
const lockKey = 4_207_331_001;

/**
 * Brings the schema up to this code's version: each file of `migrations/` once, in order, in a transaction of
 * its own, under an advisory lock so that two starting processes take turns. Throws if a file fails, if one
 * that ran has changed since, or if the database is newer than the code.
 */
export async function migrate(settings: ConnectionSettings): Promise<{ applied: string[] }> {
  const known = await readMigrations();
  const client = new pg.Client({ ...settings, options: '-c timezone=UTC' });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [lockKey]);
    await client.query(
      `create table if not exists migrations (
         name text primary key, checksum text not null, applied_time timestamptz(3) not null default now())`,
    );
    const { rows } = await client.query<{ name: string; checksum: string }>('select name, checksum from migrations');
    const done = new Map(rows.map((row) => [row.name, row.checksum]));
    const foreign = [...done.keys()].filter((name) => !known.some((migration) => migration.name === name));
    if (foreign.length > 0) {
      throw new Error(
        `The database was made by a newer Daybook (it knows ${foreign.join(', ')}). Start that version, or restore a backup.`,
      );
    }
    const applied: string[] = [];
    for (const migration of known) {
      const checksum = done.get(migration.name);
      if (checksum === migration.checksum) continue;
      if (checksum !== undefined) throw new Error(`Migration ${migration.name} was changed after it ran here.`);
      await apply(client, migration);
      applied.push(migration.name);
    }
    return { applied };
  } finally {
    await client.end();
  }
}

/** True if the role's queries see rows that row-level security hides from others. */
export async function bypassesRowSecurity(settings: ConnectionSettings): Promise<boolean> {
  const client = new pg.Client(settings);
  await client.connect();
  try {
    const { rows } = await client.query(
      'select rolsuper or rolbypassrls as bypasses from pg_roles where rolname = current_user',
    );
    return rows[0]?.bypasses === true;
  } finally {
    await client.end();
  }
}

/** The names of the migrations that this code brings, oldest first. */
export async function migrationNames(): Promise<string[]> {
  return (await readMigrations()).map((migration) => migration.name);
}

async function apply(client: pg.Client, migration: Migration): Promise<void> {
  await client.query('begin');
  try {
    await client.query(migration.sql);
    await client.query('insert into migrations (name, checksum) values ($1, $2)', [migration.name, migration.checksum]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw new Error(`Migration ${migration.name} failed: ${(error as Error).message}`, { cause: error });
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
