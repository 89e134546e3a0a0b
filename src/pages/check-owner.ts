import type { Tx } from '../db/pool.ts';
import { problem } from '../http/problem.ts';
import { findOwner } from './store.ts';

/** Refuses an owner who is no living user of the account; returns his zone. */
export async function checkOwner(tx: Tx, accountId: string, id: string): Promise<string> {
  const owner = await findOwner(tx, accountId, id);
  if (owner === undefined) throw problem('no_such_user', { value: id, param: 'owner' });
  return owner.timezone;
}
