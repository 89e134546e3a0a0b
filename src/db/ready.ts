import { statement, type Tx } from './pool.ts';

const applied = statement<{ name: string }>('select name from migrations order by name');

/** True if the database answers and every given migration ran. */
export async function isMigrated(tx: Tx, names: readonly string[]): Promise<boolean> {
  const done = new Set((await tx.rows(applied)).map((row) => row.name));
  return names.every((name) => done.has(name));
}
