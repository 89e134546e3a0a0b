import { statement, type Tx } from './pool.ts';

const applied = statement<{ name: string }>('select name from migrations order by name');

/** True if the database answers and every given migration ran. */
export async function isMigrated(tx: Tx, names: readonly string[]): Promise<boolean> {
  const done = new Set((await tx.rows(applied)).map((row) => row.name));
  return names.every((name) => done.has(name));
}

const readOnly = statement<{ transaction_read_only: string }>('show transaction_read_only');

/** True if the database takes changes: a standby, or a server that was switched to read-only, does not. */
export async function isWritable(tx: Tx): Promise<boolean> {
  return (await tx.one(readOnly))?.transaction_read_only === 'off';
}
