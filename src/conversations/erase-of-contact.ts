import { forgetObject } from '../audit/forget-object.ts';
import type { Tx } from '../db/pool.ts';
import { eraseConversations } from './store.ts';

/** Erases what a contact said, in the audit log too; returns the ids of the conversations, which are deleted. */
export async function eraseOfContact(tx: Tx, accountId: string, contactId: string, now: number): Promise<string[]> {
  const ids = await eraseConversations(tx, accountId, contactId, now);
  for (const id of ids) await forgetObject(tx, accountId, id);
  return ids;
}
