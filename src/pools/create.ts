import { newId } from '../core/id.ts';
import type { Tx } from '../db/pool.ts';
import { checkMembers } from '../pages/check-members.ts';
import type { NewResourcePool } from './schema.ts';
import { insertPool, setPoolMembers } from './store.ts';

/** Makes a resource pool and returns its id. Refused if a member is no booking page of the account, or is named twice. */
export async function createPool(tx: Tx, accountId: string, wanted: NewResourcePool, now: number): Promise<string> {
  const { name, method, correction, cycle, timezone, members } = wanted;
  await checkMembers(tx, accountId, members, 'members');
  const id = newId('POOL');
  await insertPool(tx, accountId, { id, name, method, correction, cycle, timezone, creation_time: now });
  await setPoolMembers(tx, accountId, id, members, now);
  return id;
}
