import type { Tx } from '../db/pool.ts';
import { presentEventType } from './present.ts';
import { findEventTypes } from './store.ts';

/** The event types with these ids as the API shows them, by id. */
export async function loadEventTypes(
  tx: Tx,
  accountId: string,
  ids: readonly string[],
): Promise<Map<string, ReturnType<typeof presentEventType>>> {
  return new Map((await findEventTypes(tx, accountId, ids)).map((row) => [row.id, presentEventType(row)]));
}
