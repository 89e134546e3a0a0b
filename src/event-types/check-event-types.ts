import type { Tx } from '../db/pool.ts';
import { problem } from '../http/problem.ts';
import { findEventTypes } from './store.ts';

/** Refuses ids that are no living event types of the account. */
export async function checkEventTypes(tx: Tx, accountId: string, ids: readonly string[]): Promise<void> {
  const living = (await findEventTypes(tx, accountId, ids)).filter((row) => row.deleted_time === null);
  const unknown = ids.find((id) => !living.some((row) => row.id === id));
  if (unknown !== undefined) throw problem('no_such_event_type', { value: unknown, param: 'event_types' });
}
