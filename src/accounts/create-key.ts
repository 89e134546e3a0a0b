import { newId, randomText } from '../core/id.ts';
import type { Tx } from '../db/pool.ts';
import { hashKey } from '../http/auth.ts';
import { insertKey } from './store.ts';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Makes an API key and returns it in plain, the only time that anyone sees it: the database keeps its hash. */
export async function createKey(
  tx: Tx,
  accountId: string,
  name: string,
  now: number,
  key: string = `dbk_${randomText(40, letters)}`,
): Promise<string> {
  await insertKey(
    tx,
    accountId,
    { id: newId('KEY'), name, prefix: key.slice(0, 8), hash: hashKey(key) },
    new Date(now),
  );
  return key;
}
