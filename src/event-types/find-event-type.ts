import type { Tx } from '../db/pool.ts';
import { type EventTypeRow, findEventTypes } from './store.ts';

/** An event type as it is kept, with its rules, also if it is deleted; undefined if there never was one. */
export async function findEventType(tx: Tx, accountId: string, id: string): Promise<EventTypeRow | undefined> {
  return (await findEventTypes(tx, accountId, [id]))[0];
}
