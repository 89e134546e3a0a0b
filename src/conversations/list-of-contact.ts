import type { Tx } from '../db/pool.ts';
import { type ConversationRow, findOfContact } from './store.ts';

/** A contact's conversations, oldest first. */
export function listOfContact(tx: Tx, accountId: string, contactId: string): Promise<ConversationRow[]> {
  return findOfContact(tx, accountId, contactId);
}
