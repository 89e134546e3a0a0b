import type { Tx } from '../db/pool.ts';
import { problem } from '../http/problem.ts';
import { buryKey } from './store.ts';

/** Ends a living key, also the one that asks; within a second it opens nothing any more. */
export async function removeKey(tx: Tx, accountId: string, id: string, now: number) {
  if (!(await buryKey(tx, accountId, id, new Date(now)))) throw problem('no_such_api_key', { value: id });
  return { id, deleted: true as const };
}
