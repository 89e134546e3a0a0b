import type { Tx } from '../db/pool.ts';
import { deleteLinks, type LinkPurpose } from './store.ts';

/** Lets a user's links, or that for one purpose, work no longer. True if there was one. */
export async function dropLinks(tx: Tx, accountId: string, userId: string, purpose?: LinkPurpose): Promise<boolean> {
  return (await deleteLinks(tx, accountId, userId, purpose)) > 0;
}
