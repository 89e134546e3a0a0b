import pg from 'pg';

export interface Provisioned {
  user: string;
  database: string;
  extensions: readonly string[];
}

/**
 * Makes what Daybook expects to find in the server, as far as it is missing: its role, which owns its database but is
 * no superuser and so is held by row-level security, and extensions. `server` is a superuser's connection.
 */
export async function provision(
  server: pg.Client,
  connect: (database: string) => pg.Client,
  { user, database, extensions }: Provisioned,
): Promise<void> {
  // Each step is one statement and is looked up first, so a kill between any two leaves a state to go on from.
  const role = await server.query('select from pg_roles where rolname = $1', [user]);
  if (role.rowCount === 0) await server.query(`create role ${pg.escapeIdentifier(user)} login`);
  const found = await server.query('select from pg_database where datname = $1', [database]);
  if (found.rowCount === 0)
    await server.query(`create database ${pg.escapeIdentifier(database)} owner ${pg.escapeIdentifier(user)}`);
  const inside = connect(database);
  await inside.connect();
  try {
    for (const name of extensions) await inside.query(`create extension if not exists ${pg.escapeIdentifier(name)}`);
  } finally {
    await inside.end();
  }
}
