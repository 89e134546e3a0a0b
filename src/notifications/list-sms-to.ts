import type { Tx } from '../db/pool.ts';
import { findSmsTo, type SmsRow } from './store.ts';

/** The SMS that went to a contact, oldest first. */
export function listSmsTo(tx: Tx, accountId: string, contactId: string): Promise<SmsRow[]> {
  return findSmsTo(tx, accountId, contactId);
}
