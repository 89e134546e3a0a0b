import { newId, randomText } from '../core/id.ts';
import type { Tx } from '../db/pool.ts';
import { hashKey } from '../http/auth.ts';
import { insertKey } from './store.ts';

const hexDigits = '0123456789abcdef';

/**
 * Makes an API key and returns it in plain, the only time that anyone sees it: the database keeps its hash. 32 hex digits, as
 * the keys that clients have. With a user it is his personal key, else the account's own.
 */
export async function createKey(
  tx: Tx,
  accountId: string,
  name: string,
  now: number,
  key: string = randomText(32, hexDigits),
  { id = newId('KEY'), userId = null }: { id?: string; userId?: string | null } = {},
): Promise<string> {
  await insertKey(tx, accountId, { id, name, userId, prefix: key.slice(0, 8), hash: hashKey(key) }, new Date(now));
  return key;
}
