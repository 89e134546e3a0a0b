import type { Tx } from '../db/pool.ts';
import type { Person } from './schema.ts';
import { findPeopleById } from './store.ts';

/** The living ones of these users, with their hours, in id order. */
export async function findById(tx: Tx, accountId: string, ids: readonly string[]): Promise<Person[]> {
  return ids.length === 0 ? [] : findPeopleById(tx, accountId, ids);
}
