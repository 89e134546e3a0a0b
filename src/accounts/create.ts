import { newId } from '../core/id.ts';
import type { Tx } from '../db/pool.ts';
import { insertAccount } from './store.ts';

/** Opens an account and returns its id. Needs a system transaction. `email` is the owner's, which `GET /test` shows. */
export async function createAccount(
  tx: Tx,
  account: { name: string; email: string; timezone: string },
  now: number,
): Promise<string> {
  const id = newId('ACC');
  await insertAccount(tx, { id, ...account }, new Date(now));
  return id;
}
