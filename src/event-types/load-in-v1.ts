import type { Tx } from '../db/pool.ts';
import { findEventTypes } from './store.ts';

/** Event types, deleted ones too, as API v1 shows them within a booking (contract 10.3), by id. */
export async function loadEventTypesInV1(tx: Tx, accountId: string, ids: readonly string[]) {
  const rows = await findEventTypes(tx, accountId, ids);
  return new Map(rows.map(({ id, name, description }) => [id, { name, description, category: null }]));
}
