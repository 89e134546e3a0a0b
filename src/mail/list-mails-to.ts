import type { Tx } from '../db/pool.ts';
import { findMailsTo, type MailRow } from './store.ts';

/** The mails that were written to an address and are still kept, oldest first. */
export function listMailsTo(tx: Tx, accountId: string, address: string): Promise<MailRow[]> {
  return findMailsTo(tx, accountId, address);
}
