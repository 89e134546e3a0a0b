import type { Tx } from '../db/pool.ts';
import { problem } from '../http/problem.ts';
import { buryEventType } from './store.ts';

/** Deletes an event type and takes it off all pages. Its bookings stay as they are. Refused if there is no such living one. */
export async function removeEventType(
  tx: Tx,
  accountId: string,
  id: string,
  now: number,
): Promise<{ id: string; deleted: true }> {
  if (!(await buryEventType(tx, accountId, id, now))) throw problem('no_such_event_type', { value: id });
  return { id, deleted: true };
}
